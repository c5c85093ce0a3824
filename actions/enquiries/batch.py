"""One change for many enquiries: foretold for each, then each done, or refused with the reason."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.enquiries.changes import MoveRefused, NoSuchEnquiry, must_stand_alone
from models.enquiries.enquiry import Enquiry, enquiries_numbered
from models.staff.member import Actor, Permission

ERASED = "It was erased."


@dataclass(frozen=True, slots=True)
class Change:
    """What is wished for each: `must_allow` raises MoveRefused where a rule forbids it."""

    is_there: Callable[[Enquiry], bool]
    must_allow: Callable[[Enquiry], None]
    make: Callable[[Session, Enquiry, Actor], object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one of them: `refused` says why not, `was_there` that nothing is to do."""

    enquiry_id: int
    name: str = ""
    refused: str = ""
    was_there: bool = False

    @property
    def is_done(self) -> bool:
        return not self.refused and not self.was_there


def foresee(
    session: Session, enquiry_ids: Iterable[int], change: Change, *, by: Actor
) -> list[Outcome]:
    """What `change_each` would do as things stand, changing nothing. Errors: NotAllowed."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    return list(_each(session, enquiry_ids, change, change.must_allow))


def change_each(
    session: Session, enquiry_ids: Iterable[int], change: Change, *, by: Actor
) -> list[Outcome]:
    """In the order given; what a rule forbids stays as it is. Errors: NotAllowed, BadText."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    return list(
        _each(session, enquiry_ids, change, lambda enquiry: change.make(session, enquiry, by))
    )


def _each(
    session: Session,
    enquiry_ids: Iterable[int],
    change: Change,
    deed: Callable[[Enquiry], object],
) -> Iterator[Outcome]:
    ids = list(dict.fromkeys(enquiry_ids))
    found = {one.id: one for one in session.scalars(enquiries_numbered(ids))}
    for enquiry_id in ids:
        enquiry = found.get(enquiry_id)
        if enquiry is None:
            yield Outcome(enquiry_id, refused=ERASED)
        elif change.is_there(enquiry):
            yield Outcome(enquiry_id, enquiry.name, was_there=True)
        else:
            yield Outcome(enquiry_id, enquiry.name, _refusal(enquiry, deed))


def _refusal(enquiry: Enquiry, deed: Callable[[Enquiry], object]) -> str:
    try:
        must_stand_alone(enquiry)
        deed(enquiry)
    except MoveRefused as refused:
        return str(refused)
    except NoSuchEnquiry:
        return ERASED
    return ""
