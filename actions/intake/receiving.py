"""Taking in what people ask for: each enquiry once, with a reference, and none lost."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete
from sqlalchemy.orm import Session

from actions.intake.keeping import keep_enquiries, unused_references
from models.base.table import now
from models.enquiries.enquiry import CameBy, Enquiry, EnquirySource, IdempotencyKey
from models.intake.arrival import Arrival
from models.intake.booking import BookingRequest
from models.intake.receipt import (
    EARLIER_RECEIPTS,
    Idempotency,
    KeyReused,
    Receipt,
)
from models.staff.member import Actor, Permission


def receive_enquiry(
    session: Session,
    request: BookingRequest,
    *,
    source: EnquirySource,
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
    references = iter(unused_references(session, len(arrivals)))
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
        keep_enquiries(session, fresh)
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
    receipt = Receipt(unused_references(session, 1)[0], now())
    arrival = Arrival(spoken, EnquirySource.DESK)
    [enquiry_id] = keep_enquiries(session, [(arrival, receipt)], who=by, came_by=came_by)
    return session.get_one(Enquiry, enquiry_id)


def _earlier(session: Session, arrivals: Sequence[Arrival]) -> dict[str, tuple[str, Receipt]]:
    """Key → its request's digest and receipt; keys past their time are forgotten here."""
    keys = {key.key_hash: key for arrival in arrivals if (key := arrival.idempotency)}
    if not keys:
        return {}
    known, forgotten = {}, []
    for kept in session.connection().execute(EARLIER_RECEIPTS, {"key_hashes": list(keys)}):
        after = keys[kept.key_hash].after
        if after and kept.created_at + after < now():
            forgotten.append(kept.key_hash)
        else:
            receipt = Receipt(kept.reference, kept.received_at, is_new=False)
            known[kept.key_hash] = (kept.body_hash, receipt)
    if forgotten:
        session.execute(delete(IdempotencyKey).where(IdempotencyKey.key_hash.in_(forgotten)))
    return known
