"""What an export can tell of an enquiry: the columns, whole or masked, and the usual choices."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import SQLColumnExpression, String, case, func, literal, type_coerce

from models.articles.article import Article
from models.base.refusal import Refused
from models.clinic.moments import in_clinic_time
from models.enquiries.enquiry import Enquiry


class Profile(StrEnum):
    FULL = "full"
    MASKED = "masked"


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
MINIMUM = ("reference", "name", "email", "phone", "service", "received_at", "status")
PRESETS: dict[str, tuple[str, ...]] = {
    "Minimum": MINIMUM,
    "Contact list": ("name", "email", "phone"),
    "Everything": tuple(COLUMNS),
}
SHOWN_FROM = 6
"""A shorter number would show too much of itself by its last three digits."""
OURS = frozenset({"received_at", "status"})
"""Written by us alone, so never in need of a mark."""


def in_order(names: Sequence[str]) -> list[str]:
    """These columns in the order of the table. Errors: UnknownColumn."""
    if unknown := [name for name in names if name not in COLUMNS]:
        raise UnknownColumn(f"There is no column {unknown[0]}. Choose from: {', '.join(COLUMNS)}.")
    if not names:
        raise UnknownColumn("Choose at least one column.")
    return [name for name in COLUMNS if name in names]


def cells(
    names: Sequence[str], profile: Profile, since: datetime, until: datetime
) -> dict[str, SQLColumnExpression[str]]:
    """These columns as text, never NULL, for enquiries received in this span,
    joined with their articles."""
    every: dict[str, SQLColumnExpression[str]] = {
        "reference": Enquiry.reference,
        "name": Enquiry.name,
        "email": Enquiry.email,
        "phone": Enquiry.phone,
        "service": Enquiry.service,
        "message": Enquiry.message,
        "received_at": in_clinic_time(Enquiry.received_at, since, until),
        "preferred_at": Enquiry.preferred_at,
        "status": type_coerce(Enquiry.status, String),
        "article": func.coalesce(Article.slug, Enquiry.named_article),
    }
    if profile is Profile.MASKED:
        every |= _masked()
    return {name: every[name] for name in names}


def _masked() -> dict[str, SQLColumnExpression[str]]:
    """Initials, the email's domain, a phone's last three digits, how long the message is."""
    length = func.length(Enquiry.message)
    ending = literal("… ").concat(_last_three(Enquiry.phone))
    return {
        "name": _initials(func.trim(Enquiry.name)),
        "email": _after_last(Enquiry.email, "@"),
        "phone": case((func.length(Enquiry.phone) > SHOWN_FROM, ending), else_=""),
        "message": case((length > 0, func.format("%d characters", length)), else_=""),
    }


def _initials(name: SQLColumnExpression[str]) -> SQLColumnExpression[str]:
    first = func.substr(name, 1, 1)
    last = func.substr(_after_last(name, " "), 1, 1)
    two = first.concat(". ").concat(last).concat(".")
    return case((last != "", two), (name != "", first.concat(".")), else_="")


def _after_last(text: SQLColumnExpression[str], mark: str) -> SQLColumnExpression[str]:
    """What follows the last mark; empty when there is none."""
    before = func.length(func.rtrim(text, func.replace(text, mark, "")))
    return case((before > 0, func.substr(text, before + 1)), else_="")


def _last_three(text: SQLColumnExpression[str]) -> SQLColumnExpression[str]:
    return func.substr(text, func.length(text) - 2)
