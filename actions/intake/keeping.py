"""Writing down what came in, by whichever door: rows, timeline, keys, notices and the log."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models.articles.day import call_to_action_sections
from models.enquiries.enquiry import (
    CameBy,
    Enquiry,
    EnquiryEvent,
    EnquirySource,
    IdempotencyKey,
    Status,
)
from models.intake.arrival import Arrival, IntakePolicy, enquiry_row
from models.intake.booking import articles_named, public_articles_named
from models.intake.receipt import REFERENCES_TAKEN, Receipt, new_reference
from models.notices.notice import Notice, channels_in_use, notice_rows
from models.staff.log import record_each
from models.staff.member import Actor

LOGGED = {EnquirySource.DESK: "enquiry.entered", EnquirySource.IMPORT: "enquiry.imported"}
"""Everything else was received."""
_ADD = insert(Enquiry.__table__).returning(Enquiry.reference, Enquiry.id)  # type: ignore[arg-type]  # declared as FromClause, is a Table
_ADD_EVENTS = insert(EnquiryEvent.__table__)  # type: ignore[arg-type]  # declared as FromClause, is a Table
_ADD_KEYS = insert(IdempotencyKey.__table__)  # type: ignore[arg-type]  # declared as FromClause, is a Table
_ADD_NOTICES = insert(Notice.__table__)  # type: ignore[arg-type]  # declared as FromClause, is a Table


def unused_references(session: Session, count: int) -> list[str]:
    """The caller holds the only write transaction, so what is unused stays so."""
    found: set[str] = set()
    while len(found) < count:
        made = {new_reference() for _ in range(count - len(found))}
        taken = session.connection().scalars(REFERENCES_TAKEN, {"references": list(made)})
        found |= made - set(taken)
    return list(found)


def keep_enquiries(
    session: Session,
    fresh: Sequence[tuple[Arrival, Receipt]],
    who: Actor | None = None,
    came_by: CameBy | None = None,
) -> list[int]:
    """Write the rows of new enquiries, their first line of timeline, their keys, and the log.

    `who` brought them in, and was asked for the permission; None is the public.
    """
    policy = IntakePolicy.of(session)
    slugs = {arrival.request.article for arrival, _ in fresh} - {""}
    source = fresh[0][0].source
    known = articles_named if source is EnquirySource.IMPORT else public_articles_named
    articles = dict(session.execute(known(slugs)).all()) if slugs else {}
    named = {arrival.request.call_to_action for arrival, _ in fresh} - {0}
    calls = dict(session.execute(call_to_action_sections(named)).all()) if named else {}
    rows = [enquiry_row(arrival, receipt, policy, articles, calls) for arrival, receipt in fresh]
    numbered = dict(session.connection().execute(_ADD, rows).all())
    ids = [numbered[receipt.reference] for _, receipt in fresh]
    _keep_events(session, rows, ids, who, came_by)
    _keep_keys(session, fresh, ids)
    _keep_notices(session, rows, ids, policy, who)
    facts = [{name: row[name] for name in ("source", "status", "is_at_risk")} for row in rows]
    subjects = [f"enquiry:{number}" for number in ids]
    logged = dict(zip(subjects, facts, strict=True))
    record_each(session, who, LOGGED.get(source, "enquiry.received"), logged)
    return ids


def _keep_events(
    session: Session,
    rows: Sequence[dict[str, Any]],
    ids: Sequence[int],
    by: Actor | None,
    came_by: CameBy | None,
) -> None:
    session.connection().execute(
        _ADD_EVENTS,
        [
            {
                "enquiry_id": number,
                "at": row["received_at"],
                "by_id": by.id if by else None,
                "kind": "received",
                "old": came_by or "",
                "new": row["status"],
                "text": "",
            }
            for row, number in zip(rows, ids, strict=True)
        ],
    )


def _keep_notices(
    session: Session,
    rows: Sequence[dict[str, Any]],
    ids: Sequence[int],
    policy: IntakePolicy,
    by: Actor | None,
) -> None:
    """Who writes it down here knows of it already, unless somebody must call them today."""
    channels = channels_in_use(policy._asdict())
    arrived = [
        (number, row["is_at_risk"])
        for row, number in zip(rows, ids, strict=True)
        if row["is_at_risk"] or (by is None and row["status"] is not Status.SPAM)
    ]
    if notices := notice_rows(arrived, channels):
        session.connection().execute(_ADD_NOTICES, notices)


def _keep_keys(
    session: Session, fresh: Sequence[tuple[Arrival, Receipt]], ids: Sequence[int]
) -> None:
    keys = [
        {"key_hash": key.key_hash, "body_hash": key.body_hash, "enquiry_id": number}
        for (arrival, _), number in zip(fresh, ids, strict=True)
        if (key := arrival.idempotency)
    ]
    if keys:
        session.connection().execute(_ADD_KEYS, keys)
