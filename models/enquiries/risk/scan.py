"""Looking through the open enquiries again, a stretch at a time, after the phrases changed."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from sqlalchemy import Select, func, select

from models.enquiries.enquiry import Enquiry
from models.enquiries.state import SETTLED

STRETCH = 1_000
NAME = "risk_scan"


@dataclass(frozen=True, slots=True)
class Scan:
    """Up to number `done` of `last` it is done; `found` counts those newly flagged."""

    done: int = 0
    last: int = 0
    found: int = 0

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        return cls(**kept)

    @property
    def is_running(self) -> bool:
        return self.done < self.last

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def open_between(after: int, until: int) -> Select[Enquiry]:
    """Those that somebody still waits behind, with these numbers."""
    open_ones = Enquiry.status.not_in(SETTLED)
    return select(Enquiry).where(Enquiry.id > after, Enquiry.id <= until, open_ones)


def highest_number() -> Select[int]:
    return select(func.coalesce(func.max(Enquiry.id), 0))
