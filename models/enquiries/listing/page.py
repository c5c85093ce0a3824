"""One page of a long list: found from kept totals, without walking over all that come before it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.listing.count import counts_by_status
from models.enquiries.listing.day import day_on_which
from models.enquiries.listing.facet import groups_of, how_many, how_many_by_status
from models.enquiries.listing.filter import NO_SERVICE, NOBODY, EnquiryFilter, EnquirySort
from models.enquiries.listing.list import (
    COUNTED,
    PER_PAGE,
    cap_of,
    count_up_to_the_cap,
    counts_up_to_the_cap,
)
from models.enquiries.listing.order import MOST_URGENT_FIRST, ORDER_OF_WORK, chosen_ids
from models.enquiries.listing.search import with_endings
from models.enquiries.listing.term import Sought, sought
from models.staff.member import StaffMember

FAR = 2_000
"""From here on it pays to look up on which day a page begins."""


@dataclass(frozen=True, slots=True)
class PageOfIds:
    """`total` is exact or, beyond the cap, at least that many; `words` are what was searched."""

    ids: list[int]
    total: int
    is_exact: bool
    number: int
    words: Sought | None = None


def page_of_ids(
    session: Session, chosen: EnquiryFilter, number: int, per_page: int = PER_PAGE
) -> PageOfIds:
    """The page `number`, counted from 1, or the last one there is."""
    words = _words(session, chosen)
    total, is_exact = _total(session, chosen, words)
    number = min(max(1, number), max(1, -(-total // per_page)))
    start = (number - 1) * per_page
    many = min(per_page, total - start)
    if chosen.is_kept:
        ids = _from_groups(session, chosen, start, many, total)
    else:
        found = chosen_ids(chosen, is_small=is_exact and total <= COUNTED, words=words)
        ids = list(session.scalars(found.limit(many).offset(start)))
    return PageOfIds(ids, total, is_exact, number, words)


def _words(session: Session, chosen: EnquiryFilter) -> Sought | None:
    return with_endings(session, sought(chosen.term)) if chosen.term else None


def counts_within(session: Session, chosen: EnquiryFilter) -> dict[Status, int]:
    """How many of each status the same search and filters find, whatever status is chosen.

    Of a search they are exact up to the cap altogether, and at least so many beyond.
    """
    anywhere = replace(chosen, status=None, sort=None)
    if not anywhere.is_kept:
        counted = counts_up_to_the_cap(anywhere, _words(session, chosen))
    elif anywhere == EnquiryFilter():
        counted = counts_by_status()
    else:
        counted = how_many_by_status(anywhere)
    return dict(session.execute(counted).all())


def _total(session: Session, chosen: EnquiryFilter, words: Sought | None) -> tuple[int, bool]:
    if chosen.is_kept:
        return session.scalar(how_many(chosen)) or 0, True
    counted = session.scalar(count_up_to_the_cap(chosen, words)) or 0
    cap = cap_of(chosen)
    return min(counted, cap), counted <= cap


def _from_groups(
    session: Session, chosen: EnquiryFilter, start: int, many: int, all_in_all: int
) -> list[int]:
    """What a list sorted by status, say, shows: from the group where the page begins onward."""
    ids: list[int] = []
    for group, total in _groups(session, chosen, all_in_all):
        if start < total and len(ids) < many:
            ids += _slice(session, group, start, min(many - len(ids), total - start), total)
        start = max(0, start - total)
    return ids


def _groups(session: Session, chosen: EnquiryFilter, total: int) -> list[tuple[EnquiryFilter, int]]:
    """The list in parts, each newest first, one after another; one part when it is not grouped."""
    grouping = _GROUPINGS.get(chosen.order)
    if grouping is None:
        return [(chosen, total)]
    totals: Counter[Any] = Counter()
    for facet in session.execute(groups_of(chosen)):
        totals[grouping(facet)] += facet.total
    return [
        (replace(chosen, sort=EnquirySort.NEWEST, **{_FIELDS[chosen.order]: value}), totals[value])
        for value in _sorted(session, chosen.order, totals)
    ]


_FIELDS = {
    EnquirySort.STATUS: "status",
    EnquirySort.PRIORITY: "priority",
    EnquirySort.SERVICE: "service",
    EnquirySort.ASSIGNED: "assigned_to",
}
_GROUPINGS: dict[EnquirySort, Callable[[Any], Any]] = {
    EnquirySort.STATUS: lambda facet: facet.status,
    EnquirySort.PRIORITY: lambda facet: facet.priority,
    EnquirySort.SERVICE: lambda facet: facet.service or NO_SERVICE,
    EnquirySort.ASSIGNED: lambda facet: facet.assigned_to_id,
}


def _sorted(session: Session, by: EnquirySort, values: Iterable[Any]) -> list[Any]:
    if by is EnquirySort.STATUS:
        return sorted(values, key=ORDER_OF_WORK.__getitem__)
    if by is EnquirySort.PRIORITY:
        return sorted(values, key=MOST_URGENT_FIRST.__getitem__)
    if by is EnquirySort.SERVICE:
        return sorted(values, key=lambda name: (name != NO_SERVICE, name.lower(), name))
    names = dict(session.execute(select(StaffMember.id, StaffMember.full_name)).all())
    return sorted(values, key=lambda who: (who == NOBODY, names.get(who, "").lower(), who))


def _slice(session: Session, group: EnquiryFilter, start: int, many: int, total: int) -> list[int]:
    """`many` ids from `start`, counted from 0, by the shortest way there."""
    if group.is_status_alone and group.order is not EnquirySort.NAME and start > FAR:
        return _by_the_day(session, group, start, many)
    is_late = start + many > total // 2 + PER_PAGE
    found = chosen_ids(group, backwards=is_late)
    ids = session.scalars(found.limit(many).offset(total - start - many if is_late else start))
    return list(ids)[::-1] if is_late else list(ids)


def _by_the_day(session: Session, group: EnquiryFilter, start: int, many: int) -> list[int]:
    """From the day on which it begins, as the totals of the days tell."""
    newest_first = group.order is EnquirySort.NEWEST
    found = chosen_ids(group)
    begins = session.execute(day_on_which(group.status, start, newest_first=newest_first)).first()
    if begins is None:
        return []
    midnight = datetime.combine(begins.day, time(), UTC)
    reached = (
        Enquiry.received_at < midnight + timedelta(days=1)
        if newest_first
        else Enquiry.received_at >= midnight
    )
    return list(session.scalars(found.where(reached).limit(many).offset(start - begins.before)))
