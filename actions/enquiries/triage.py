"""What the front desk does with an enquiry: move it along, give it to somebody, write a note."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from actions.enquiries.changes import (
    CloseReasonMissing,
    MoveRefused,
    NotAMove,
    enquiry_to_change,
    leave_trace,
    must_be_acknowledged,
    must_stand_alone,
)
from actions.enquiries.note_drafts import keep_note_draft
from models.base.table import now
from models.base.text import LONG_TEXT, clean_line, clean_text
from models.enquiries.enquiry import ALLOWED_MOVES, Enquiry, Priority, Status
from models.staff.member import Actor, Permission, StaffMember

LONGEST_NOTE = 5_000
MOST_TAGS = 12
LONGEST_TAG = 40


def change_status(
    session: Session,
    enquiry_id: int,
    status: Status,
    *,
    by: Actor,
    version: int | None = None,
    reason: str = "",
) -> Enquiry:
    """Whoever becomes Booked has no time yet: that of an earlier booking is over.

    Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry, MoveRefused, BadText.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    reason = clean_line(reason, field="The reason")
    must_allow(enquiry, status, reason)
    old, enquiry.status = enquiry.status, status
    enquiry.close_reason = reason if status is Status.CLOSED else ""
    enquiry.snoozed_until = enquiry.wakes_up_as = None
    if status is Status.BOOKED:
        enquiry.booked_for = None
    if old is Status.NEW and status is not Status.SPAM and enquiry.first_answered_at is None:
        enquiry.first_answered_at = now()
    told = {"old": old, "new": status}
    leave_trace(session, enquiry, "status", by=by, **told, text=enquiry.close_reason, logged=told)
    return enquiry


def must_allow(enquiry: Enquiry, status: Status, reason: str) -> None:
    """Errors: NotAMove, RiskNotAcknowledged, CloseReasonMissing."""
    _must_lead_there(enquiry, status)
    if status is Status.CLOSED and not reason:
        raise CloseReasonMissing


def must_allow_closing(enquiry: Enquiry) -> None:
    """Before anybody is asked why. Errors: PartOfAnother, NotAMove, RiskNotAcknowledged."""
    must_stand_alone(enquiry)
    _must_lead_there(enquiry, Status.CLOSED)


def _must_lead_there(enquiry: Enquiry, status: Status) -> None:
    if status not in ALLOWED_MOVES[enquiry.status]:
        raise NotAMove(enquiry.status, status)
    must_be_acknowledged(enquiry, status)


def acknowledge_risk(
    session: Session, enquiry_id: int, done: str, *, by: Actor, version: int | None = None
) -> Enquiry:
    """Put one's name to having read the risk phrases, with what was `done`; of a part, too.

    Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry, MoveRefused, BadText.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version, even_a_part=True)
    done = clean_text(done, field="What you did", limit=LONGEST_NOTE)
    if not enquiry.needs_call:
        raise MoveRefused("A colleague has acknowledged it already.")
    if not done:
        raise MoveRefused("Write what you did: your name stands beside it.")
    enquiry.risk_acknowledged_at, enquiry.risk_acknowledged_by_id = now(), by.id
    leave_trace(session, enquiry, "risk_acknowledged", by=by, text=done)
    return enquiry


def assign_enquiry(
    session: Session,
    enquiry_id: int,
    staff_id: int | None,
    *,
    by: Actor,
    version: int | None = None,
) -> Enquiry:
    """To somebody who may triage, or nobody. Errors: NotAllowed, StaleEnquiry, MoveRefused."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    colleague = colleague_for_enquiries(session, staff_id)
    if enquiry.assigned_to_id == staff_id:
        return enquiry
    before = session.get(StaffMember, enquiry.assigned_to_id) if enquiry.assigned_to_id else None
    enquiry.assigned_to_id, enquiry.named_colleague = staff_id, ""
    leave_trace(
        session,
        enquiry,
        "assigned",
        by=by,
        old=_name(before),
        new=_name(colleague),
        logged={"to": staff_id},
    )
    return enquiry


def colleague_for_enquiries(session: Session, staff_id: int | None) -> StaffMember | None:
    """None for nobody. Errors: MoveRefused when this one may not triage."""
    colleague = session.get(StaffMember, staff_id) if staff_id else None
    if staff_id and not (colleague and colleague.as_actor().may(Permission.TRIAGE_ENQUIRIES)):
        raise MoveRefused("This colleague does not look after enquiries; choose another.")
    return colleague


def _name(member: StaffMember | None) -> str:
    return member.full_name if member else ""


def set_priority(
    session: Session, enquiry_id: int, priority: Priority, *, by: Actor, version: int | None = None
) -> Enquiry:
    """Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    old, enquiry.priority = enquiry.priority, priority
    if old == priority:
        return enquiry
    leave_trace(
        session, enquiry, "priority", by=by, old=old, new=priority, logged={"new": priority}
    )
    return enquiry


def set_enquiry_tags(
    session: Session,
    enquiry_id: int,
    tags: Sequence[str],
    *,
    by: Actor,
    version: int | None = None,
) -> Enquiry:
    """Each once, in order. Errors: NotAllowed, StaleEnquiry, MoveRefused, BadText."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    clean = clean_tags(tags)
    if clean == enquiry.tags:
        return enquiry
    old, enquiry.tags = enquiry.tags, clean
    leave_trace(session, enquiry, "tags", by=by, old=", ".join(old), new=", ".join(clean))
    return enquiry


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Each once, in order. Errors: BadText, MoveRefused for too many."""
    clean = [clean_line(tag, field="A tag", limit=LONGEST_TAG) for tag in tags]
    clean = list(dict.fromkeys(filter(None, clean)))
    if len(clean) > MOST_TAGS:
        raise MoveRefused(f"Keep at most {MOST_TAGS} tags.")
    return clean


def add_note(
    session: Session, enquiry_id: int, text: str, *, by: Actor, version: int | None = None
) -> Enquiry:
    """Beside what others wrote, never over it.

    Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry, MoveRefused, BadText.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version, even_a_part=True)
    text = clean_text(text, field="The note", limit=LONGEST_NOTE)
    if not text:
        raise MoveRefused("Write something first; an empty note was not saved.")
    enquiry.notes = f"{enquiry.notes}\n{text}".strip()[:LONG_TEXT]
    leave_trace(session, enquiry, "note", by=by, text=text)
    keep_note_draft(session, enquiry_id, "", by=by)
    return enquiry
