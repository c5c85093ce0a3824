"""How long somebody waited for a first answer while the clinic was open, told by the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    SQLColumnExpression,
    Table,
    case,
    func,
    insert,
    null,
    select,
)
from sqlalchemy.orm import Session

from models.base.functions import earlier_of, later_of, moved_by, seconds_since_1970
from models.base.table import Utc
from models.clinic.hours import DAY, FURTHEST, ClinicHours
from models.enquiries.enquiry import Enquiry

_opened = Table(
    "clinic_opened",
    MetaData(),
    Column("opens_at", Utc, primary_key=True),
    Column("opens", Integer, nullable=False),
    Column("closes", Integer, nullable=False),
    Column("before", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)
"""`opens` and `closes` in seconds since 1970; `before` are the seconds open until then."""


def note_opening_times(session: Session, since: datetime, until: datetime) -> None:
    """Every opening of these days, beside the database, so that a wait is two look-ups."""
    connection = session.connection()
    _opened.drop(connection, checkfirst=True)
    _opened.create(connection, checkfirst=False)
    rows, before = list[dict[str, Any]](), 0
    for start, end in _openings(ClinicHours.of(session), since, until):
        opens, closes = int(start.timestamp()), int(end.timestamp())
        rows.append({"opens_at": start, "opens": opens, "closes": closes, "before": before})
        before += closes - opens
    if rows:
        connection.execute(insert(_opened), rows)


def _openings(
    hours: ClinicHours, since: datetime, until: datetime
) -> list[tuple[datetime, datetime]]:
    first = since.astimezone(hours.zone).date()
    days = (until.astimezone(hours.zone).date() - first).days + 1
    return [span for day in range(days) for span in hours.opened(first + day * DAY)]


def response_minutes() -> SQLColumnExpression[int | None]:
    """Whole minutes from received to first answered; NULL while nobody has answered."""
    answered = Enquiry.first_answered_at
    furthest = moved_by(answered, f"-{FURTHEST.days} days")
    since = later_of(Enquiry.received_at, furthest)
    open_for = _open_until(answered) - _open_until(since)
    return case((answered.is_(None), null()), else_=later_of(open_for, 0) // 60)


def _open_until(moment: SQLColumnExpression[Any]) -> SQLColumnExpression[int]:
    """Seconds that the clinic was open before, counted from the first opening noted."""
    passed = earlier_of(seconds_since_1970(moment), _opened.c.closes) - _opened.c.opens
    found = (
        select(_opened.c.before + passed)
        .where(_opened.c.opens_at <= moment)
        .order_by(_opened.c.opens_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(found, 0)
