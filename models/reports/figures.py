"""The figures of a period: from kept totals, and counted now where a day has changed since."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from sqlalchemy.orm import Session

from models.clinic.hours import ClinicHours
from models.enquiries.counting.changed_day import changed_among
from models.enquiries.counting.fact import Measured, measured_on
from models.reports.period import Period
from models.reports.tallies import Counts, Key, keys_of, nothing
from models.reports.total import Breakdown, Headcount, by_span, months_kept, summed


@dataclass(frozen=True, slots=True)
class Figures:
    """`groups` has for each kind and key what came; `days` those on which anything did.

    `median` and `p90` are whole minutes of clinic time until the first answer, of those that had
    one: half, or nine of ten, had it by then. None where nobody had.
    """

    period: Period
    whole: Headcount
    median: int | None
    p90: int | None
    groups: Mapping[Breakdown, Mapping[str, Headcount]]
    days: Mapping[date, Headcount]

    def ranked(self, kind: Breakdown) -> list[tuple[str, Headcount]]:
        """Those of whom most came first."""
        return sorted(self.groups[kind].items(), key=lambda each: -each[1].received)


@dataclass(frozen=True, slots=True)
class _Asked:
    """`overdue_until`: whoever came no later and has no answer is late by now."""

    session: Session
    period: Period
    hours: ClinicHours
    overdue_until: datetime | None
    counted_now: Collection[date]
    kinds: Collection[Breakdown]

    @property
    def overdue_on(self) -> date:
        """The day until which, without it, all open-ended ones are overdue."""
        moment = self.overdue_until
        return moment.astimezone(self.hours.zone).date() if moment else self.period.since

    def kept(self, *, is_overdue: bool) -> Iterator[date]:
        """Days whose totals hold, before `overdue_on` or after."""
        for day in self.period.each_day():
            if day not in self.counted_now and (day < self.overdue_on) == is_overdue:
                yield day


def figures(
    session: Session,
    period: Period,
    moment: datetime,
    kinds: Collection[Breakdown] = tuple(Breakdown),
) -> Figures:
    """As things are at this moment; told apart by these kinds alone."""
    hours = ClinicHours.of(session)
    overdue = hours.before(moment, hours.answer_within)
    changed = changed_among(session, hours, period.since, period.until)
    if overdue and period.since <= (day := overdue.astimezone(hours.zone).date()) <= period.until:
        changed |= {day}
    asked = _Asked(session, period, hours, overdue, changed, kinds)
    groups: dict[Key, Counts] = defaultdict(nothing)
    days: dict[date, Counts] = defaultdict(nothing)
    for is_overdue in (True, False):
        _add_kept(asked, groups, days, is_overdue=is_overdue)
    _add_counted_now(asked, groups, days)
    return _figures(asked, groups, days)


def _add_kept(
    asked: _Asked, groups: dict[Key, Counts], days: dict[date, Counts], *, is_overdue: bool
) -> None:
    kept = list(asked.kept(is_overdue=is_overdue))
    each_day = [day.isoformat() for day in kept]
    spans = _in_months(set(kept), asked)
    for kind, key, *counts in asked.session.execute(summed(asked.kinds, spans)):
        _add(groups[kind, key], counts, is_overdue=is_overdue)
    for span, *counts in asked.session.execute(by_span(each_day)):
        _add(days[date.fromisoformat(span)], counts, is_overdue=is_overdue)


def _in_months(days: set[date], asked: _Asked) -> list[str]:
    """These days, whole months of them together where those are kept."""
    known = set(asked.session.scalars(months_kept()))
    spans = []
    for month in asked.period.months():
        inside = set(month.each_day())
        if (name := f"{month.since:%Y-%m}") in known and inside <= days:
            spans.append(name)
            days -= inside
    return [*spans, *(day.isoformat() for day in days)]


def _add(held: Counts, counts: Collection[int], *, is_overdue: bool) -> None:
    """What is open-ended counts where it `is_overdue`."""
    *told, open_ended = counts
    for place, count in enumerate([*told, open_ended * is_overdue]):
        held[place] += count


def _add_counted_now(asked: _Asked, groups: dict[Key, Counts], days: dict[date, Counts]) -> None:
    for one in measured_on(asked.session, asked.counted_now, asked.hours):
        counts = _counts(one, asked.overdue_until)
        _add(days[one.there.date()], counts, is_overdue=True)
        for key in keys_of(one):
            _add(groups[key], counts, is_overdue=True)


def _counts(one: Measured, overdue: datetime | None) -> list[int]:
    is_overdue = one.is_open_ended and overdue is not None and one.fact.received_at <= overdue
    return [1, int(one.is_answered), int(one.is_booked), int(one.is_late), int(is_overdue)]


def _figures(asked: _Asked, groups: Mapping[Key, Counts], days: Mapping[date, Counts]) -> Figures:
    told: dict[Breakdown, dict[str, Headcount]] = {kind: {} for kind in Breakdown}
    for (kind, key), counts in groups.items():
        if counts[0] and kind in asked.kinds:
            told[kind][key] = Headcount(*counts)
    minutes = {int(key): tally.received for key, tally in told.pop(Breakdown.MINUTES).items()}
    return Figures(
        period=asked.period,
        whole=told.pop(Breakdown.ALL).get("", Headcount()),
        median=_by_then(minutes, 0.5),
        p90=_by_then(minutes, 0.9),
        groups=told,
        days={day: Headcount(*counts) for day, counts in sorted(days.items()) if counts[0]},
    )


def _by_then(minutes: Mapping[int, int], share: float) -> int | None:
    """After how many minutes this share of all had an answer."""
    left = ceil(share * sum(minutes.values()))
    for minute in sorted(minutes):
        left -= minutes[minute]
        if left <= 0:
            return minute
    return None
