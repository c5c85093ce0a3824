"""What every change of an enquiry shares: the rules it keeps and the trace it leaves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy.orm import Session

from models.base.refusal import Refused
from models.enquiries.enquiry import STATUS_TITLES, Enquiry, EnquiryEvent, Status, changes_of
from models.enquiries.event import KINDS_BESIDE_VERSIONS
from models.enquiries.state import REFUSED_AT_RISK
from models.enquiries.taking_back import SEPARATED, UNDONE, as_it_was, changed_since
from models.staff.change_batch import ChangeBatch
from models.staff.log import record
from models.staff.member import Actor, Permission

_BATCH = "change_batch"


class NoSuchEnquiry(Refused):
    """It was erased, or never was."""

    words = "This enquiry is no longer here; somebody erased it. Nothing was changed."


@dataclass(frozen=True, slots=True)
class PastChange:
    """One thing a colleague changed, in plain values."""

    kind: str
    old: str
    new: str
    at: datetime
    by: str


class StaleEnquiry(Refused):
    """A colleague changed it meanwhile. Attributes: enquiry_id, changes (newest first)."""

    def __init__(self, enquiry_id: int, changes: list[PastChange]) -> None:
        super().__init__("A colleague changed this enquiry meanwhile. Look at it again.")
        self.enquiry_id = enquiry_id
        self.changes = changes


class MoveRefused(Refused):
    """A rule forbids the change."""


class RiskNotAcknowledged(MoveRefused):
    """Nobody has put their name to having seen the risk phrases."""

    words = "Acknowledge the risk first: say what you did, under your name."

    @classmethod
    def of_part(cls, name: str) -> Self:
        """Where another is open: whose risk it is, and where to go."""
        return cls(
            f"Acknowledge the risk of {name} first: open that enquiry, and say what you did."
        )


class CloseReasonMissing(MoveRefused):
    words = "Say why it is closed."


class NotAMove(MoveRefused):
    """The table of moves does not have this one."""

    def __init__(self, old: Status, new: Status) -> None:
        super().__init__(f"{STATUS_TITLES[old]} can’t become {STATUS_TITLES[new]}.")


class PartOfAnother(MoveRefused):
    """It was merged into another one."""

    words = "It is part of another enquiry: change that one, or separate them first."


def enquiry_to_change(
    session: Session, enquiry_id: int, version: int | None, *, even_a_part: bool = False
) -> Enquiry:
    """Errors: NoSuchEnquiry; StaleEnquiry unless `version` is still the newest or None.

    PartOfAnother for one that was merged, unless `even_a_part` can be changed so.
    """
    enquiry = session.get(Enquiry, enquiry_id)
    if enquiry is None:
        raise NoSuchEnquiry
    if not even_a_part:
        must_stand_alone(enquiry)
    if version is not None and enquiry.version != version:
        missed = session.scalars(changes_of(enquiry_id).limit(max(1, enquiry.version - version)))
        raise StaleEnquiry(enquiry_id, [_plain(event) for event in missed])
    return enquiry


def must_be_acknowledged(enquiry: Enquiry, status: Status | str | None) -> None:
    """Before it goes to this `status`, by whatever way. Errors: RiskNotAcknowledged."""
    if enquiry.needs_call and status in REFUSED_AT_RISK:
        raise RiskNotAcknowledged


def must_stand_alone(enquiry: Enquiry) -> None:
    """Errors: PartOfAnother."""
    if enquiry.merged_into_id is not None:
        raise PartOfAnother


def _plain(event: EnquiryEvent) -> PastChange:
    by = event.by.full_name if event.by else "The operator"
    return PastChange(event.kind, event.old, event.new, event.at, by)


def leave_trace(
    session: Session,
    enquiry: Enquiry,
    kind: str,
    *,
    by: Actor,
    old: str = "",
    new: str = "",
    text: str = "",
    logged: dict[str, Any] | None = None,
) -> EnquiryEvent:
    """A line in the timeline, and one in the log: there `logged` alone, no words of people."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    before = as_it_was(enquiry)
    if kind not in KINDS_BESIDE_VERSIONS:
        enquiry.version += 1
    event = EnquiryEvent(enquiry_id=enquiry.id, by_id=by.id, kind=kind, old=old, new=new, text=text)
    if before and kind not in {UNDONE, SEPARATED}:
        let_undo(session, event, before, by)
    session.add(event)
    session.flush()
    record(session, by, f"enquiry.{kind}", subject=f"enquiry:{enquiry.id}", details=logged)
    return event


def let_undo(session: Session, event: EnquiryEvent, before: dict[str, Any], by: Actor) -> None:
    """It can be taken back, with all else that this gesture changes, by what was `before`."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    event.before, event.batch = before, _batch_of(session, by)


def batch_made(session: Session) -> int | None:
    """What can be taken back of this gesture, by its number; None when there is nothing."""
    batch = session.info.get(_BATCH)
    return batch.id if isinstance(batch, ChangeBatch) else None


def _batch_of(session: Session, by: Actor) -> ChangeBatch:
    """One gesture is one session: what it changes is taken back together."""
    batch = session.info.get(_BATCH)
    if not isinstance(batch, ChangeBatch):
        batch = session.info[_BATCH] = ChangeBatch(by_id=by.id)
    return batch


def who_changed_since(session: Session, batch_id: int, ids: Collection[int]) -> dict[int, str]:
    """Of these, by number: that somebody changed it after this gesture, and who was the first."""
    told: dict[int, str] = {}
    for event in session.scalars(changed_since(batch_id, ids)):
        who = event.by.full_name if event.by else "The operator"
        told.setdefault(event.enquiry_id, f"{who} changed it since.")
    return told
