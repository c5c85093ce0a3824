"""Taking in what people ask for: each enquiry once, with a reference, and none lost."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from models.articles.day import calls_to_action
from models.base.table import now
from models.enquiries.enquiry import CameBy, Enquiry, EnquiryEvent, IdempotencyKey, Source, Status
from models.intake.arrival import Arrival, IntakePolicy, enquiry_row
from models.intake.booking import BadFields, BookingRequest, public_articles_named, read_request
from models.intake.receipt import (
    Idempotency,
    KeyReused,
    Receipt,
    earlier_receipts,
    new_reference,
    references_taken,
)
from models.notices.notice import Notice, channels_in_use, notice_rows
from models.staff.log import record_each
from models.staff.member import Actor, Permission

__all__ = [
    "Arrival",
    "BadFields",
    "BookingRequest",
    "Idempotency",
    "KeyReused",
    "Receipt",
    "enter_enquiry",
    "read_request",
    "receive_enquiries",
    "receive_enquiry",
]


def receive_enquiry(
    session: Session,
    request: BookingRequest,
    *,
    source: Source,
    idempotency: Idempotency | None = None,
    spam_reasons: Sequence[str] = (),
) -> Receipt:
    """Take in one enquiry from the public. Errors: KeyReused."""
    arrival = Arrival(request, source, idempotency, tuple(spam_reasons))
    [outcome] = receive_enquiries(session, [arrival])
    if isinstance(outcome, KeyReused):
        raise outcome
    return outcome


def receive_enquiries(session: Session, arrivals: Sequence[Arrival]) -> list[Receipt | KeyReused]:
    """Take in a group in one transaction; the answers stand in the order of the arrivals."""
    known = _earlier(session, arrivals)
    outcomes: list[Receipt | KeyReused] = []
    fresh: list[tuple[Arrival, Receipt]] = []
    references = iter(_unused_references(session, len(arrivals)))
    for arrival in arrivals:
        key = arrival.idempotency
        earlier = known.get(key.key_hash) if key else None
        if key and earlier:
            outcomes.append(earlier[1] if earlier[0] == key.body_hash else KeyReused())
            continue
        receipt = Receipt(next(references), now())
        outcomes.append(receipt)
        fresh.append((arrival, receipt))
        if key:
            known[key.key_hash] = (key.body_hash, replace(receipt, is_new=False))
    if fresh:
        _keep(session, fresh)
    return outcomes


def enter_enquiry(
    session: Session,
    request: BookingRequest,
    came_by: CameBy = CameBy.PHONE_CALL,
    *,
    by: Actor,
) -> Enquiry:
    """Write down a phone call or a walk-in; consent was given in words. Errors: NotAllowed."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    spoken = replace(request, consent_version="verbal")
    receipt = Receipt(_unused_references(session, 1)[0], now())
    arrival = Arrival(spoken, Source.DESK)
    [enquiry_id] = _keep(session, [(arrival, receipt)], by=by, came_by=came_by)
    return session.get_one(Enquiry, enquiry_id)


def _earlier(session: Session, arrivals: Sequence[Arrival]) -> dict[str, tuple[str, Receipt]]:
    """Key → its request's digest and receipt; keys past their time are forgotten here."""
    keys = {key.key_hash: key for arrival in arrivals if (key := arrival.idempotency)}
    if not keys:
        return {}
    known, forgotten = {}, []
    for kept, reference, received_at in session.execute(earlier_receipts(keys)):
        after = keys[kept.key_hash].after
        if after and kept.created_at + after < now():
            forgotten.append(kept.key_hash)
        else:
            known[kept.key_hash] = (kept.body_hash, Receipt(reference, received_at, is_new=False))
    if forgotten:
        session.execute(delete(IdempotencyKey).where(IdempotencyKey.key_hash.in_(forgotten)))
    return known


def _unused_references(session: Session, count: int) -> list[str]:
    """The caller holds the only write transaction, so what is unused stays so."""
    found: set[str] = set()
    while len(found) < count:
        made = {new_reference() for _ in range(count - len(found))}
        found |= made - set(session.scalars(references_taken(made)))
    return list(found)


def _keep(
    session: Session,
    fresh: Sequence[tuple[Arrival, Receipt]],
    by: Actor | None = None,
    came_by: CameBy | None = None,
) -> list[int]:
    """Write the rows of new enquiries, their first line of timeline, their keys, and the log."""
    policy = IntakePolicy.of(session)
    slugs = {arrival.request.article for arrival, _ in fresh} - {""}
    articles = dict(session.execute(public_articles_named(slugs)).all()) if slugs else {}
    named = {arrival.request.call_to_action for arrival, _ in fresh} - {0}
    calls = dict(session.execute(calls_to_action(named)).all()) if named else {}
    rows = [enquiry_row(arrival, receipt, policy, articles, calls) for arrival, receipt in fresh]
    adding = insert(Enquiry.__table__).returning(Enquiry.reference, Enquiry.id)  # type: ignore[arg-type]
    numbered = dict(session.execute(adding, rows).all())
    ids = [numbered[receipt.reference] for _, receipt in fresh]
    _keep_events(session, rows, ids, by, came_by)
    _keep_keys(session, fresh, ids)
    _keep_notices(session, rows, ids, policy, by)
    told = ("source", "status", "is_at_risk")
    facts = [{name: row[name] for name in told} for row in rows]
    subjects = [f"enquiry:{number}" for number in ids]
    action = "enquiry.entered" if by else "enquiry.received"
    record_each(session, by, action, dict(zip(subjects, facts, strict=True)))
    return ids


def _keep_events(
    session: Session,
    rows: Sequence[dict[str, Any]],
    ids: Sequence[int],
    by: Actor | None,
    came_by: CameBy | None,
) -> None:
    session.execute(
        insert(EnquiryEvent.__table__),  # type: ignore[arg-type]
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
    channels = channels_in_use(asdict(policy))
    arrived = [
        (number, row["is_at_risk"])
        for row, number in zip(rows, ids, strict=True)
        if row["is_at_risk"] or (by is None and row["status"] is not Status.SPAM)
    ]
    if notices := notice_rows(arrived, channels):
        session.execute(insert(Notice.__table__), notices)  # type: ignore[arg-type]


def _keep_keys(
    session: Session, fresh: Sequence[tuple[Arrival, Receipt]], ids: Sequence[int]
) -> None:
    keys = [
        {"key_hash": key.key_hash, "body_hash": key.body_hash, "enquiry_id": number}
        for (arrival, _), number in zip(fresh, ids, strict=True)
        if (key := arrival.idempotency)
    ]
    if keys:
        session.execute(insert(IdempotencyKey), keys)
