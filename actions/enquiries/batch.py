"""One change for many enquiries: previewed for each, then each done, or refused with the reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from actions.enquiries.changes import MoveRefused, NoSuchEnquiry, must_stand_alone
from models.enquiries.enquiry import Enquiry, enquiries_numbered
from models.staff.member import Actor, Permission

ERASED = "It was erased."
CHANGED = "It was changed since you looked. Look once more, then do it again."


@dataclass(frozen=True, slots=True)
class BatchChange:
    """What becomes of each: `must_allow` raises MoveRefused where a rule forbids it."""

    is_in_effect: Callable[[Enquiry], bool]
    must_allow: Callable[[Enquiry], None]
    make: Callable[[Session, Enquiry, Actor], object]


@dataclass(frozen=True, slots=True)
class EnquiryOutcome:
    """What becomes of one of them: `refused` says why not, `is_unchanged` that nothing is to do.

    `version` is that of the enquiry as it was looked at.
    """

    enquiry_id: int
    name: str = ""
    refused: str = ""
    is_unchanged: bool = False
    version: int = field(default=0, compare=False)

    @property
    def is_done(self) -> bool:
        return not self.refused and not self.is_unchanged


def preview_each(
    session: Session, enquiry_ids: Iterable[int], change: BatchChange, *, by: Actor
) -> list[EnquiryOutcome]:
    """What `change_each` would do as things stand, changing nothing. Errors: NotAllowed."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    return list(_each(session, enquiry_ids, change, change.must_allow))


def change_each(
    session: Session,
    enquiry_ids: Iterable[int],
    change: BatchChange,
    *,
    by: Actor,
    versions: Mapping[int, int] | None = None,
) -> list[EnquiryOutcome]:
    """In the order given; what a rule forbids stays as it is, and so does each that is no longer
    of the version given for it. Errors: NotAllowed, BadText.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)

    def make(enquiry: Enquiry) -> None:
        if versions is not None and versions.get(enquiry.id) != enquiry.version:
            raise MoveRefused(CHANGED)
        change.make(session, enquiry, by)

    return list(_each(session, enquiry_ids, change, make))


def _each(
    session: Session,
    enquiry_ids: Iterable[int],
    change: BatchChange,
    act: Callable[[Enquiry], object],
) -> Iterator[EnquiryOutcome]:
    ids = list(dict.fromkeys(enquiry_ids))
    found = {one.id: one for one in session.scalars(enquiries_numbered(ids))}
    for enquiry_id in ids:
        enquiry = found.get(enquiry_id)
        if enquiry is None:
            yield EnquiryOutcome(enquiry_id, refused=ERASED)
        elif change.is_in_effect(enquiry):
            yield EnquiryOutcome(
                enquiry_id, enquiry.name, is_unchanged=True, version=enquiry.version
            )
        else:
            version = enquiry.version
            yield EnquiryOutcome(enquiry_id, enquiry.name, _refusal(enquiry, act), version=version)


def _refusal(enquiry: Enquiry, act: Callable[[Enquiry], object]) -> str:
    try:
        must_stand_alone(enquiry)
        act(enquiry)
    except MoveRefused as refused:
        return str(refused)
    except NoSuchEnquiry:
        return ERASED
    return ""
