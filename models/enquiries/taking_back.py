"""How an enquiry stood before a change, in words that a database keeps, and back again."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, inspect, or_, select
from sqlalchemy.orm import aliased, selectinload

from models.base.table import now
from models.enquiries.enquiry import Enquiry, Priority, Status
from models.enquiries.event import KINDS_BESIDE_VERSIONS, REPLIES, EnquiryEvent
from models.enquiries.pair import Bond
from models.staff.change_batch import OFFERED_FOR, ChangeBatch

UNDONE, MERGED, KEPT_HERE, SEPARATED = "undone", "merged", "merged_here", "separated"
_PUT_NOTHING_ELSEWHERE = KINDS_BESIDE_VERSIONS | REPLIES | {UNDONE, KEPT_HERE, SEPARATED}
UNLINKED = "unlinked"
OF_TWO = frozenset(Bond) | {UNLINKED}
KEPT: dict[str, Callable[[Any], Any]] = {
    "status": Status,
    "close_reason": str,
    "first_answered_at": datetime.fromisoformat,
    "assigned_to_id": int,
    "priority": Priority,
    "tags": list,
    "follow_up_on": date.fromisoformat,
    "snoozed_until": datetime.fromisoformat,
    "wakes_up_as": Status,
    "booked_for": datetime.fromisoformat,
    "merged_into_id": int,
}
"""The columns that can be put back, and how each is read from what was kept of it."""


def as_it_was(enquiry: Enquiry) -> dict[str, Any]:
    """Those of KEPT that were changed and not flushed yet, with the values of before."""
    columns = inspect(enquiry).attrs
    changed = ((name, columns[name].history) for name in KEPT)
    return {
        name: _plain(history.deleted[0] if history.deleted else None)
        for name, history in changed
        if history.has_changes()
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def put_back(enquiry: Enquiry, before: Mapping[str, Any]) -> None:
    """What it says of columns; what it says of another enquiry is not theirs."""
    for name in KEPT.keys() & before.keys():
        value = before[name]
        setattr(enquiry, name, None if value is None else KEPT[name](value))


def events_of_batch(batch_id: int, only: int | None = None) -> Select[EnquiryEvent]:
    """Those that stand, newest first: the order in which they are taken back."""
    events = select(EnquiryEvent).where(
        EnquiryEvent.batch_id == batch_id, EnquiryEvent.taken_back_at.is_(None)
    )
    if only is not None:
        events = events.where(EnquiryEvent.enquiry_id == only)
    return events.order_by(EnquiryEvent.id.desc())


def changed_since(batch_id: int, ids: Collection[int]) -> Select[EnquiryEvent]:
    """Changes of these enquiries that came after this batch's and still stand, oldest first."""
    ours = aliased(EnquiryEvent)
    is_ours = ours.enquiry_id == EnquiryEvent.enquiry_id, ours.batch_id == batch_id
    return (
        select(EnquiryEvent)
        .where(
            EnquiryEvent.enquiry_id.in_(ids),
            EnquiryEvent.id > select(func.min(ours.id)).where(*is_ours).scalar_subquery(),
            or_(EnquiryEvent.batch_id.is_(None), EnquiryEvent.batch_id != batch_id),
            EnquiryEvent.kind.not_in(_PUT_NOTHING_ELSEWHERE | OF_TWO),
            EnquiryEvent.taken_back_at.is_(None),
        )
        .order_by(EnquiryEvent.id)
        .options(selectinload(EnquiryEvent.by))
    )


def name_in_batch(batch_id: int) -> Select[str]:
    """Of the one enquiry that was changed last in it."""
    events = select(EnquiryEvent.enquiry_id).where(EnquiryEvent.batch_id == batch_id)
    last = events.order_by(EnquiryEvent.id.desc()).limit(1)
    return select(Enquiry.name).where(Enquiry.id == last.scalar_subquery())


def newest_batch_of(staff_id: int) -> Select[int, int, str, str, str]:
    """Id, how many enquiries, and kind, old and new of one: the last that this person may undo."""
    return (
        select(
            ChangeBatch.id,
            func.count(EnquiryEvent.enquiry_id.distinct()),
            func.min(EnquiryEvent.kind),
            func.min(EnquiryEvent.old),
            func.min(EnquiryEvent.new),
        )
        .join(EnquiryEvent, EnquiryEvent.batch_id == ChangeBatch.id)
        .where(
            ChangeBatch.by_id == staff_id,
            ChangeBatch.taken_back_at.is_(None),
            EnquiryEvent.taken_back_at.is_(None),
            ChangeBatch.at > now() - OFFERED_FOR,
        )
        .group_by(ChangeBatch.id)
        .order_by(ChangeBatch.id.desc())
        .limit(1)
    )


def last_change(timeline: Iterable[EnquiryEvent], staff_id: int | None) -> EnquiryEvent | None:
    """The newest change that stands, if this person made it a short while ago.

    `timeline` is newest first.
    """
    standing = (
        event
        for event in timeline
        if event.kind not in _PUT_NOTHING_ELSEWHERE
        and not event.taken_back_at
        and not (event.kind in OF_TWO and event.batch_id is None)
    )
    last = next(standing, None)
    if last is None or last.batch_id is None or last.by_id != staff_id:
        return None
    return last if last.at > now() - OFFERED_FOR else None
