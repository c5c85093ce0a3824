"""What follows from an answer: a status, a tag, a day to come back to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

import settings
from models.base.table import now
from models.base.text import BadText, clean_line
from models.enquiries.state import Status

AFTER = (Status.IN_PROGRESS, Status.WAITING, Status.CLOSED)
"""Where an answer may lead; being booked has a time, which no reply knows."""
LONGEST_TAG = 40
FURTHEST = 365


@dataclass(frozen=True, slots=True)
class Afterwards:
    """`follow_up_in` days, or not at all; no status leaves it to the answer."""

    status: Status | None = None
    tag: str = ""
    follow_up_in: int | None = None

    @classmethod
    def of(cls, template: Mapping[str, str]) -> Self:
        status, days = template.get("status", ""), template.get("follow_up", "")
        return cls(
            Status(status) if status in AFTER else None,
            template.get("tag", ""),
            int(days) if days else None,
        )

    def follow_up_on(self) -> date | None:
        """A day of the clinic's calendar, counted from today."""
        today = now().astimezone(settings.TIMEZONE).date()
        return None if self.follow_up_in is None else today + timedelta(days=self.follow_up_in)


NOTHING_MORE = Afterwards()


def clean_afterwards(template: Mapping[str, str]) -> dict[str, str]:
    """What of it is said. Errors: BadText."""
    status, days = template.get("status", ""), template.get("follow_up", "").strip()
    if status and status not in AFTER:
        raise BadText("What follows", "is In progress, Waiting or Closed")
    if days and not (days.isascii() and days.isdecimal() and int(days[:4]) <= FURTHEST):
        raise BadText("The follow-up", f"is a number of days, at most {FURTHEST}")
    tag = clean_line(template.get("tag", ""), field="The tag", limit=LONGEST_TAG)
    said = {"status": str(status), "tag": tag, "follow_up": days}
    return {name: value for name, value in said.items() if value}
