"""One change for many enquiries: each done, or refused with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.enquiries import assign_enquiry, change_status
from actions.enquiry_changes import MoveRefused, NoSuchEnquiry
from models.enquiry import Enquiry, Status
from models.staff import Actor, Permission


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of them; `refused` is empty when it was done."""

    enquiry_id: int
    name: str = ""
    refused: str = ""


def change_status_of(
    session: Session, enquiry_ids: Iterable[int], status: Status, *, by: Actor, reason: str = ""
) -> list[Outcome]:
    """In the order given; what a rule forbids stays as it is. Errors: NotAllowed, BadText."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    outcomes = []
    for enquiry_id in dict.fromkeys(enquiry_ids):
        try:
            change_status(session, enquiry_id, status, by=by, reason=reason)
            outcomes.append(_outcome(session, enquiry_id))
        except (MoveRefused, NoSuchEnquiry) as refusal:
            outcomes.append(_outcome(session, enquiry_id, str(refusal) or "It was erased."))
    return outcomes


def assign_each(
    session: Session, enquiry_ids: Iterable[int], staff_id: int | None, *, by: Actor
) -> list[Outcome]:
    """In the order given. Errors: NotAllowed, MoveRefused for the colleague."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    outcomes = []
    for enquiry_id in dict.fromkeys(enquiry_ids):
        try:
            assign_enquiry(session, enquiry_id, staff_id, by=by)
            outcomes.append(_outcome(session, enquiry_id))
        except NoSuchEnquiry:
            outcomes.append(Outcome(enquiry_id, refused="It was erased."))
    return outcomes


def _outcome(session: Session, enquiry_id: int, refused: str = "") -> Outcome:
    enquiry = session.get(Enquiry, enquiry_id)
    return Outcome(enquiry_id, enquiry.name if enquiry else "", refused)
