"""The same person twice: suggested, merged, separated again, or told apart; never by itself."""

from sqlalchemy.orm import Session

from actions.enquiries.changes import (
    MoveRefused,
    NoSuchEnquiry,
    RiskNotAcknowledged,
    enquiry_to_change,
    leave_trace,
    let_undo,
    must_be_acknowledged,
)
from models.base.table import now
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status, timeline_of
from models.enquiries.pair import Bond, EnquiryPair, parts_of
from models.enquiries.taking_back import KEPT_HERE, MERGED, SEPARATED, UNDONE, UNLINKED, put_back
from models.staff.member import Actor, Permission

SAID: dict[str, str] = {
    Bond.LINKED: "linked with",
    Bond.APART: "told apart from",
    UNLINKED: "no longer linked with",
}
Versions = tuple[int | None, int | None]
"""Of both, as they were drawn."""


def merge_enquiries(
    session: Session,
    keep_id: int,
    part_id: int,
    *,
    by: Actor,
    versions: Versions = (None, None),
) -> Enquiry:
    """The second becomes part of the first: closed, shown with it, found by its reference still.

    Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry, MoveRefused.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    keep = enquiry_to_change(session, keep_id, versions[0])
    part = enquiry_to_change(session, part_id, versions[1])
    _must_let_merge(session, keep, part)
    part.merged_into_id = keep.id
    part.status, part.close_reason = Status.CLOSED, f"Part of {keep.reference}"
    part.snoozed_until = part.wakes_up_as = part.follow_up_on = None
    leave_trace(session, part, MERGED, by=by, new=keep.reference, logged={"into": keep.id})
    leave_trace(session, keep, KEPT_HERE, by=by, new=part.reference, logged={"part": part.id})
    return keep


def _must_let_merge(session: Session, keep: Enquiry, part: Enquiry) -> None:
    if keep is part:
        raise MoveRefused("Choose two different enquiries.")
    if session.scalars(parts_of(part.id).limit(1)).first():
        raise MoveRefused("That one holds others already. Open it, and merge this one into it.")
    _must_be_acknowledged(part, Status.CLOSED)


def _must_be_acknowledged(part: Enquiry, status: Status | str | None) -> None:
    """The refusal names the part: it is the whole that is open."""
    try:
        must_be_acknowledged(part, status)
    except RiskNotAcknowledged:
        raise RiskNotAcknowledged.of_part(part.name) from None


def separate_enquiry(
    session: Session, part_id: int, *, by: Actor, version: int | None = None
) -> Enquiry:
    """Both as they were before the merge, each with its own timeline. Errors: as above."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    part = enquiry_to_change(session, part_id, version, even_a_part=True)
    if part.merged_into_id is None:
        raise MoveRefused("It stands by itself already.")
    events = session.scalars(timeline_of(part_id))
    merging = next(event for event in events if event.kind == MERGED and not event.taken_back_at)
    _must_be_acknowledged(part, (merging.before or {}).get("status"))
    part_again(session, part, merging, by=by)
    return part


def part_again(session: Session, part: Enquiry, merging: EnquiryEvent, *, by: Actor) -> None:
    """`merging` is the event that made it part of another."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    keep = session.get_one(Enquiry, part.merged_into_id)
    put_back(part, merging.before or {})
    merging.taken_back_at = now()
    leave_trace(session, part, SEPARATED, by=by, old=keep.reference, logged={"from": keep.id})
    leave_trace(session, keep, SEPARATED, by=by, old=part.reference, logged={"part": part.id})


def mark_pair(
    session: Session,
    one_id: int,
    other_id: int,
    bond: Bond | None,
    *,
    by: Actor,
    versions: Versions = (None, None),
) -> None:
    """That they belong together, or are two people; None takes back what was said.

    Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry, MoveRefused.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    if one_id == other_id:
        raise MoveRefused("Choose two different enquiries.")
    both = [
        enquiry_to_change(session, each, version, even_a_part=True)
        for each, version in zip((one_id, other_id), versions, strict=True)
    ]
    one, other = both
    kind = bond or UNLINKED
    before = {"other": other.id, "bond": _set_bond(session, one_id, other_id, bond, by)}
    trace = leave_trace(session, one, kind, by=by, new=other.reference, logged={"other": other.id})
    let_undo(session, trace, before, by)
    leave_trace(session, other, kind, by=by, new=one.reference, logged={"other": one.id})


def restore_pair_mark(session: Session, one: Enquiry, said: EnquiryEvent, *, by: Actor) -> None:
    """What was said of both before `said` of them."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    before = said.before or {}
    other = session.get(Enquiry, before["other"])
    if other is None:
        raise NoSuchEnquiry
    said.taken_back_at = now()
    _set_bond(session, one.id, other.id, Bond(before["bond"]) if before["bond"] else None, by)
    for enquiry, whom in ((one, other), (other, one)):
        words = f"{SAID[said.kind]} {whom.reference}"
        log = {"kind": said.kind}
        leave_trace(session, enquiry, UNDONE, by=by, old=words, new="as it was", logged=log)


def _set_bond(
    session: Session, one_id: int, other_id: int, bond: Bond | None, by: Actor
) -> Bond | None:
    """What was said of them before."""
    first, second = sorted((one_id, other_id))
    was = None
    if pair := session.get(EnquiryPair, (first, second)):
        was = pair.bond
        session.delete(pair)
        session.flush()
    if bond:
        session.add(EnquiryPair(first_id=first, second_id=second, bond=bond, by_id=by.id))
    return was
