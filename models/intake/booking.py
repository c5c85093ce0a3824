"""What somebody asks for when they book: the fields, what each may hold, and what is missing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Select, select

from models.articles.article import Article, ArticleState, FormerSlug
from models.base.text import BadText, clean_line, clean_text
from models.enquiries.contact import BadContact, read_email, read_phone

LIMITS: dict[str, int] = {
    "name": 120,
    "email": 254,
    "phone": 60,
    "service": 120,
    "preferred_at": 120,
    "message": 5_000,
    "article": 300,
    "timezone": 64,
}
_LABELS: dict[str, str] = {
    "name": "The name",
    "email": "The email address",
    "phone": "The phone number",
    "service": "The service",
    "preferred_at": "The day or time",
    "message": "The message",
    "article": "The article",
    "timezone": "The time zone",
}
MISSING: dict[str, str] = {
    "name": "Tell us your name.",
    "email": "Give an email address or a phone number, so we can answer.",
    "consent": "Tick this box: we may keep your request only if you agree.",
}
"""What the website says where nothing was given, to those who fill it in themselves."""
_READERS: dict[str, Callable[[str], str]] = {"email": read_email, "phone": read_phone}
_YES = frozenset({"true", "on", "yes", "1"})


@dataclass(frozen=True, slots=True)
class BookingRequest:
    """Clean text throughout; `article` is a slug, `consent_version` the wording agreed to.

    `call_to_action` is the number of the section that led to the form, as far as it says so.
    """

    name: str
    email: str = ""
    phone: str = ""
    service: str = ""
    preferred_at: str = ""
    message: str = ""
    article: str = ""
    timezone: str = ""
    consent_version: str = ""
    call_to_action: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


class BadFields(ValueError):
    """Some fields can't be taken as they are. Attribute: errors, field → what to do."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = dict(errors)


def read_request(typed: Mapping[str, str], *, consent_version: str = "") -> BookingRequest:
    """What was typed, cleaned and checked. Errors: BadFields with every field that is wrong."""
    errors: dict[str, str] = {}
    clean: dict[str, Any] = {}
    for field in LIMITS:
        try:
            clean[field] = _read(field, typed.get(field, ""))
        except BadText as bad:
            errors[field] = bad.sentence
        except BadContact as bad:
            errors[field] = str(bad)
    errors |= {field: missing for field, missing in _missing(clean, typed) if field not in errors}
    if errors:
        raise BadFields(errors)
    return BookingRequest(**clean, consent_version=consent_version)


def _read(field: str, text: str) -> str:
    clean = clean_text if field == "message" else clean_line
    kept = clean(text, field=_LABELS[field], limit=LIMITS[field])
    return _READERS.get(field, str)(kept) if kept else ""


def _missing(clean: Mapping[str, str], typed: Mapping[str, str]) -> list[tuple[str, str]]:
    is_missing = {
        "name": not clean.get("name"),
        "email": clean.get("email") == "" and clean.get("phone") == "",
        "consent": typed.get("consent", "").strip().casefold() not in _YES,
    }
    return [(field, words) for field, words in MISSING.items() if is_missing[field]]


def articles_named(slugs: Collection[str]) -> Select[str, int]:
    """Slug and id of articles in any state, by their present address."""
    return select(Article.slug, Article.id).where(Article.slug.in_(slugs))


def public_articles_named(slugs: Collection[str]) -> Select[str, int]:
    """Slug and id of published articles, by their present address or a former one."""
    is_public = Article.state == ArticleState.PUBLISHED
    present = select(Article.slug, Article.id).where(Article.slug.in_(slugs), is_public)
    former = (
        select(FormerSlug.slug, FormerSlug.article_id)
        .join(Article, FormerSlug.article_id == Article.id)
        .where(FormerSlug.slug.in_(slugs), is_public)
    )
    return present.union_all(former)  # type: ignore[return-value]  # a union of selects is executed like one
