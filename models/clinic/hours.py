"""When the clinic is open, and how long somebody has waited while it was."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from typing import Self

from sqlalchemy.orm import Session

import settings
from models.clinic.setting import settings_named

FURTHEST = timedelta(days=400)
"""Nobody's wait is counted further back, or ahead, than this."""
DAY = timedelta(days=1)
_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})")
_LAST_MINUTE = 24 * 60

Span = tuple[int, int]
"""Minutes since midnight, by the clock on the wall."""


def read_spans(typed: str) -> list[Span]:
    """“09:00–13:00, 14:00–18:00”; nothing is closed. Errors: ValueError with what to do."""
    spans = [_span(part.strip()) for part in re.split(r"[,;]", typed) if part.strip()]
    if any(later[0] < sooner[1] for sooner, later in pairwise(spans)):
        raise ValueError("put the hours in order, without overlap")
    return spans


def _span(typed: str) -> Span:
    found = _SPAN.fullmatch(typed)
    if not found:
        raise ValueError("write the hours like 09:00–18:00")
    hour, minute, until_hour, until_minute = map(int, found.groups())
    start, end = hour * 60 + minute, until_hour * 60 + until_minute
    if max(minute, until_minute) >= 60 or end > _LAST_MINUTE:  # noqa: PLR2004  minutes and hours
        raise ValueError("use hours of the day, from 00:00 to 24:00")
    if start >= end:
        raise ValueError("let the opening come before the closing")
    return start, end


def written(spans: Sequence[Span]) -> str:
    """As `read_spans` reads them."""
    return ", ".join(
        f"{start // 60:02}:{start % 60:02}–{end // 60:02}:{end % 60:02}" for start, end in spans
    )


@dataclass(frozen=True, slots=True)
class ClinicHours:
    """`week` begins on Monday; `answer_within` is the target for a first answer."""

    week: tuple[tuple[Span, ...], ...]
    holidays: frozenset[date] = frozenset()
    answer_within: timedelta = timedelta()
    zone: tzinfo = UTC

    @classmethod
    def of(cls, session: Session) -> Self:
        names = ("clinic_hours", "holidays", "answer_within_minutes")
        known = settings_named(session, names)
        return cls(
            week=tuple(tuple(read_spans(day)) for day in known["clinic_hours"]),
            holidays=frozenset(map(date.fromisoformat, known["holidays"])),
            answer_within=timedelta(minutes=known["answer_within_minutes"]),
            zone=settings.TIMEZONE,
        )

    def opened(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """From and until, in UTC, in order: the clock of that day decides, summer or winter."""
        if day in self.holidays:
            return
        for start, end in self.week[day.weekday()]:
            yield self._moment(day, start), self._moment(day, end)

    def _moment(self, day: date, minutes: int) -> datetime:
        wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def between(self, since: datetime, until: datetime) -> timedelta:
        """How long the clinic was open in between."""
        since = max(since, until - FURTHEST)
        waited, day = timedelta(), since.astimezone(self.zone).date()
        last = until.astimezone(self.zone).date()
        while day <= last:
            for start, end in self.opened(day):
                waited += max(timedelta(), min(end, until) - max(start, since))
            day += DAY
        return waited

    def after(self, since: datetime, wait: timedelta) -> datetime | None:
        """When the clinic will have been open for `wait`; None when that is out of sight."""
        day = first = since.astimezone(self.zone).date()
        while day <= first + FURTHEST:
            for start, end in self.opened(day):
                begin = max(start, since)
                if end > begin and end - begin >= wait:
                    return begin + wait
                wait -= max(timedelta(), end - begin)
            day += DAY
        return None

    def before(self, until: datetime, wait: timedelta) -> datetime | None:
        """The latest moment since which the clinic was open for `wait`; None as in `after`."""
        day = last = until.astimezone(self.zone).date()
        while day >= last - FURTHEST:
            for start, end in reversed(list(self.opened(day))):
                finish = min(end, until)
                if finish > start and finish - start >= wait:
                    return finish - wait
                wait -= max(timedelta(), finish - start)
            day -= DAY
        return None

    def next_opening(self, after: date) -> datetime | None:
        """The first moment at which it opens on a later day."""
        for days in range(1, FURTHEST.days):
            if opening := next(self.opened(after + days * DAY), None):
                return opening[0]
        return None
