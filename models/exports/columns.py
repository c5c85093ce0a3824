"""What an export can tell of an enquiry: the columns, what kind each is, and the usual choices."""

from collections.abc import Sequence
from enum import StrEnum

from models.base.refusal import Refused


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
}
KINDS: dict[str, Kind] = {"received_at": Kind.MOMENT}
"""Of every column that is not text."""
MINIMUM = ("reference", "name", "email", "phone", "service", "received_at", "status")
PRESETS: dict[str, tuple[str, ...]] = {
    "Minimum": MINIMUM,
    "Contact list": ("name", "email", "phone"),
    "Everything": tuple(COLUMNS),
}
OURS = frozenset({*KINDS, "status"})
"""Written by us alone, so never in need of a mark."""


def in_order(names: Sequence[str]) -> list[str]:
    """These columns in the order of the table. Errors: UnknownColumn."""
    if unknown := [name for name in names if name not in COLUMNS]:
        raise UnknownColumn(f"There is no column {unknown[0]}. Choose from: {', '.join(COLUMNS)}.")
    if not names:
        raise UnknownColumn("Choose at least one column.")
    return [name for name in COLUMNS if name in names]


def kind_of(name: str) -> Kind:
    return KINDS.get(name, Kind.TEXT)
