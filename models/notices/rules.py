"""What the settings of notices may hold: who is told, how often, and by which webhook."""

import re
from contextlib import suppress
from urllib.parse import urlsplit

from models.base.text import BadText, clean_text
from models.clinic.rules import SettingRule, clean_lines
from models.enquiries.contact import BadContact, read_email

MOST_RECIPIENTS = 20


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


RULES: dict[str, SettingRule] = {
    "mail_recipients": _recipients,
    "mail_every_minutes": _minutes,
    "webhook_url": _webhook,
}
