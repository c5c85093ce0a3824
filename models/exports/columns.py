"""What an export can tell of an enquiry: the columns, what kind each is, and the usual choices."""

from collections.abc import Sequence
from enum import StrEnum

from models.base.refusal import Refused
from models.staff.member import Actor, Permission


class Profile(StrEnum):
    FULL = "full"
    MASKED = "masked"


class Kind(StrEnum):
    """What a column holds, for formats that know more than text."""

    TEXT = "text"
    MOMENT = "moment"
    DAY = "day"
    NUMBER = "number"
    FLAG = "flag"


class UnknownColumn(Refused):
    """A column that no export has, or none at all."""


COLUMNS: dict[str, str] = {
    "reference": "Reference",
    "name": "Name",
    "email": "Email",
    "phone": "Phone",
    "service": "Service",
    "message": "Message",
    "received_at": "Received",
    "preferred_at": "Preferred time",
    "status": "Status",
    "article": "Article",
    "call_to_action": "Call to action",
    "source": "Source",
    "booked_for": "Appointment",
    "assigned_to": "Assigned to",
    "priority": "Priority",
    "tags": "Tags",
    "close_reason": "Close reason",
    "follow_up_on": "Follow-up",
    "first_answered_at": "First answer",
    "response_minutes": "Response (clinic minutes)",
    "is_at_risk": "At risk",
    "notes": "Notes",
}
KINDS: dict[str, Kind] = {
    "received_at": Kind.MOMENT,
    "booked_for": Kind.MOMENT,
    "follow_up_on": Kind.DAY,
    "first_answered_at": Kind.MOMENT,
    "response_minutes": Kind.NUMBER,
    "is_at_risk": Kind.FLAG,
}
"""Of every column that is not text."""
MINIMUM = ("reference", "name", "email", "phone", "service", "received_at", "status")
PRESETS: dict[str, tuple[str, ...]] = {
    "Minimum": MINIMUM,
    "Contact list": ("name", "email", "phone"),
    "Appointments": (
        *("reference", "name", "email", "phone", "service", "status", "booked_for", "assigned_to"),
    ),
    "Figures without names": (
        *("reference", "service", "received_at", "status", "article", "call_to_action", "source"),
        *("booked_for", "priority", "close_reason", "first_answered_at", "response_minutes"),
    ),
    "Everything": tuple(COLUMNS),
}
OURS = frozenset({*KINDS, "status", "source", "priority"})
"""Written by us alone, so never in need of a mark."""
LONG_TEXTS = frozenset({"message", "notes"})
"""Of several lines, and perhaps longer than a cell of a spreadsheet; all others are one line."""
PERMISSIONS_OF: dict[str, Permission] = {"notes": Permission.EXPORT_NOTES}
"""What colleagues wrote for each other leaves the house by a permission of its own."""


def in_order(names: Sequence[str]) -> list[str]:
    """These columns in the order of the table. Errors: UnknownColumn."""
    if unknown := [name for name in names if name not in COLUMNS]:
        raise UnknownColumn(f"There is no column {unknown[0]}. Choose from: {', '.join(COLUMNS)}.")
    if not names:
        raise UnknownColumn("Choose at least one column.")
    return [name for name in COLUMNS if name in names]


def kind_of(name: str) -> Kind:
    return KINDS.get(name, Kind.TEXT)


def columns_open_to(by: Actor) -> list[str]:
    """Those that this person may take along."""
    return [name for name in COLUMNS if name not in PERMISSIONS_OF or by.may(PERMISSIONS_OF[name])]
