"""Which enquiries a filter lets through, and in which order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, case, func, select

from models.enquiries.enquiry import Enquiry, Priority, Status
from models.enquiries.listing.conditions import conditions, conditions_one_by_one
from models.enquiries.listing.filter import EnquiryFilter, EnquirySort
from models.enquiries.listing.search import matching, matching_either, matching_who, rowid
from models.enquiries.listing.term import Sought, sought
from models.enquiries.tag import EnquiryTag
from models.staff.member import StaffMember

ORDER_OF_WORK: dict[Any, int] = {status: place for place, status in enumerate(Status)}
MOST_URGENT_FIRST: dict[Any, int] = {Priority.HIGH: 0, Priority.NORMAL: 1, Priority.LOW: 2}

Falling = tuple[SQLColumnExpression[Any], bool]

_NEWEST: list[Falling] = [(Enquiry.received_at, True), (Enquiry.id, True)]
_BEFORE_NEWEST: dict[EnquirySort, list[Falling]] = {
    EnquirySort.STATUS: [(case(ORDER_OF_WORK, value=Enquiry.status), False)],
    EnquirySort.PRIORITY: [(case(MOST_URGENT_FIRST, value=Enquiry.priority), False)],
    EnquirySort.SERVICE: [(func.lower(Enquiry.service), False), (Enquiry.service, False)],
    EnquirySort.ASSIGNED: [
        (StaffMember.full_name.is_(None), False),
        (func.lower(StaffMember.full_name), False),
        (StaffMember.id, False),
    ],
    EnquirySort.APPOINTMENT: [(Enquiry.booked_for, False)],
}


def chosen_ids(
    chosen: EnquiryFilter,
    *,
    is_small: bool = False,
    backwards: bool = False,
    words: Sought | None = None,
) -> Select[int]:
    """Which enquiries the filter lets through, in its order or that order backwards.

    What a search found comes newest first, unless it `is_small` enough to be put in any order.
    `words` are what to look for, where that is known better than from the term alone.
    """
    if chosen.term:
        return _found(chosen, words or sought(chosen.term), is_small=is_small)
    if chosen.tag and chosen.order in {EnquirySort.NEWEST, EnquirySort.OLDEST}:
        return _tagged(chosen, backwards=backwards)
    columns = _turned(_columns(chosen), backwards=backwards)
    found = select(Enquiry.id).where(*conditions(chosen)).order_by(*columns)
    return found.outerjoin(Enquiry.assigned_to) if chosen.order is EnquirySort.ASSIGNED else found


def _columns(chosen: EnquiryFilter) -> list[Falling]:
    if chosen.order is EnquirySort.OLDEST:
        return [(Enquiry.received_at, False), (Enquiry.id, False)]
    if chosen.order is EnquirySort.NAME:
        return [(Enquiry.name, False), (Enquiry.id, False)]
    return [*_BEFORE_NEWEST.get(chosen.order, []), *_NEWEST]


def _turned(columns: Sequence[Falling], *, backwards: bool) -> list[ColumnElement[Any]]:
    return [_turn(column, falls=falls != backwards) for column, falls in columns]


def _turn(column: SQLColumnExpression[Any], *, falls: bool) -> ColumnElement[Any]:
    """Nothing comes before anything, as in SQLite; PostgreSQL has to be told so."""
    if column is Enquiry.booked_for:
        return column.desc().nulls_last() if falls else column.asc().nulls_first()
    return column.desc() if falls else column.asc()


def _tagged(chosen: EnquiryFilter, *, backwards: bool) -> Select[int]:
    """From the tag's own list, in the order in which they came."""
    found = select(EnquiryTag.enquiry_id).where(EnquiryTag.tag == chosen.tag)
    if chosen.status:
        found = found.where(EnquiryTag.status == chosen.status)
    if others := conditions_one_by_one(replace(chosen, status=None, tag="")):
        this = Enquiry.id == EnquiryTag.enquiry_id
        found = found.where(select(Enquiry.id).where(this, *others).exists())
    columns: list[Falling] = [(EnquiryTag.received_at, True), (EnquiryTag.enquiry_id, True)]
    is_turned = backwards != (chosen.order is EnquirySort.OLDEST)
    return found.order_by(*_turned(columns, backwards=is_turned))


def _found(chosen: EnquiryFilter, words: Sought, *, is_small: bool) -> Select[int]:
    found = matching_either(words)
    if asked := conditions_one_by_one(chosen):
        found = found.where(select(Enquiry.id).where(Enquiry.id == rowid, *asked).exists())
    if chosen.order is EnquirySort.OLDEST:
        return found.order_by(rowid.asc())
    if not is_small or chosen.order is EnquirySort.NEWEST:
        return found.order_by(rowid.desc())
    if chosen.order is EnquirySort.BEST:
        best = [_among(matching_who(words.exact)), _among(matching(words.exact))]
        return found.order_by(*(each.desc() for each in best), rowid.desc())
    columns = _turned(_columns(chosen), backwards=False)
    found = found.join(Enquiry, Enquiry.id == rowid)
    if chosen.order is EnquirySort.ASSIGNED:
        found = found.outerjoin(Enquiry.assigned_to)
    return found.order_by(*columns)


def _among(found: Select[int]) -> ColumnElement[bool]:
    return rowid.in_(select(found.subquery().c.rowid))
