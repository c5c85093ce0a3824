"""What the names of columns say in whatever program, and what their content shows."""

import re
from collections.abc import Sequence

from models.enquiries.enquiry import STATUS_TITLES
from models.imports.fields import LEFT_OUT


def plain(name: str) -> str:
    """The same for “Your-Name”, “your_name” and “Your name:”."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


_RULES: tuple[tuple[str, str], ...] = (
    (r"(confirm|repeat|verify|re enter)\b.*", LEFT_OUT),
    (
        (r"(.* )?(id|ip|ips|ip address|user ip|user agent|url|uri|referrer|referer|page|browser|"
        r"utm.*|gclid|token|captcha|honeypot|payment.*|transaction.*|amount.*|price|paid|score|"
        r"consent|gdpr|privacy|terms|newsletter|marketing|owner|lead status|lifecycle stage|"
        r"tags|form|form name|form title|file name|network|response type|ending|created by|"
        r"date updated|updated at|last update.*|modified.*|start date utc|stage date utc)"),
        LEFT_OUT,
    ),
    (r"(.*\b)?(first|given|fore) ?name( .*)?|(.* )?name first|vorname", "first_name"),
    (r"(.*\b)?(last|family|sur) ?name( .*)?|(.* )?name last|nachname", "last_name"),
    (r"(.* )?(middle name|name (middle|prefix|suffix)|title|salutation)", LEFT_OUT),
    (r".*\be ?mail\b.*|username", "email"),
    (r".*\b(phone|telephone|mobile|cell|tel|telefon|whatsapp|handy)\b.*", "phone"),
    (
        (r"(.*\b)?(received( at| on)?|submitted( at| on)?|submission (date|time)|timestamp|"
        r"entry date|create(d)?( date| at| on)?|date (submitted|created|received)|"
        r"conversion date|submit date( utc)?|completed at)"),
        "received_at",
    ),
    (r"date|datum|time", "received_at"),
    (
        (r".*\b(preferred|appointment (date|time)|when (would|can|do|should|could)|desired|"
        r"requested (date|time)|best time)\b.*"),
        "preferred_at",
    ),
    (r".*\b(service|treatment|appointment type|procedure|leistung)s?\b.*", "service"),
    (
        (r"(.*\b)?(message|comments?|notes?|enquiry|inquiry|nachricht|how can we help.*|"
        r"tell us.*|reason.*|question.*|subject)"),
        "message",
    ),
    ((r"(full |patient |client |contact |customer )?name|(what .*)?your( full)? name|"
     r"(.* )?full name"), "name"),
)  # fmt: skip
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PHONE = re.compile(r"'?[+(]?\d[\d\s().\-/]{6,20}")
_ENOUGH = 0.6


def by_name(column: str) -> str | None:
    """The field that the name asks for; None when it says nothing."""
    name = plain(re.sub(r"\(\d+\)$", "", column))
    return next((field for rule, field in _RULES if re.fullmatch(rule, name)), None)


def by_content(values: Sequence[str]) -> str | None:
    """The field that most of these look like; LEFT_OUT when there is nothing."""
    told = [value.strip() for value in values if value.strip()]
    if not told:
        return LEFT_OUT
    for field, look in (("email", _EMAIL), ("phone", _PHONE)):
        if sum(look.fullmatch(value) is not None for value in told) >= _ENOUGH * len(told):
            return field
    return None


_STATUSES = {title.casefold(): status for status, title in STATUS_TITLES.items()}
_STATUSES |= {status.value: status for status in STATUS_TITLES}


def are_statuses(values: Sequence[str]) -> bool:
    told = [value.strip().casefold() for value in values if value.strip()]
    return bool(told) and all(value in _STATUSES for value in told)


def status_called(value: str) -> str | None:
    """Ours by its word or its title; None for an unknown one."""
    return _STATUSES.get(value.strip().casefold())
