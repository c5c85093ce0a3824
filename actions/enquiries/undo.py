"""Taking back what one did to enquiries, unless somebody has changed them since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.enquiries.batch import EnquiryOutcome
from actions.enquiries.changes import (
    MoveRefused,
    leave_trace,
    must_be_acknowledged,
    who_changed_since,
)
from actions.enquiries.handing_over import hand_back
from actions.enquiries.merging import part_again, restore_pair_mark
from actions.staff.taking_back import NotTakenBack, standing_change
from models.base.table import now
from models.enquiries.enquiry import Enquiry, EnquiryEvent, enquiries_numbered
from models.enquiries.taking_back import (
    MERGED,
    OF_TWO,
    UNDONE,
    events_of_batch,
    name_in_batch,
    newest_batch_of,
    put_back,
)
from models.staff.change_batch import ChangeBatch, ChangeKind
from models.staff.member import Actor, Permission, StaffMember

_MAY = Permission.TRIAGE_ENQUIRIES


@dataclass(frozen=True, slots=True)
class Offer:
    """What this person did last: to how many, and of one of them kind, old, new and name."""

    batch_id: int
    many: int
    kind: str
    old: str
    new: str
    name: str


def offered_undo(session: Session, *, by: Actor) -> Offer | None:
    """The last gesture of this person in the last hour that stands. Errors: NotAllowed."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    found = session.execute(newest_batch_of(by.id or 0)).first()
    if not found:
        return None
    return Offer(*found, name=session.scalar(name_in_batch(found[0])) or "")


def take_back(
    session: Session, batch_id: int, *, by: Actor, only: int | None = None
) -> list[EnquiryOutcome]:
    """Each (or `only` this enquiry) becomes what it was; one changed since is refused, and why.

    Nothing is erased: the timeline tells the change and that it was taken back.
    Errors: NotAllowed; NotTakenBack for somebody else's, or when it was done already.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    batch = standing_change(session, batch_id, ChangeKind.ENQUIRIES, _MAY, by=by)
    if batch.subject and only is None:
        return _handed_back(session, batch, by)
    events = session.scalars(events_of_batch(batch_id, only)).all()
    if not events:
        raise NotTakenBack("This was taken back already.")
    if only is None:
        batch.taken_back_at = now()
    return list(_each_taken_back(session, events, by))


def _each_taken_back(
    session: Session, events: Sequence[EnquiryEvent], by: Actor
) -> Iterator[EnquiryOutcome]:
    of_each: dict[int, list[EnquiryEvent]] = {}
    for event in events:
        of_each.setdefault(event.enquiry_id, []).insert(0, event)
    later = who_changed_since(session, events[0].batch_id or 0, list(of_each))
    for enquiry in session.scalars(enquiries_numbered(list(of_each))).all():
        ours = of_each[enquiry.id]
        refused = later.get(enquiry.id) or _why_not(session, enquiry, ours)
        if not refused:
            for event in reversed(ours):
                _undo(session, enquiry, event, by)
        yield EnquiryOutcome(enquiry.id, enquiry.name, refused)


def _handed_back(session: Session, batch: ChangeBatch, by: Actor) -> list[EnquiryOutcome]:
    """What somebody had when their account was closed: the first of it, the clock does the rest."""
    batch.taken_back_at = now()
    handed = hand_back(session, batch, by=by)
    return [EnquiryOutcome(each, name, why) for each, (name, why) in handed.items()]


def _why_not(session: Session, enquiry: Enquiry, events: Sequence[EnquiryEvent]) -> str:
    """What forbids the state of before; empty when nothing does."""
    before = events[0].before or {}
    try:
        must_be_acknowledged(enquiry, before.get("status"))
    except MoveRefused as refused:
        return str(refused)
    colleague = session.get(StaffMember, before.get("assigned_to_id") or 0)
    if colleague and not colleague.as_actor().may(Permission.TRIAGE_ENQUIRIES):
        return f"{colleague.full_name} no longer looks after enquiries."
    return ""


def _undo(session: Session, enquiry: Enquiry, event: EnquiryEvent, by: Actor) -> None:
    if event.kind == MERGED:
        part_again(session, enquiry, event, by=by)
        return
    if event.kind in OF_TWO:
        restore_pair_mark(session, enquiry, event, by=by)
        return
    put_back(enquiry, event.before or {})
    event.taken_back_at = now()
    leave_trace(
        session, enquiry, UNDONE, by=by, old=event.new, new=event.old, logged={"kind": event.kind}
    )
