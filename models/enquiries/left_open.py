"""What waits on one colleague among the enquiries, and how it changes hands, some at a time."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    String,
    Update,
    cast,
    func,
    insert,
    literal,
    select,
    update,
)

from models.base.table import now
from models.enquiries.enquiry import Enquiry
from models.enquiries.event import EnquiryEvent
from models.enquiries.listing.facet import EnquiryFacet
from models.enquiries.state import OPEN, SETTLED
from models.enquiries.taking_back import UNDONE
from models.staff.change_batch import ChangeBatch, ChangeKind

ASSIGNED, SUBJECT = "assigned", "staff:"


def _are_theirs(staff_id: int) -> ColumnElement[bool]:
    """By its facets, so that what they settled in all the years is not walked through."""
    facets = select(EnquiryFacet.facet).where(
        EnquiryFacet.assigned_to_id == staff_id,
        EnquiryFacet.status.not_in(SETTLED),
        EnquiryFacet.total > 0,
    )
    return Enquiry.facet.in_(facets)


def _waiting_on(staff_id: int) -> list[ColumnElement[bool]]:
    waits = Enquiry.status.in_(OPEN) | Enquiry.follow_up_on.is_not(None)
    return [_are_theirs(staff_id), waits]


def parts_waiting_on(staff_id: int) -> Select[str]:
    """Whose enquiry is part of another: it goes where that one goes."""
    is_part = Enquiry.merged_into_id.is_not(None)
    return select(Enquiry.name).where(*_waiting_on(staff_id), is_part).order_by(Enquiry.id)


def count_of_follow_ups(staff_id: int) -> Select[int]:
    is_due = Enquiry.follow_up_on.is_not(None)
    return select(func.count(Enquiry.id)).where(_are_theirs(staff_id), is_due)


def how_many_wait_on(staff_id: int) -> Select[int]:
    """Of those that stand alone."""
    return select(func.count(Enquiry.id)).where(*_given_with_all(staff_id))


def some_that_wait_on(staff_id: int, at_most: int) -> Select[int]:
    """Their numbers. In no order: all that there is would be sorted for each few of them."""
    return select(Enquiry.id).where(*_given_with_all(staff_id)).limit(at_most)


def _given_with_all(staff_id: int) -> list[ColumnElement[bool]]:
    return [*_waiting_on(staff_id), Enquiry.merged_into_id.is_(None)]


def given_in_each_timeline(ids: Sequence[int], batch: ChangeBatch, old: str, new: str) -> Insert:
    """In each that a batch's person has lost: one line that can be taken back."""
    told = {
        "at": now(),
        "by_id": batch.by_id,
        "kind": ASSIGNED,
        "old": old,
        "new": new,
        "batch_id": batch.id,
        "before": {"assigned_to_id": whose(batch)},
    }
    return _line(told, ids)


def taken_back_in_each_timeline(
    ids: Sequence[int], by_id: int | None, old: str, new: str
) -> Insert:
    return _line({"at": now(), "by_id": by_id, "kind": UNDONE, "old": old, "new": new}, ids)


def _line(told: dict[str, Any], ids: Sequence[int]) -> Insert:
    columns = EnquiryEvent.__table__.c
    same = [literal(value, columns[name].type) for name, value in told.items()]
    enquiries = select(Enquiry.id, *same).where(Enquiry.id.in_(ids)).order_by(Enquiry.id)
    return insert(EnquiryEvent).from_select(["enquiry_id", *told], enquiries)


def whose(batch: ChangeBatch) -> int:
    """The number of the colleague whose enquiries changed hands in it."""
    return int(batch.subject.removeprefix(SUBJECT))


def how_many_changed_hands(batch: ChangeBatch) -> Select[int]:
    """Those that went back by themselves aside."""
    return select(func.count(EnquiryEvent.id)).where(*_of(batch))


def next_that_changed_hands(
    batch: ChangeBatch, after: int, at_most: int
) -> Select[int, int, str, str]:
    """Number of the line, and the enquiry, its name and who had taken it over."""
    lines = select(EnquiryEvent.id, EnquiryEvent.enquiry_id, Enquiry.name, EnquiryEvent.new)
    some = lines.join(Enquiry, Enquiry.id == EnquiryEvent.enquiry_id)
    after_it = some.where(*_of(batch), EnquiryEvent.id > after)
    return after_it.order_by(EnquiryEvent.id).limit(at_most)


def _of(batch: ChangeBatch) -> list[ColumnElement[bool]]:
    return [EnquiryEvent.batch_id == batch.id, EnquiryEvent.taken_back_at.is_(None)]


def note_taken_back(batch: ChangeBatch, ids: Collection[int]) -> Update:
    lines = update(EnquiryEvent).where(*_of(batch), EnquiryEvent.enquiry_id.in_(ids))
    return lines.values(taken_back_at=now()).execution_options(synchronize_session=False)


def handing_over_under_way() -> Select[ChangeBatch]:
    """What was begun and is not at its end, oldest first."""
    return (
        select(ChangeBatch)
        .where(
            ChangeBatch.kind == ChangeKind.ENQUIRIES,
            ChangeBatch.subject.between(SUBJECT, SUBJECT + "~"),
            cast(ChangeBatch.kept, String) != "{}",
        )
        .order_by(ChangeBatch.id)
    )


def handing_over_of(staff_id: int) -> Select[ChangeBatch]:
    """What is under way of theirs."""
    return handing_over_under_way().where(ChangeBatch.subject == f"{SUBJECT}{staff_id}")


def give_all(ids: Collection[int], staff_id: int) -> Update:
    given = {"assigned_to_id": staff_id, "named_colleague": "", "version": Enquiry.version + 1}
    found = update(Enquiry).where(Enquiry.id.in_(ids))
    return found.values(given).execution_options(synchronize_session=False)
