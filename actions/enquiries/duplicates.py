"""Who may be the same person: found by address, number and name, never acted on by itself."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.enquiries.changes import NoSuchEnquiry
from actions.enquiries.masking import is_hidden_from
from models.clinic.setting import setting
from models.enquiries.duplicates import Traits, of_a_like_name, of_the_same_contact, why_the_same
from models.enquiries.enquiry import Enquiry, enquiries_numbered
from models.enquiries.masking import mask
from models.enquiries.pair import Bond, pairs_of
from models.staff.member import Actor, Permission


@dataclass(frozen=True, slots=True)
class PossibleSame:
    """Another enquiry that may be of the same person, and why; linked by somebody, or not."""

    enquiry: Enquiry
    why: str
    is_linked: bool = False


def possible_duplicates(session: Session, enquiry_id: int, *, by: Actor) -> list[PossibleSame]:
    """Those linked first, then the likely ones; without those that were told apart.

    Masked for whom that enquiry is hidden from. Errors: NotAllowed, NoSuchEnquiry.
    """
    by.must(Permission.READ_ENQUIRIES)
    enquiry = session.get(Enquiry, enquiry_id)
    if enquiry is None:
        raise NoSuchEnquiry
    found = _linked_and_likely(session, enquiry)
    if is_hidden_from(session, enquiry_id, by=by):
        mask(session, [other.enquiry for other in found], ())
    return found


def _linked_and_likely(session: Session, enquiry: Enquiry) -> list[PossibleSame]:
    bonds = {pair.other(enquiry.id): pair.bond for pair in session.scalars(pairs_of(enquiry.id))}
    linked = [number for number, bond in bonds.items() if bond is Bond.LINKED]
    found = _likely(session, Traits.of(enquiry))
    known = {other.enquiry.id: other for other in found}
    together = session.scalars(enquiries_numbered(linked)) if linked else ()
    first = [
        PossibleSame(one, known[one.id].why if one.id in known else "", is_linked=True)
        for one in together
    ]
    return first + [other for other in found if other.enquiry.id not in bonds]


def who_may_that_be(
    session: Session, name: str, email: str, phone: str, *, by: Actor
) -> list[PossibleSame]:
    """For somebody who is being written down. Errors: NotAllowed."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    return _likely(session, Traits.typed(name, email, phone, setting(session, "phone_region")))


def _likely(session: Session, known: Traits) -> list[PossibleSame]:
    same = session.scalars(of_the_same_contact(known)).all()
    by_name = of_a_like_name(known)
    like = session.scalars(by_name).all() if by_name is not None else ()
    met: dict[int, PossibleSame] = {}
    for other in (*same, *like):
        if other.id not in met and (why := why_the_same(known, Traits.of(other))):
            met[other.id] = PossibleSame(other, why)
    return list(met.values())
