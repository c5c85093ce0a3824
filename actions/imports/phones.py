"""Phone numbers that a spreadsheet has damaged: mended where only one number can be meant."""

import re

import phonenumbers
from phonenumbers import NumberParseException, ValidationResult

from actions.imports.table import Cell, as_text

_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NONE = frozenset({"-", "–", "—", "n/a", "na", "none", "no", "not provided", "null"})
_LONGEST = 15


class ShortenedPhone(ValueError):
    """Digits are lost for good; the words say what to do."""

    def __init__(self, shown: str) -> None:
        super().__init__(
            f"The phone number was shortened to {shown} by a spreadsheet; its last digits are "
            "lost. Take the file anew from where it came, and do not save it in Excel first."
        )


def mended(cell: Cell, region: str) -> tuple[str, str]:
    """The number, and what was done to it; no words when nothing was. Errors: ShortenedPhone."""
    text = as_text(cell).strip()
    if _SHORTENED.fullmatch(text):
        raise ShortenedPhone(text)
    if text.casefold() in _NONE:
        return "", ""
    plain = _UNSEEN.sub("", text).strip().removeprefix("tel:").strip()
    whole = re.sub(r"(?<=\d)\.0$", "", plain)
    number = _completed(whole, region) or whole
    if number == text:
        return text, ""
    return number, f"The phone number {text} was mended to {number}."


def _completed(digits: str, region: str) -> str:
    """With the + or the 0 that a spreadsheet took away; empty when nothing is missing for sure."""
    if not digits.isascii() or not digits.isdecimal() or len(digits) > _LONGEST:
        return ""
    if digits.startswith("0"):
        return ""
    if _prefix(region) == "0" and _is_number(f"0{digits}", region):
        return f"0{digits}"
    code = str(phonenumbers.country_code_for_region(region))
    if digits.startswith(code) and _is_number(f"+{digits}", region):
        return f"+{digits}"
    return ""


def _prefix(region: str) -> str:
    return phonenumbers.ndd_prefix_for_region(region, strip_non_digits=True) or ""


def _is_number(number: str, region: str) -> bool:
    """By its length, area code included."""
    try:
        parsed = phonenumbers.parse(number, region)
    except NumberParseException:
        return False
    return phonenumbers.is_possible_number_with_reason(parsed) == ValidationResult.IS_POSSIBLE
