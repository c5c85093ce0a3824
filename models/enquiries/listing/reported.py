"""What a number in a report stands for, so that a list can show exactly those enquiries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from models.enquiries.state import EnquirySource

NO_CALL = 0
NO_REASON = "-"
TOO_LONG = 10
HOURS, WEEKDAYS = 24, 7
HourOfWeek = tuple[int, int]
"""Weekday, 0 is Sunday, and hour, by the clinic's clock."""


@dataclass(frozen=True, slots=True)
class Reported:
    """`counted` leaves out spam and what was merged; `call` is a section, or NO_CALL.

    `reason` may be NO_REASON.
    """

    counted: bool = False
    answered: bool = False
    late: bool = False
    reason: str = ""
    source: EnquirySource | None = None
    call: int | None = None
    without_article: bool = False
    hour: HourOfWeek | None = None

    @property
    def asks(self) -> bool:
        return self != EVERYTHING

    @classmethod
    def from_query(cls, given: Mapping[str, str]) -> "Reported":
        return cls(
            **{each.name: _READ[each.name](given.get(each.name, "")) for each in fields(cls)}
        )

    def to_query(self) -> dict[str, str]:
        return {each.name: _written(getattr(self, each.name)) for each in fields(self)}


EVERYTHING = Reported()


def _yes(given: str) -> bool:
    return given == "yes"


def _call(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < TOO_LONG else None


def _source(given: str) -> EnquirySource | None:
    return EnquirySource(given) if given in set(EnquirySource) else None


def hour_of_week(given: str) -> HourOfWeek | None:
    """“1-09” is Monday from nine to ten."""
    day, _, hour = given.partition("-")
    if not (given.isascii() and day.isdecimal() and hour.isdecimal() and len(given) < TOO_LONG):
        return None
    found = int(day), int(hour)
    return found if found[0] < WEEKDAYS and found[1] < HOURS else None


_READ: dict[str, Callable[[str], Any]] = {
    "counted": _yes,
    "answered": _yes,
    "late": _yes,
    "reason": str,
    "source": _source,
    "call": _call,
    "without_article": _yes,
    "hour": hour_of_week,
}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, tuple):
        return f"{value[0]}-{value[1]:02}"
    return "" if value is None else str(value)
