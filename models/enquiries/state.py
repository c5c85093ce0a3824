"""The states of an enquiry: where it may go from each, and what they are called."""

from enum import StrEnum


class Status(StrEnum):
    NEW = "new"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    BOOKED = "booked"
    CLOSED = "closed"
    SPAM = "spam"


class EnquirySource(StrEnum):
    WEB = "web"
    API = "api"
    DESK = "desk"
    IMPORT = "import"


class CameBy(StrEnum):
    """How somebody reached the clinic whose enquiry was written down at the desk."""

    PHONE_CALL = "phone_call"
    WALK_IN = "walk_in"


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


STATUS_TITLES: dict[Status, str] = {
    Status.NEW: "New",
    Status.IN_PROGRESS: "In progress",
    Status.WAITING: "Waiting",
    Status.BOOKED: "Booked",
    Status.CLOSED: "Closed",
    Status.SPAM: "Spam",
}

ALLOWED_MOVES: dict[Status, frozenset[Status]] = {
    Status.NEW: frozenset(set(Status) - {Status.NEW}),
    Status.IN_PROGRESS: frozenset(
        {Status.NEW, Status.WAITING, Status.BOOKED, Status.CLOSED, Status.SPAM}
    ),
    Status.WAITING: frozenset({Status.IN_PROGRESS, Status.BOOKED, Status.CLOSED, Status.SPAM}),
    Status.BOOKED: frozenset({Status.IN_PROGRESS, Status.WAITING, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.IN_PROGRESS, Status.WAITING, Status.BOOKED}),
    Status.SPAM: frozenset({Status.NEW, Status.CLOSED}),
}

REFUSED_AT_RISK = frozenset({Status.BOOKED, Status.CLOSED, Status.SPAM})
"""Where nobody goes whose risk phrases have not been acknowledged: by no move, merge or undo."""

OPEN = frozenset({Status.NEW, Status.IN_PROGRESS, Status.WAITING})
"""Somebody still has to do something."""

SETTLED = frozenset({Status.CLOSED, Status.SPAM})
"""Nobody is waiting for an answer any more."""
