"""What somebody asked to see of the enquiries, in a form that fits in a web address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.clinic.moments import day_told
from models.enquiries.enquiry import Priority, Status
from models.enquiries.listing.reported import EVERYTHING, Reported

NOBODY = 0
NO_SERVICE = "-"
EVERY_STATUS = "all"
LONGEST_TERM = 200
TOO_LONG = 10


class EnquirySort(StrEnum):
    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    STATUS = "status"
    SERVICE = "service"
    ASSIGNED = "assigned"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"


NOT_EVERYWHERE = frozenset({EnquirySort.BEST, EnquirySort.APPOINTMENT})


@dataclass(frozen=True, slots=True)
class EnquiryFilter:
    """`status` None is every status; `assigned_to` a staff id, or NOBODY; days in clinic time.

    `service` may be NO_SERVICE: they named none. `is_due` asks for those to follow up by today,
    `is_open` for New, In progress and Waiting, `is_overdue` for New without an answer in time.
    `booked_since` and `booked_until` are days of the appointment: only those Booked have one.
    `reported` narrows it to what a number in a report stands for.
    """

    status: Status | None = None
    term: str = ""
    service: str = ""
    assigned_to: int | None = None
    article: str = ""
    priority: Priority | None = None
    tag: str = ""
    at_risk: bool = False
    is_due: bool = False
    is_open: bool = False
    is_overdue: bool = False
    booked_since: date | None = None
    booked_until: date | None = None
    since: date | None = None
    until: date | None = None
    reported: Reported = EVERYTHING
    sort: EnquirySort | None = None

    def sorted_by(self, sort: EnquirySort | None) -> "EnquiryFilter":
        return replace(self, sort=sort)

    @property
    def order(self) -> EnquirySort:
        """As chosen; best match first belongs to a search, by appointment to a span of them."""
        if self.sort is None or (self.sort in NOT_EVERYWHERE and self.sort is not self.usual_order):
            return self.usual_order
        return self.sort

    @property
    def usual_order(self) -> EnquirySort:
        """Where nobody chose one."""
        if self.term:
            return EnquirySort.BEST
        return EnquirySort.APPOINTMENT if self.asks_for_appointments else EnquirySort.NEWEST

    @property
    def asks_for_appointments(self) -> bool:
        return bool(self.booked_since or self.booked_until)

    @property
    def asks_what_waits(self) -> bool:
        """Something that the kept facets know nothing of, and few enquiries are."""
        waits = self.tag or self.is_due or self.is_overdue or self.asks_for_appointments
        return bool(waits or self.reported.asks)

    @property
    def is_status_alone(self) -> bool:
        """Whether the kept counts know how many there are."""
        return replace(self, status=None, sort=None) == EnquiryFilter()

    @property
    def is_status_alone_but_for_days(self) -> bool:
        return replace(self, since=None, until=None).is_status_alone

    @property
    def is_kept(self) -> bool:
        """Whether the kept facets know how many there are: no search, days, tag or the like."""
        return not (self.term or self.since or self.until or self.asks_what_waits)

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
            priority=_priority(given.get("priority", "")),
            tag=given.get("tag", ""),
            at_risk=given.get("risk", "") == "yes",
            is_due=given.get("due", "") == "yes",
            is_open=given.get("open_only", "") == "yes",
            is_overdue=given.get("overdue", "") == "yes",
            booked_since=day_told(given.get("booked_since", "")),
            booked_until=day_told(given.get("booked_until", "")),
            since=day_told(given.get("since", "")),
            until=day_told(given.get("until", "")),
            reported=Reported.from_query(given),
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
            "priority": self.priority or "",
            "tag": self.tag,
            "risk": "yes" if self.at_risk else "",
            "due": "yes" if self.is_due else "",
            "open_only": "yes" if self.is_open else "",
            "overdue": "yes" if self.is_overdue else "",
            "booked_since": _written(self.booked_since),
            "booked_until": _written(self.booked_until),
            "since": _written(self.since),
            "until": _written(self.until),
            **self.reported.to_query(),
            "sort": self.sort or "",
        }
        if self.status == _status("", self.term):
            del said["status"]
        return {name: str(value) for name, value in said.items() if value}


def _status(given: str, term: str) -> Status | None:
    if given in set(Status):
        return Status(given)
    return None if given == EVERY_STATUS or term else Status.NEW


def _priority(given: str) -> Priority | None:
    return Priority(given) if given in set(Priority) else None


def _sort(given: str) -> EnquirySort | None:
    return EnquirySort(given) if given in set(EnquirySort) else None


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < TOO_LONG else None
