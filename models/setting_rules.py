"""What each setting may hold: cleaned as it is kept, or refused with what to do."""

from collections.abc import Callable, Mapping
from typing import Any

from models.text import BadText, clean_line, clean_text

LONGEST_PROTOCOL = 2_000
LONGEST_WORDING = 1_000
LONGEST_SERVICE = 120
MOST_SERVICES = 60
MOST_PHRASES = 500
LONGEST_INTERVAL = 60


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


RULES: Mapping[str, Callable[[Any], Any]] = {
    "risk_phrases": _phrases,
    "risk_protocol": _protocol,
    "services": _services,
    "consent_wording": _wording,
    "review_months": _months,
}


def clean_setting(name: str, value: Any) -> Any:
    """The value as it is kept. Errors: BadText, whose words are for the person."""
    rule = RULES.get(name)
    return rule(value) if rule else value
