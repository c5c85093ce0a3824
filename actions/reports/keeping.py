"""Keeping the totals that reports are made of, a day at a time, while people work."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from models.base.table import now
from models.clinic.hours import ClinicHours
from models.enquiries.counting.changed_day import days_to_count, is_counted_by
from models.reports.folding import (
    CountedDay,
    begin_counting,
    count_day,
    keep_day,
    keep_months,
    month_of,
)
from models.staff.member import Actor, Permission


def counts_by_old_hours(session: Session, *, by: Actor) -> bool:
    """Whether the opening hours or the zone have changed since. Errors: NotAllowed."""
    by.must(Permission.READ_REPORTS)
    return not is_counted_by(session, ClinicHours.of(session))


def count_by_new_hours(session: Session, *, by: Actor) -> None:
    """From now on. Errors: NotAllowed."""
    by.must(Permission.READ_REPORTS)
    begin_counting(session, ClinicHours.of(session))


def days_that_changed(session: Session, *, by: Actor) -> list[date]:
    """Days of UTC that are over, oldest first.

    Today is counted whenever somebody looks: it changes with everybody who writes.
    Errors: NotAllowed.
    """
    by.must(Permission.READ_REPORTS)
    today = now().date()
    return [day for day, _ in session.execute(days_to_count()) if day != today]


def count(session: Session, day: date, *, by: Actor) -> CountedDay:
    """Errors: NotAllowed."""
    by.must(Permission.READ_REPORTS)
    return count_day(session, day, ClinicHours.of(session))


def keep(session: Session, counted: CountedDay, *, by: Actor) -> None:
    """Nothing is done when something has changed since. Errors: NotAllowed."""
    by.must(Permission.READ_REPORTS)
    keep_day(session, counted)


def keep_months_with(session: Session, days: Iterable[date], *, by: Actor) -> None:
    """Errors: NotAllowed."""
    by.must(Permission.READ_REPORTS)
    keep_months(session, sorted({month_of(day) for day in days}), ClinicHours.of(session))
