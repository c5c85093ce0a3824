"""What a file says of colleagues: whose enquiry it is, where they are here, and their notes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models.enquiries.enquiry import EnquiryEvent
from models.intake.arrival import Arrival
from models.intake.receipt import Receipt
from models.staff.member import Permission, staff_who_may


def colleagues_named(session: Session) -> dict[str, int]:
    """Who may look after enquiries; two of one name are nobody."""
    found = session.execute(staff_who_may(Permission.TRIAGE_ENQUIRIES)).all()
    names = [name for _, name in found]
    return {name: staff_id for staff_id, name in found if names.count(name) == 1}


def given_to(known: Mapping[str, int], arrival: Arrival) -> Arrival:
    """Theirs, if they are here; otherwise the name is kept as it was told."""
    staff_id = known.get(arrival.worked.get("named_colleague", ""))
    if staff_id is None:
        return arrival
    worked = {**arrival.worked, "assigned_to_id": staff_id, "named_colleague": ""}
    return replace(arrival, worked=worked)


def keep_notes(
    session: Session, fresh: Sequence[tuple[Arrival, Receipt]], ids: Sequence[int]
) -> None:
    """In the timeline as well; who wrote them is not known here."""
    notes = [
        {
            "enquiry_id": number,
            "at": receipt.received_at,
            "kind": "note",
            "old": "",
            "new": "",
            "text": arrival.worked["notes"],
        }
        for (arrival, receipt), number in zip(fresh, ids, strict=True)
        if arrival.worked.get("notes")
    ]
    if notes:
        session.execute(insert(EnquiryEvent), notes)
