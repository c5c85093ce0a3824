"""One contact: every enquiry from the same address or number, and all that happened."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.enquiries.masking import is_hidden_from
from actions.enquiries.reading import SAME_READING
from models.base.table import now
from models.enquiries.duplicates import Traits, all_of_one_contact
from models.enquiries.enquiry import Enquiry, EnquiryEvent, timeline_of
from models.enquiries.masking import mask
from models.staff.log import entries_since, record
from models.staff.member import Actor, Permission


@dataclass(frozen=True, slots=True)
class Person:
    """`enquiries` and `timeline` are newest first; `unread` are not yet on record as read.

    `hidden` are those whose contact and words this reader has not asked for.
    """

    enquiries: list[Enquiry]
    timeline: list[EnquiryEvent]
    unread: list[int]
    hidden: frozenset[int] = frozenset()

    @property
    def names(self) -> list[str]:
        """A family may share a number."""
        return list(dict.fromkeys(one.name for one in self.enquiries))


def look_up_person(session: Session, enquiry_id: int, *, by: Actor) -> Person | None:
    """None when there is no such enquiry. Show it only once it is logged. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    enquiry = session.get(Enquiry, enquiry_id)
    if enquiry is None:
        return None
    everything = list(session.scalars(all_of_one_contact(Traits.of(enquiry))))
    timeline = list(session.scalars(timeline_of(*(one.id for one in everything))))
    hidden = [one for one in everything if is_hidden_from(session, one.id, by=by)]
    numbers = frozenset(one.id for one in hidden)
    unread = [one.id for one in everything if not _was_read(session, one.id, by)]
    mask(session, hidden, [each for each in timeline if each.enquiry_id in numbers])
    return Person(everything, timeline, unread, numbers)


def open_person(session: Session, enquiry_id: int, *, by: Actor) -> Person | None:
    """The same, and on record as a reading of each of the enquiries. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    person = look_up_person(session, enquiry_id, by=by)
    for number in person.unread if person else ():
        record(session, by, "enquiry.read", subject=f"enquiry:{number}")
    return person


def _was_read(session: Session, enquiry_id: int, by: Actor) -> bool:
    lately = entries_since(now() - SAME_READING, "enquiry.read", f"enquiry:{enquiry_id}", by.id)
    return session.scalar(lately.limit(1)) is not None
