"""How to reach somebody: one spelling for each address and number, and the digits to find it by."""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatcher,
)

from models.base.refusal import Refused
from models.clinic.setting import DEFAULTS

DIALLED = r"^(?=(?:\D*\d){3})(?=(?:\W*\w){5})[^\u0000]*$"
"""At least three digits among at least five keys: 0800 FLOWERS is a number too."""


_UNSEEN = frozenset({"Cf", "Cc"})
_WITHIN_NAME = re.compile(r"[^<>]*<\s*([^<>]+?)\s*>[\s,;.]*")
_MAILTO = re.compile(r"(?i)^mailto:\s*")


SHORTEST_NUMBER = 100_000
"""A number below it, such as the 0800 of 0800 FLOWERS, is a part of one."""


class BadContact(Refused):
    """An address or a number that nobody could use."""


def read_email(email: str) -> str:
    """The address as it will be kept: out of `mailto:`, `Name <…>` and signs that nobody sees.

    An address whose own signs look like wrapping, such as `'@example.com`, stays as it is.
    Errors: BadContact, with what is wrong with it.
    """
    address = bare_address(email)
    kept = _normalized(address) or _normalized(email.strip())
    if not kept:
        raise BadContact(_why_unusable(address) or "Write the email address like name@example.com.")
    return kept


def _normalized(address: str) -> str:
    """Empty when mail cannot be sent to it."""
    if _why_unusable(address):
        return ""
    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        return ""


def bare_address(email: str) -> str:
    """What stands in `mailto:`, in `Name <…>` and between signs that nobody sees, as it is."""
    seen = "".join(sign for sign in email if unicodedata.category(sign) not in _UNSEEN)
    within = _WITHIN_NAME.fullmatch(seen)
    bare = (within[1] if within else seen).strip().strip("<>\"',;")
    if _MAILTO.match(bare):
        bare = _MAILTO.sub("", bare).partition("?")[0]
    return bare.strip().rstrip(".")


def _why_unusable(address: str) -> str:
    reasons = (
        (address.count("@") > 1, "Write one email address, like name@example.com."),
        (
            "@" not in address,
            "There is no @ in the email address. Write it like name@example.com.",
        ),
        (
            any(map(str.isspace, address)),
            "There is a space in the email address. Write it like name@example.com.",
        ),
        (
            "." not in address.rpartition("@")[2],
            "The email address ends too early. Write it like name@example.com.",
        ),
    )
    return next((reason for is_so, reason in reasons if is_so), "")


def email_key(email: str) -> str:
    """The same for every spelling of one address; empty for none."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def read_phone(phone: str) -> str:
    """The number as it was typed, words like “after 6” included. Errors: BadContact."""
    if not re.search(DIALLED, phone):
        raise BadContact("Write the phone number with the digits that we should dial.")
    return phone


def phone_key(phone: str, region: str = DEFAULTS["phone_region"]) -> str:
    """E.164, such as `+12125550147`, read as dialled in `region`; empty when it can't be."""
    number = _parsed(phone, region)
    if number is None or not phonenumbers.is_possible_number(number):
        return ""
    return f"+{number.country_code}{phonenumbers.national_significant_number(number)}"


def phone_digits(phone: str, region: str = DEFAULTS["phone_region"]) -> str:
    """Every run of digits that a person may search for, as separate words.

    `+1 (212) 555-0147` gives the number with its country and without, each group of it, and
    each tail: 5550147, 0147.
    """
    typed = _digits(phone).split()
    found = ["".join(typed), *typed]
    for number in _numbers(phone, region):
        groups = _digits(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)).split()
        tails = accumulate(reversed(groups), lambda tail, group: group + tail)
        national = phonenumbers.national_significant_number(number)
        found += [f"{number.country_code}{national}", national, *groups, *tails]
    return " ".join(dict.fromkeys(filter(None, found)))


def _parsed(phone: str, region: str) -> PhoneNumber | None:
    return next(iter(_numbers(phone, region)), None)


@lru_cache(maxsize=64)
def _numbers(phone: str, region: str) -> tuple[PhoneNumber, ...]:
    """Those in it that can be dialled, whatever is said around them; or letters as keys."""
    found = PhoneNumberMatcher(phone, region, leniency=Leniency.POSSIBLE)
    numbers = [
        match.number for match in found if (match.number.national_number or 0) >= SHORTEST_NUMBER
    ]
    if numbers or not phone:
        return tuple(numbers)
    try:
        return (phonenumbers.parse(phone, region),)
    except NumberParseException:
        return ()


def _digits(text: str) -> str:
    """Runs of digits in ASCII, whatever the script they were typed in."""
    runs = re.sub(r"\D", " ", text)
    return runs if runs.isascii() else re.sub(r"\d", _ascii_digit, runs)


def _ascii_digit(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))
