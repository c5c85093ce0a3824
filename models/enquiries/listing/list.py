"""The list of enquiries: which ones, in which order, a page at a time, and how many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, case, func, select

from models.articles.article import Article
from models.enquiries.enquiry import Enquiry, Priority, Status
from models.enquiries.listing.conditions import conditions
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.order import chosen_ids
from models.enquiries.listing.term import Sought
from models.staff.member import StaffMember

PER_PAGE = 25
PAGE_SIZES = (25, 50, 100)
SNIPPET = 160
COUNTED = 1_000
"""Counting stops here: “1,000+” says enough."""
COUNTED_OF_REPORT = 100_000
"""Whoever comes from a report's number wants to see that one again."""

NEEDS_CALL = Enquiry.is_at_risk & Enquiry.risk_acknowledged_at.is_(None)


def cap_of(chosen: EnquiryFilter) -> int:
    return COUNTED_OF_REPORT if chosen.reported.counted else COUNTED


def count_up_to_the_cap(chosen: EnquiryFilter, words: Sought | None = None) -> Select[int]:
    """At most one more than the cap.

    In no order: to keep one, the database would walk through all enquiries for the few it counts.
    """
    some = chosen_ids(chosen, words=words).order_by(None).limit(cap_of(chosen) + 1).subquery()
    return select(func.count()).select_from(some)


def counts_up_to_the_cap(chosen: EnquiryFilter, words: Sought | None = None) -> Select[Status, int]:
    """Of the first ones, up to the cap, how many have each status."""
    some = chosen_ids(chosen, words=words).limit(cap_of(chosen)).subquery()
    found = select(Enquiry.status, func.count()).where(Enquiry.id.in_(select(some.c[0])))
    return found.group_by(Enquiry.status)


def side_by_side(counts: Iterable[Select[int]]) -> Select[*tuple[Any, ...]]:
    """Several counts with one look."""
    return select(*(each.scalar_subquery() for each in counts))


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
    email: str
    phone: str
    tags: list[str]
    follow_up_on: date | None
    article: str | None
    message: str
    version: int
    booked_for: datetime | None


def table_rows(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """The columns of TableRow, in no order."""
    columns = select(
        Enquiry.id,
        Enquiry.reference,
        Enquiry.name,
        Enquiry.service,
        Enquiry.status,
        Enquiry.priority,
        Enquiry.received_at,
        NEEDS_CALL,
        StaffMember.full_name,
        Enquiry.email,
        Enquiry.phone,
        Enquiry.tags,
        Enquiry.follow_up_on,
        Article.slug,
        func.substr(Enquiry.message, 1, SNIPPET),
        Enquiry.version,
        case((Enquiry.status == Status.BOOKED, Enquiry.booked_for)),
    )
    named = columns.outerjoin(Enquiry.assigned_to).outerjoin(Enquiry.article)
    return named.where(Enquiry.id.in_(ids))


@cache
def people_to_call() -> Select[Enquiry]:
    """At risk and acknowledged by nobody, whatever their status, who waits longest first."""
    return select(Enquiry).where(NEEDS_CALL).order_by(Enquiry.received_at)


def told_rows(
    chosen: EnquiryFilter, limit: int | None = None
) -> Select[str, bool, str, str, str, str, str, Status, datetime, str]:
    """As `enquiry list` tells them; an article by its slug."""
    columns = select(
        Enquiry.reference,
        Enquiry.is_at_risk.label("at_risk"),
        Enquiry.name,
        Enquiry.email,
        Enquiry.phone,
        Enquiry.service,
        Enquiry.message,
        Enquiry.status,
        Enquiry.received_at,
        func.coalesce(Article.slug, Enquiry.named_article).label("article"),
    )
    newest = columns.outerjoin(Enquiry.article).where(*conditions(chosen))
    return newest.order_by(Enquiry.received_at.desc(), Enquiry.id.desc()).limit(limit)
