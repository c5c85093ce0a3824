"""Which program wrote a file, told by the names of its columns, and what each column is there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from actions.imports.words import plain
from models.exports.columns import COLUMNS
from models.imports.fields import FIELDS, LEFT_OUT

OURS = "Copydesk"


@dataclass(frozen=True, slots=True)
class Vendor:
    """`signs`: one of these sets of columns is there. Names are as `plain` writes them.

    `zone` is that of its clocks, None for the clinic's.
    """

    name: str
    signs: tuple[frozenset[str], ...]
    fields: dict[str, str] = field(default_factory=dict)
    zone: tzinfo | None = None


def _signs(*each: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(sign.split(", ")) for sign in each)


VENDORS: tuple[Vendor, ...] = (
    Vendor(
        "Gravity Forms",
        _signs("entry id, entry date", "entry date, source url", "entry id, user agent"),
        {"entry date": "received_at", "entry id": LEFT_OUT, "name prefix": LEFT_OUT},
    ),
    Vendor("Google Forms", _signs("timestamp"), {"timestamp": "received_at"}),
    Vendor(
        "Contact Form 7 (Flamingo)",
        _signs("your email", "your name", "your message", "your tel"),
        {"date": "received_at", "your subject": "message", "your tel": "phone"},
    ),
    Vendor(
        "HubSpot",
        _signs("conversion date", "conversion title", "record id, email", "contact id, email"),
        {"conversion date": "received_at", "create date": "received_at"},
    ),
    Vendor(
        "Typeform",
        _signs("submit date utc", "network id", "submitted at, token"),
        {"submit date utc": "received_at", "submitted at": "received_at", "token": LEFT_OUT},
        UTC,
    ),
    Vendor("Jotform", _signs("submission date"), {"submission date": "received_at"}),
    Vendor("Wix", _signs("submission time"), {"submission time": "received_at"}),
    Vendor(
        "Acuity Scheduling",
        _signs("start time, end time, first name", "start time, calendar"),
        {
            "start time": "preferred_at",
            "end time": LEFT_OUT,
            "type": "service",
            "notes": "message",
            "date scheduled": "received_at",
            "calendar": LEFT_OUT,
            "scheduled by": LEFT_OUT,
            "label": LEFT_OUT,
        },
    ),
    Vendor(
        "Duda",
        _signs("form title, date", "form title, submission date", "form title, form id"),
        {"date": "received_at", "form title": LEFT_OUT, "submission date": "received_at"},
    ),
)
_OURS = {
    plain(called): name if name in FIELDS else LEFT_OUT
    for name, title in COLUMNS.items()
    for called in (name, title)
}
_OURS_ALONE = frozenset({"received", "received at"})
_ANYBODYS = frozenset({"notes", "source", "tags", "priority"})
"""Many programs have such columns too; with the day received beside them they are ours."""


def vendor_of(columns: Sequence[str]) -> Vendor | None:
    """None for a file that any program could have written."""
    names = {plain(column) for column in columns}
    if _is_ours(names):
        return Vendor(OURS, (), _OURS)
    return next((vendor for vendor in VENDORS if any(sign <= names for sign in vendor.signs)), None)


def _is_ours(names: set[str]) -> bool:
    if "reference" not in names or not names <= set(_OURS):
        return False
    return bool(names & _OURS_ALONE) or not names & _ANYBODYS
