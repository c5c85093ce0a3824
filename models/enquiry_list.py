"""The list of enquiries: which ones, in which order, a page at a time, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true

import settings
from models.article import Article
from models.enquiry import Enquiry, EnquiryEvent, Priority, Status
from models.enquiry_filter import NOBODY, EnquiryFilter, Sort
from models.search import best_first, matching, rowid, words_to_find
from models.staff import StaffMember

PER_PAGE = 25
COUNTED = 1_000
"""Counting stops here: “1,000+” says enough."""

_NEEDS_CALL = Enquiry.is_at_risk & Enquiry.risk_acknowledged_at.is_(None)


def chosen_ids(
    chosen: EnquiryFilter, *, is_small: bool = False, backwards: bool = False
) -> Select[int]:
    """Which enquiries the filter lets through, in its order or that order backwards.

    What a search found comes newest first, unless it `is_small` enough to be put in any order.
    """
    if chosen.term:
        return _found(chosen, is_small=is_small)
    by = Enquiry.name if chosen.order is Sort.NAME else Enquiry.received_at
    rises = (chosen.order in {Sort.NAME, Sort.OLDEST}) != backwards
    columns = (by.asc(), Enquiry.id.asc()) if rises else (by.desc(), Enquiry.id.desc())
    return select(Enquiry.id).where(*_conditions(chosen)).order_by(*columns)


def _found(chosen: EnquiryFilter, *, is_small: bool) -> Select[int]:
    found = matching(words_to_find(chosen.term))
    if conditions := _conditions(chosen):
        found = found.where(select(Enquiry.id).where(Enquiry.id == rowid, *conditions).exists())
    if chosen.order is Sort.OLDEST:
        return found.order_by(rowid.asc())
    if is_small and chosen.order is Sort.BEST:
        return found.order_by(best_first, rowid.desc())
    if is_small and chosen.order is Sort.NAME:
        name = select(func.lower(Enquiry.name)).where(Enquiry.id == rowid).scalar_subquery()
        return found.order_by(name, rowid.asc())
    return found.order_by(rowid.desc())


def _conditions(chosen: EnquiryFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if chosen.status:
        asked.append(Enquiry.status == chosen.status)
    if chosen.service:
        asked.append(Enquiry.service == chosen.service)
    if chosen.assigned_to == NOBODY:
        asked.append(Enquiry.assigned_to_id.is_(None))
    elif chosen.assigned_to:
        asked.append(Enquiry.assigned_to_id == chosen.assigned_to)
    if chosen.article:
        article = select(Article.id).where(Article.slug == chosen.article).scalar_subquery()
        asked.append(Enquiry.article_id == article)
    if chosen.at_risk:
        asked.append(Enquiry.is_at_risk == true())
    if chosen.since:
        asked.append(Enquiry.received_at >= _midnight(chosen.since))
    if chosen.until:
        asked.append(Enquiry.received_at < _midnight(chosen.until + timedelta(days=1)))
    return asked


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), settings.TIMEZONE)


def count_up_to_the_cap(chosen: EnquiryFilter) -> Select[int]:
    """At most one more than COUNTED."""
    some = chosen_ids(chosen).limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(some)


def page_of_ids(
    chosen: EnquiryFilter, page: int, *, total: int, from_the_end: bool = False
) -> Select[int]:
    """The ids on one page, counted from 1; the last pages are nearer `from_the_end`, reversed."""
    start = (page - 1) * PER_PAGE
    many = max(0, min(PER_PAGE, total - start))
    found = chosen_ids(chosen, is_small=total <= COUNTED, backwards=from_the_end)
    return found.limit(many).offset(total - start - many if from_the_end else start)


@dataclass(frozen=True, slots=True)
class TableRow:
    """What the table shows of one enquiry."""

    id: int
    reference: str
    name: str
    service: str
    status: Status
    priority: Priority
    received_at: datetime
    needs_call: bool
    assigned_to: str | None


def table_rows(
    ids: Sequence[int],
) -> Select[int, str, str, str, Status, Priority, datetime, bool, str]:
    """The columns of TableRow, in no order."""
    columns = select(
        Enquiry.id,
        Enquiry.reference,
        Enquiry.name,
        Enquiry.service,
        Enquiry.status,
        Enquiry.priority,
        Enquiry.received_at,
        _NEEDS_CALL,
        StaffMember.full_name,
    )
    return columns.outerjoin(Enquiry.assigned_to).where(Enquiry.id.in_(ids))


def people_to_call() -> Select[Enquiry]:
    """At risk and acknowledged by nobody, whatever their status, newest first."""
    return select(Enquiry).where(_NEEDS_CALL).order_by(Enquiry.received_at.desc())


def earlier_of(enquiry: Enquiry) -> Select[Enquiry]:
    """Other enquiries with this email or phone number, newest first."""
    same = [
        key == value
        for key, value in (
            (Enquiry.email_key, enquiry.email_key),
            (Enquiry.phone_key, enquiry.phone_key),
        )
        if value
    ]
    return (
        select(Enquiry)
        .where(or_(false(), *same), Enquiry.id != enquiry.id)
        .order_by(Enquiry.id.desc())
    )


def newest_change() -> Select[int, int]:
    """Numbers that grow whenever an enquiry arrives or anybody changes one."""
    return select(
        select(func.coalesce(func.max(Enquiry.id), 0)).scalar_subquery(),
        select(func.coalesce(func.max(EnquiryEvent.id), 0)).scalar_subquery(),
    )


def told_rows(
    chosen: EnquiryFilter, limit: int | None = None
) -> Select[str, str, str, str, str, str, Status, datetime, str]:
    """Reference, name, email, phone, service, message, status, moment and the article's slug."""
    columns = select(
        Enquiry.reference,
        Enquiry.name,
        Enquiry.email,
        Enquiry.phone,
        Enquiry.service,
        Enquiry.message,
        Enquiry.status,
        Enquiry.received_at,
        func.coalesce(Article.slug, "").label("article"),
    )
    newest = columns.outerjoin(Enquiry.article).where(*_conditions(chosen))
    return newest.order_by(Enquiry.received_at.desc(), Enquiry.id.desc()).limit(limit)
