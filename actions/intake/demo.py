"""A desk full of made-up enquiries, the same every time, for trying it and measuring it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

import settings
from actions.intake.made_up import Clinic, enquiry, timeline, words
from models.articles.article import Article, ArticleState
from models.base.table import now
from models.clinic.setting import setting
from models.enquiries.enquiry import Enquiry, EnquiryEvent
from models.staff.log import record
from models.staff.member import Actor, Permission, active_staff

AT_ONCE = 1_000
DAYS = 90


def make_enquiries(session: Session, count: int, *, by: Actor, seed: int = 1) -> int:
    """Add `count` enquiries of the last 90 days, with their timelines. Errors: NotAllowed."""
    by.must(Permission.MANAGE_SETTINGS)
    number = session.scalar(select(func.coalesce(func.max(Enquiry.id), 0))) or 0
    rng = Random(seed + number)  # noqa: S311  made-up people are no secret
    clinic, today = _clinic(session), now()
    moments = _moments(count, today, rng)
    while some := list(islice(moments, AT_ONCE)):
        rows = [
            enquiry(place, at, today - at, clinic, rng)
            for place, at in enumerate(some, start=number + 1)
        ]
        number += len(rows)
        # One statement for many rows: the search index writes to disk once for each statement.
        added = insert(Enquiry.__table__).returning(Enquiry.reference, Enquiry.id)  # type: ignore[arg-type]  # declared as FromClause, is a Table
        ids = dict(session.execute(added, rows).all())
        told = [e for row in rows for e in timeline(row | {"id": ids[row["reference"]]})]
        session.execute(insert(EnquiryEvent.__table__), told)  # type: ignore[arg-type]  # declared as FromClause, is a Table
    record(session, by, "demo.made", details={"enquiries": count})
    return count


def _clinic(session: Session) -> Clinic:
    triage = Permission.TRIAGE_ENQUIRIES
    staff = [who.id for who in session.scalars(active_staff()) if who.as_actor().may(triage)]
    is_public = Article.state == ArticleState.PUBLISHED
    return Clinic(
        staff=tuple(staff),
        articles=tuple(session.scalars(select(Article.id).where(is_public))),
        services=tuple(setting(session, "services")),
        risk_phrases=tuple(setting(session, "risk_phrases")),
    )


def _moments(count: int, today: datetime, rng: Random) -> Iterator[datetime]:
    """In order, most of them on working days while people are awake."""
    oldest = today - timedelta(days=DAYS)
    weights = [_weight(oldest + timedelta(hours=hour)) for hour in range(DAYS * 24)]
    hours = sorted(hour + rng.random() for hour in rng.choices(range(DAYS * 24), weights, k=count))
    return (oldest + timedelta(hours=hour) for hour in hours)


def _weight(moment: datetime) -> int:
    local = moment.astimezone(settings.TIMEZONE)
    return words().hours[local.hour] * words().weekdays[local.weekday()]
