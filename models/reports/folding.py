"""Keeping the totals of days and months: a day is counted again when something of it changed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Insert, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from models.clinic.hours import ClinicHours
from models.enquiries.counting.changed_day import (
    ChangedDay,
    CountBasis,
    basis_of,
    changed_among,
    changes_around,
    clinic_days_of,
    is_counted_by,
    note_counted,
)
from models.enquiries.counting.fact import measured_on
from models.enquiries.counting.late import LateAnswer, forget_late
from models.reports.period import month_named
from models.reports.tallies import Tallies, tallied
from models.reports.total import COUNTS, ReportTotal


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def begin_counting(session: Session, hours: ClinicHours) -> None:
    """By these hours from now on: what was counted by others waits to be counted again."""
    session.execute(delete(CountBasis))
    session.execute(update(ChangedDay).values(counted=0))
    session.add(CountBasis(words=basis_of(hours)))


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of UTC, counted into the clinic's days in which it lies.

    `changes` is how often it and the days beside it had changed by then.
    """

    day: date
    hours: ClinicHours
    changes: Mapping[date, int]
    tallies: Mapping[date, Tallies]


def count_day(session: Session, day: date, hours: ClinicHours) -> CountedDay:
    """A look alone: this may take a while, and nobody who writes waits for it."""
    tallies = {
        there: tallied(measured_on(session, [there], hours)) for there in clinic_days_of(day, hours)
    }
    return CountedDay(day, hours, dict(session.execute(changes_around(day)).all()), tallies)


def keep_day(session: Session, counted: CountedDay) -> bool:
    """False when something has changed since it was counted, and nothing is done.

    The month is kept anew once the last of its days is.
    """
    changes = dict(session.execute(changes_around(counted.day)).all())
    if changes != counted.changes or not is_counted_by(session, counted.hours):
        return False
    session.execute(note_counted(counted.day))
    for there, tallies in counted.tallies.items():
        _keep(session, there, tallies)
        _forget(session, month_of(there))
    return True


def _keep(session: Session, day: date, tallies: Tallies) -> None:
    _forget(session, day.isoformat())
    for statement in forget_late(day, tallies.late_ids):
        session.execute(statement)
    _insert(session, ReportTotal, _rows(day.isoformat(), tallies))
    _insert(session, LateAnswer, [{"enquiry_id": one, "day": day} for one in tallies.late_ids])


def _insert(session: Session, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _rows(span: str, tallies: Tallies) -> list[dict[str, Any]]:
    return [
        {"kind": kind, "span": span, "key": key, **dict(zip(COUNTS, counts, strict=True))}
        for (kind, key), counts in tallies.counts.items()
    ]


def _forget(session: Session, span: str) -> None:
    session.execute(delete(ReportTotal).where(ReportTotal.span == span))


def keep_months(session: Session, months: Iterable[str], hours: ClinicHours) -> None:
    """Add up those of which every day is kept."""
    for month in months:
        whole = month_named(month)
        if not changed_among(session, hours, whole.since, whole.until):
            _forget(session, month)
            session.execute(_added_up(month, [day.isoformat() for day in whole.each_day()]))


def _added_up(month: str, days: Collection[str]) -> Insert:
    sums = [func.sum(getattr(ReportTotal, name)) for name in COUNTS]
    of_days = (
        select(ReportTotal.kind, literal(month), ReportTotal.key, *sums)
        .where(ReportTotal.span.in_(days))
        .group_by(ReportTotal.kind, ReportTotal.key)
    )
    return insert(ReportTotal).from_select(["kind", "span", "key", *COUNTS], of_days)
