"""What the settings of the enquiry desk may hold: risk phrases and protocol, replies, masking."""

from models.base.text import BadText, clean_text
from models.clinic.rules import SettingRule, clean_lines
from models.enquiries.reply import clean_replies
from models.staff.member import Role

LONGEST_PROTOCOL = 2_000
MOST_PHRASES = 500


def _phrases(value: list[str]) -> list[str]:
    return clean_lines(value, field="The phrases", each="A phrase", most=MOST_PHRASES)


def _roles(value: list[str]) -> list[str]:
    if unknown := set(value) - set(Role):
        raise BadText("Roles", f"are not all known: {', '.join(sorted(unknown))}")
    return sorted(set(value))


def _protocol(value: str) -> str:
    return clean_text(value, field="What we do then", limit=LONGEST_PROTOCOL)


RULES: dict[str, SettingRule] = {
    "masked_roles": _roles,
    "risk_phrases": _phrases,
    "risk_protocol": _protocol,
    "reply_templates": clean_replies,
}
