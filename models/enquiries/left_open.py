"""What waits on one colleague among the enquiries, and how all of it changes hands at once."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Insert, Select, Update, func, insert, literal, select, update

from models.base.table import now
from models.enquiries.enquiry import Enquiry
from models.enquiries.event import EnquiryEvent
from models.enquiries.listing.facet import EnquiryFacet
from models.enquiries.state import OPEN, SETTLED
from models.enquiries.taking_back import UNDONE, changed_since
from models.staff.change_batch import ChangeBatch

ASSIGNED = "assigned"


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


def told_in_each_timeline(staff_id: int, batch: ChangeBatch, old: str, new: str) -> Insert:
    """Of all that wait on them and stand alone, those that came first before the others."""
    theirs = [*_waiting_on(staff_id), Enquiry.merged_into_id.is_(None)]
    told = {
        "at": now(),
        "by_id": batch.by_id,
        "kind": ASSIGNED,
        "old": old,
        "new": new,
        "batch_id": batch.id,
        "before": {"assigned_to_id": staff_id},
    }
    return _line(told, select(Enquiry.id).where(*theirs).order_by(Enquiry.id))


def taken_back_in_each_timeline(back: Select[int], by_id: int | None, old: str, new: str) -> Insert:
    return _line({"at": now(), "by_id": by_id, "kind": UNDONE, "old": old, "new": new}, back)


def _line(told: dict[str, Any], enquiries: Select[int]) -> Insert:
    columns = EnquiryEvent.__table__.c
    same = [literal(value, columns[name].type) for name, value in told.items()]
    return insert(EnquiryEvent).from_select(["enquiry_id", *told], enquiries.add_columns(*same))


def changed_hands(batch: ChangeBatch) -> Select[int]:
    """Their numbers, in order."""
    events = select(EnquiryEvent.enquiry_id).where(EnquiryEvent.batch_id == batch.id)
    return events.order_by(EnquiryEvent.enquiry_id)


def take_back_what_was_left_alone(batch: ChangeBatch, at: datetime) -> Update:
    """Each that changed hands, unless somebody has changed it afterwards."""
    others = changed_since(batch.id).with_only_columns(EnquiryEvent.enquiry_id).order_by(None)
    events = update(EnquiryEvent).where(
        EnquiryEvent.batch_id == batch.id,
        EnquiryEvent.taken_back_at.is_(None),
        EnquiryEvent.enquiry_id.not_in(others),
    )
    return events.values(taken_back_at=at).execution_options(synchronize_session=False)


def taken_back_at(batch: ChangeBatch, at: datetime) -> Select[int]:
    return changed_hands(batch).where(EnquiryEvent.taken_back_at == at)


def names_in_hand_over(batch: ChangeBatch) -> Select[int, str]:
    """Of those that were not taken back one by one."""
    stand = changed_hands(batch).where(EnquiryEvent.taken_back_at.is_(None)).order_by(None)
    return select(Enquiry.id, Enquiry.name).where(Enquiry.id.in_(stand))


def who_took_over(batch: ChangeBatch) -> Select[str]:
    return select(EnquiryEvent.new).where(EnquiryEvent.batch_id == batch.id).limit(1)


def give_all(enquiries: Select[int], staff_id: int) -> Update:
    given = {"assigned_to_id": staff_id, "named_colleague": "", "version": Enquiry.version + 1}
    found = update(Enquiry).where(Enquiry.id.in_(enquiries.order_by(None)))
    return found.values(given).execution_options(synchronize_session=False)
