"""What reports count: one enquiry in plain values, how long it waited, and whether too long."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from models.clinic.hours import DAY, ClinicHours
from models.clinic.moments import midnight
from models.clinic.open_clock import OpenClock
from models.enquiries.enquiry import Enquiry, EnquirySource, Status


class Fact(NamedTuple):
    id: int
    received_at: datetime
    first_answered_at: datetime | None
    status: Status
    service: str
    article_id: int | None
    call_to_action_id: int | None
    assigned_to_id: int | None
    close_reason: str
    source: EnquirySource


@dataclass(frozen=True, slots=True)
class Measured:
    """`there` is when it came by the clinic's clock, `waited` how long while it was open.

    `is_late`: the answer came later than promised. One that `is_open_ended` still has to come.
    """

    fact: Fact
    there: datetime
    waited: timedelta | None
    is_late: bool

    @property
    def is_open_ended(self) -> bool:
        return self.fact.status is Status.NEW and self.waited is None

    @property
    def is_booked(self) -> bool:
        return self.fact.status is Status.BOOKED

    @property
    def is_answered(self) -> bool:
        return self.waited is not None or self.is_booked


def is_counted() -> list[ColumnElement[bool]]:
    """Spam is no enquiry, and what was merged into another is counted there."""
    return [Enquiry.status != Status.SPAM, Enquiry.merged_into_id.is_(None)]


def is_answered() -> ColumnElement[bool]:
    """Whoever has a booking has had an answer."""
    return Enquiry.first_answered_at.is_not(None) | (Enquiry.status == Status.BOOKED)


def first_arrival() -> Select[datetime | None]:
    return select(func.min(Enquiry.received_at))


def measured_on(session: Session, days: Collection[date], hours: ClinicHours) -> Iterator[Measured]:
    """Those that count and came on these days of the clinic."""
    for first, last in _runs(days):
        facts = _facts(session, first, last)
        moments = [each.received_at for each in facts]
        answers = [each.first_answered_at for each in facts if each.first_answered_at]
        if facts:
            clock = OpenClock(hours, min(moments), max(moments + answers))
            yield from (_measured(fact, clock, hours) for fact in facts)


def _runs(days: Collection[date]) -> Iterator[tuple[date, date]]:
    """The first and the last of those that follow one another."""
    if not days:
        return
    inorder = sorted(days)
    first = inorder[0]
    for day, following in pairwise(inorder):
        if following - day > DAY:
            yield first, day
            first = following
    yield first, inorder[-1]


def _facts(session: Session, first: date, last: date) -> list[Fact]:
    columns = [getattr(Enquiry, name) for name in Fact._fields]
    came = Enquiry.received_at >= midnight(first), Enquiry.received_at < midnight(last + DAY)
    return [Fact(*row) for row in session.execute(select(*columns).where(*came, *is_counted()))]


def _measured(fact: Fact, clock: OpenClock, hours: ClinicHours) -> Measured:
    there, answered = fact.received_at.astimezone(hours.zone), fact.first_answered_at
    if answered is None:
        return Measured(fact, there, None, is_late=False)
    waited = clock.between(fact.received_at, answered)
    return Measured(fact, there, waited, is_late=waited > hours.answer_within)
