"""What somebody asked to see of the enquiries, in a form that fits in a web address."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.enquiry import Status

NOBODY = 0
EVERY_STATUS = "all"
LONGEST_TERM = 200
TOO_LONG = 10


class Sort(StrEnum):
    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class EnquiryFilter:
    """`status` None is every status; `assigned_to` a staff id, or NOBODY; days in clinic time."""

    status: Status | None = None
    term: str = ""
    service: str = ""
    assigned_to: int | None = None
    article: str = ""
    at_risk: bool = False
    since: date | None = None
    until: date | None = None
    sort: Sort | None = None

    @property
    def order(self) -> Sort:
        """Best match first belongs to a search; everything else starts with the newest."""
        if self.sort is None or (self.sort is Sort.BEST and not self.term):
            return Sort.BEST if self.term else Sort.NEWEST
        return self.sort

    @property
    def is_status_alone(self) -> bool:
        """Whether the kept counts know how many there are."""
        return replace(self, status=None, sort=None) == EnquiryFilter()

    @classmethod
    def from_query(cls, given: Mapping[str, str]) -> "EnquiryFilter":
        """Whatever the address says that we understand. A search looks everywhere, unless told."""
        term = " ".join(given.get("q", "")[:LONGEST_TERM].split())
        return cls(
            status=_status(given.get("status", ""), term),
            term=term,
            service=given.get("service", ""),
            assigned_to=_number(given.get("assigned", "")),
            article=given.get("article", ""),
            at_risk=given.get("risk", "") == "yes",
            since=_day(given.get("since", "")),
            until=_day(given.get("until", "")),
            sort=_sort(given.get("sort", "")),
        )

    def to_query(self) -> dict[str, str]:
        """The same as address parameters, without those that say nothing."""
        said = {
            "status": self.status or EVERY_STATUS,
            "q": self.term,
            "service": self.service,
            "assigned": "" if self.assigned_to is None else str(self.assigned_to),
            "article": self.article,
            "risk": "yes" if self.at_risk else "",
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "sort": self.sort or "",
        }
        if self.status == _status("", self.term):
            del said["status"]
        return {name: str(value) for name, value in said.items() if value}


def _status(given: str, term: str) -> Status | None:
    if given in set(Status):
        return Status(given)
    return None if given == EVERY_STATUS or term else Status.NEW


def _sort(given: str) -> Sort | None:
    return Sort(given) if given in set(Sort) else None


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < TOO_LONG else None


def _day(given: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(given)
    return None
