"""How to reach somebody: one spelling for each address and number, and the digits to find it by."""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from models.clinic.setting import DEFAULTS

DIALLED = r"^(?=(?:\D*\d){3})(?=(?:\W*\w){5})[^\u0000]*$"
"""At least three digits among at least five keys: 0800 FLOWERS is a number too."""


class BadContact(ValueError):
    """An address or a number that nobody could use; the text says what to do."""


def read_email(email: str) -> str:
    """The address as it will be kept. Errors: BadContact."""
    try:
        return validate_email(email, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise BadContact("Write the email address like name@example.com.") from error


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
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def phone_digits(phone: str, region: str = DEFAULTS["phone_region"]) -> str:
    """Every run of digits that a person may search for, as separate words.

    `+1 (212) 555-0147` gives the number with its country and without, each group of it, and
    each tail: 5550147, 0147.
    """
    typed = _digits(phone).split()
    found = ["".join(typed), *typed]
    if number := _parsed(phone, region):
        groups = _digits(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)).split()
        tails = accumulate(reversed(groups), lambda tail, group: group + tail)
        national = phonenumbers.national_significant_number(number)
        found += [f"{number.country_code}{national}", national, *groups, *tails]
    return " ".join(dict.fromkeys(filter(None, found)))


@lru_cache(maxsize=64)
def _parsed(phone: str, region: str) -> PhoneNumber | None:
    if not phone:
        return None
    try:
        return phonenumbers.parse(phone, region)
    except NumberParseException:
        return None


def _digits(text: str) -> str:
    """Runs of digits in ASCII, whatever the script they were typed in."""
    runs = re.sub(r"\D", " ", text)
    return runs if runs.isascii() else re.sub(r"\d", _ascii_digit, runs)


def _ascii_digit(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))
