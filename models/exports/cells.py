"""The cells of an export, told by the database: whole, or masked where somebody need not know."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    SQLColumnExpression,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    type_coerce,
)

from models.articles.article import Article, Revision, Section
from models.base.functions import each_of, json_flag
from models.clinic.moments import in_clinic_time
from models.enquiries.enquiry import Enquiry
from models.exports.columns import Kind, Profile, kind_of
from models.exports.opening import response_minutes
from models.library.call_to_action import CallToAction
from models.staff.member import StaffMember

SHOWN_FROM = 6
"""A shorter number would show too much of itself by its last three digits."""


def cells(
    names: Sequence[str], profile: Profile, since: datetime, until: datetime
) -> dict[str, SQLColumnExpression[Any]]:
    """These columns of enquiries joined with their articles; all moments lie in this span.

    Text is never NULL. A moment is ISO 8601 with the offset of its day in the clinic.
    """
    every: dict[str, SQLColumnExpression[Any]] = _asked() | _worked(since, until)
    every["received_at"] = in_clinic_time(Enquiry.received_at, since, until)
    if profile is Profile.MASKED:
        every |= _masked()
    return {name: every[name] for name in names}


def _asked() -> dict[str, SQLColumnExpression[Any]]:
    """What somebody told us, and from where."""
    return {
        "reference": Enquiry.reference,
        "name": Enquiry.name,
        "email": Enquiry.email,
        "phone": Enquiry.phone,
        "service": Enquiry.service,
        "message": Enquiry.message,
        "preferred_at": Enquiry.preferred_at,
        "article": func.coalesce(Article.slug, Enquiry.named_article),
        "call_to_action": func.coalesce(_call_to_action(), Enquiry.named_call_to_action),
        "source": type_coerce(Enquiry.source, String),
        "is_at_risk": Enquiry.is_at_risk,
    }


def _worked(since: datetime, until: datetime) -> dict[str, SQLColumnExpression[Any]]:
    """What the desk made of it."""
    name = select(StaffMember.full_name).where(StaffMember.id == Enquiry.assigned_to_id)
    return {
        "status": type_coerce(Enquiry.status, String),
        "booked_for": in_clinic_time(Enquiry.booked_for, since, until),
        "assigned_to": func.coalesce(name.scalar_subquery(), Enquiry.named_colleague),
        "priority": type_coerce(Enquiry.priority, String),
        "tags": _tags(),
        "close_reason": Enquiry.close_reason,
        "follow_up_on": type_coerce(Enquiry.follow_up_on, String),
        "first_answered_at": in_clinic_time(Enquiry.first_answered_at, since, until),
        "response_minutes": response_minutes(),
        "notes": Enquiry.notes,
    }


def _tags() -> SQLColumnExpression[str]:
    each = each_of(Enquiry.tags).table_valued("value")
    listed = select(func.aggregate_strings(each.c.value, ", ")).select_from(each).scalar_subquery()
    return case((cast(Enquiry.tags, String) == "[]", ""), else_=func.coalesce(listed, ""))


def _call_to_action() -> SQLColumnExpression[str]:
    """A shared one by the desk's name for it, another by what it says at present."""
    words = func.coalesce(CallToAction.name, func.nullif(Revision.heading, ""))
    return (
        select(func.coalesce(words, Revision.button_label))
        .join_from(Section, Revision, Section.draft)
        .outerjoin(
            CallToAction,
            and_(CallToAction.id == Revision.call_to_action_id, Revision.has_own_words.is_(False)),
        )
        .where(Section.id == Enquiry.call_to_action_id)
        .scalar_subquery()
    )


def _masked() -> dict[str, SQLColumnExpression[str]]:
    """Initials, the email's domain, a phone's last three digits, how long the message is."""
    ending = literal("… ").concat(_last_three(Enquiry.phone))
    return {
        "name": _initials(func.trim(Enquiry.name)),
        "email": _after_last(Enquiry.email, "@"),
        "phone": case((func.length(Enquiry.phone) > SHOWN_FROM, ending), else_=""),
        "message": _length(Enquiry.message),
        "notes": _length(Enquiry.notes),
    }


def _length(text: SQLColumnExpression[str]) -> SQLColumnExpression[str]:
    length = func.length(text)
    return case((length > 0, cast(length, String).concat(" characters")), else_="")


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


def as_text(name: str, cell: SQLColumnExpression[Any]) -> SQLColumnExpression[str]:
    """The same cell for a format that knows nothing but text; never NULL."""
    kind = kind_of(name)
    if kind is Kind.TEXT:
        return cell
    if kind is Kind.FLAG:
        return case((cell, "yes"), else_="no")
    return func.coalesce(cast(cell, String), "")


def as_json(name: str, cell: SQLColumnExpression[Any]) -> SQLColumnExpression[Any]:
    """The same cell for JSON, which tells a flag from a number."""
    if kind_of(name) is not Kind.FLAG:
        return cell
    return json_flag(cell)
