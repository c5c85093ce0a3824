"""What each setting may hold: cleaned as it is kept, or refused with what to do."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from models.clinic_hours import read_spans, written
from models.contact import BadContact, read_email
from models.copy_rules import BY_ID, Rule, Severity
from models.copy_rules import MOST_PHRASES as MOST_COPY_PHRASES
from models.reply import clean_replies
from models.staff import Role
from models.text import BadText, clean_line, clean_text

LONGEST_PROTOCOL = 2_000
LONGEST_WORDING = 1_000
LONGEST_SERVICE = 120
MOST_SERVICES = 60
MOST_PHRASES = 500
MOST_RECIPIENTS = 20
LONGEST_INTERVAL = 60
MOST_HOLIDAYS = 500
MOST_MINUTES = 28 * 24 * 60
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def clean_lines(
    lines: list[str], *, field: str, each: str, most: int, limit: int = 300
) -> list[str]:
    """Each once, in order, without empty ones. Errors: BadText."""
    clean = [clean_line(line, field=each, limit=limit) for line in lines]
    kept = list(dict.fromkeys(filter(None, clean)))
    if len(kept) > most:
        raise BadText(field, f"are too many: {len(kept):,}, at most {most:,}")
    return kept


def _phrases(value: list[str]) -> list[str]:
    return clean_lines(value, field="The phrases", each="A phrase", most=MOST_PHRASES)


def _roles(value: list[str]) -> list[str]:
    if unknown := set(value) - set(Role):
        raise BadText("Roles", f"are not all known: {', '.join(sorted(unknown))}")
    return sorted(set(value))


def _protocol(value: str) -> str:
    return clean_text(value, field="What we do then", limit=LONGEST_PROTOCOL)


def _services(value: list[str]) -> list[str]:
    limit, most = LONGEST_SERVICE, MOST_SERVICES
    return clean_lines(value, field="The services", each="A service", most=most, limit=limit)


def _wording(value: str) -> str:
    clean = clean_text(value, field="The wording of consent", limit=LONGEST_WORDING)
    if not clean:
        raise BadText("The wording of consent", "is empty: people must read what they agree to")
    return clean


def _months(value: int) -> int:
    if not 1 <= value <= LONGEST_INTERVAL:
        raise BadText("The interval", f"must be 1 to {LONGEST_INTERVAL} months")
    return value


def _hours(value: list[str]) -> list[str]:
    return [_hours_of_day(day, typed) for day, typed in zip(WEEKDAYS, value, strict=True)]


def _hours_of_day(day: str, typed: str) -> str:
    clean = clean_line(typed, field=day, limit=LONGEST_SERVICE)
    try:
        return written(read_spans(clean))
    except ValueError as wrong:
        raise BadText(f"{day}:", str(wrong)) from wrong


def _holidays(value: list[str]) -> list[str]:
    days = clean_lines(value, field="The holidays", each="A holiday", most=MOST_HOLIDAYS)
    return sorted({_day(typed) for typed in days})


def _day(typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError as wrong:
        raise BadText("A holiday", "is written like 2026-12-25, one a line") from wrong


def _answer_within(value: int) -> int:
    if not 0 < value <= MOST_MINUTES:
        raise BadText("The time for a first answer", "is between a minute and four weeks")
    return value


def _appointment(value: int) -> int:
    if not 5 <= value <= 24 * 60:  # noqa: PLR2004
        raise BadText("An appointment", "lasts from 5 minutes to a day")
    return value


def _copy_rules(value: dict[str, Any]) -> dict[str, Any]:
    """Rules that we have, each with a severity or phrases of its own."""
    return {each: _copy_rule(BY_ID[each], value[each]) for each in sorted(value) if each in BY_ID}


def _copy_rule(rule: Rule, value: dict[str, Any]) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    if severity := value.get("severity"):
        clean["severity"] = Severity(severity).value
    if "phrases" in value:
        field = f"The phrases of “{rule.title}”"
        clean["phrases"] = clean_lines(
            value["phrases"], field=field, each=field, most=MOST_COPY_PHRASES, limit=120
        )
    return clean


def _recipients(value: list[str]) -> list[str]:
    lines = clean_lines(value, field="The recipients", each="An address", most=MOST_RECIPIENTS)
    try:
        return [read_email(line) for line in lines]
    except BadContact as bad:
        raise BadText("Mail to", f"holds what is no address. {bad}") from bad


def _minutes(value: int) -> int:
    if not 1 <= value <= 24 * 60:
        raise BadText("The pause between mails", "is from 1 minute to a day")
    return value


def _webhook(value: str) -> str:
    """http or https, a host, no name and password: a secret has no place in a setting."""
    url = clean_text(value, field="The webhook", limit=500)
    with suppress(ValueError):
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        if not url or (is_web and parts.username is None and re.fullmatch("[!-~]+", url)):
            return url
    raise BadText("The webhook", "must be an address like https://example.com/hook")


RULES: Mapping[str, Callable[[Any], Any]] = {
    "copy_rules": _copy_rules,
    "masked_roles": _roles,
    "risk_phrases": _phrases,
    "risk_protocol": _protocol,
    "services": _services,
    "consent_wording": _wording,
    "appointment_minutes": _appointment,
    "reply_templates": clean_replies,
    "mail_recipients": _recipients,
    "mail_every_minutes": _minutes,
    "webhook_url": _webhook,
    "review_months": _months,
    "clinic_hours": _hours,
    "holidays": _holidays,
    "answer_within_minutes": _answer_within,
}


def clean_setting(name: str, value: Any) -> Any:
    """The value as it is kept. Errors: BadText, whose words are for the person."""
    rule = RULES.get(name)
    return rule(value) if rule else value
