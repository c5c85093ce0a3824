"""Days and hours as the clinic's clock shows them, as moments: also in the nights it changes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import settings
from models.base.refusal import Refused


class NoSuchTime(Refused):
    """The clock jumps over it that night."""

    def __init__(self, day: date, clock: time, after: datetime) -> None:
        super().__init__(
            f"On {day.day} {day:%B %Y} the clocks go forward, and {clock:%H:%M} does not come. "
            f"Choose {after:%H:%M} or later."
        )


@dataclass(frozen=True, slots=True)
class Meant:
    """`comes_twice`: the clocks go back over it that night, and the first is meant."""

    moment: datetime
    comes_twice: bool


def clinic_moment(day: date, clock: time) -> Meant:
    """The moment at which the clinic's clock shows this. Errors: NoSuchTime."""
    shown = datetime.combine(day, clock.replace(second=0, microsecond=0, fold=0))
    moment = _at(shown)
    there = moment.astimezone(settings.TIMEZONE)
    if there.replace(tzinfo=None) != shown:
        raise NoSuchTime(day, clock, there)
    return Meant(moment, comes_twice=_at(shown.replace(fold=1)) != moment)


def _at(shown: datetime) -> datetime:
    return shown.replace(tzinfo=settings.TIMEZONE).astimezone(UTC)
