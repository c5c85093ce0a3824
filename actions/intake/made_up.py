"""People who never were, what they might ask a clinic for, and what became of it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from slugify import slugify

import settings
from models.enquiries.contact import phone_digits, phone_key
from models.enquiries.enquiry import EnquirySource, Priority, Status
from models.enquiries.risk.phrases import risk_phrases_in
from models.intake.receipt import ALPHABET

# Ranges that the regulators keep free for stories: nobody answers there.
PHONES = ("07700 900{:03d}", "01632 960{:03d}", "020 7946 0{:03d}", "+1 (212) 555-0{:03d}")
STATUS_CHANCES = (
    (timedelta(days=3), (60, 20, 8, 6, 2, 4)),
    (timedelta(days=14), (10, 15, 15, 35, 20, 5)),
    (timedelta.max, (1, 2, 3, 55, 35, 4)),
)
AT_RISK, UNSAID, LONG, NOTED = 0.005, 0.08, 0.01, 0.4
SOURCES = (EnquirySource.WEB,) * 8 + (EnquirySource.API, EnquirySource.DESK)
PRIORITIES = (Priority.NORMAL,) * 14 + (Priority.HIGH, Priority.LOW)
EMAIL, PHONE = 0.85, 0.65
UNTOUCHED = frozenset({Status.NEW, Status.SPAM})
SPREAD = 1_234_567_891
"""Steps through all references without meeting one twice: no factor in common with 30⁸."""


@dataclass(frozen=True, slots=True)
class DemoWords:
    """The lists of `data/demo_enquiries.json`."""

    first_names: list[str]
    last_names: list[str]
    openings: list[str]
    reasons: list[str]
    wishes: list[str]
    at_risk: list[str]
    spam: list[str]
    notes: list[str]
    close_reasons: list[str]
    preferred: list[str]
    hours: list[int]
    weekdays: list[int]


@cache
def words() -> DemoWords:
    return DemoWords(
        **json.loads((settings.ROOT / "data" / "demo_enquiries.json").read_text("utf-8"))
    )


@dataclass(frozen=True, slots=True)
class Clinic:
    """Whom and what enquiries may belong to: ids of staff and articles, names of services."""

    staff: tuple[int, ...]
    articles: tuple[int, ...]
    services: tuple[str, ...]
    risk_phrases: tuple[str, ...]


def enquiry(
    number: int, at: datetime, age: timedelta, clinic: Clinic, rng: Random
) -> dict[str, Any]:
    """A row of the enquiry table, which gives it its id; one in 200 asks for a call today."""
    chances = next(chances for limit, chances in STATUS_CHANCES if age < limit)
    status = rng.choices(tuple(Status), chances)[0]
    is_at_risk = status is not Status.SPAM and rng.random() < AT_RISK
    row = {
        "reference": _reference(number),
        "received_at": at,
        "service": "" if rng.random() < UNSAID else rng.choice(clinic.services),
        "preferred_at": rng.choice(words().preferred),
        "article_id": rng.choice(clinic.articles) if clinic.articles else None,
        "source": rng.choice(SOURCES),
        "priority": rng.choice(PRIORITIES),
        "status": status,
        "spam_reasons": ["links"] if status is Status.SPAM else [],
        "message": _message(status, rng, is_at_risk=is_at_risk),
        "is_at_risk": is_at_risk,
    }
    return row | _person(number, rng) | _progress(row, age, clinic, rng)


def _reference(number: int) -> str:
    number, letters = number * SPREAD % len(ALPHABET) ** 8, ""
    for _ in range(8):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return f"CD-{letters[:4]}-{letters[4:]}"


def _person(number: int, rng: Random) -> dict[str, str]:
    """With an email, a phone, or both."""
    first, last = rng.choice(words().first_names), rng.choice(words().last_names)
    reach = rng.random()
    email = f"{_plain(first)}.{_plain(last)}{number % 9_973}@example.com" if reach < EMAIL else ""
    phone = rng.choice(PHONES).format(rng.randrange(1_000)) if reach > 1 - PHONE else ""
    key, digits = _dialled(phone)
    return {
        "name": f"{first} {last}",
        "email": email,
        "email_key": email,
        "phone": phone,
        "phone_key": key,
        "phone_digits": digits,
    }


@cache
def _plain(name: str) -> str:
    return slugify(name, separator="")


@cache
def _dialled(phone: str) -> tuple[str, str]:
    return (phone_key(phone), phone_digits(phone)) if phone else ("", "")


def _message(status: Status, rng: Random, *, is_at_risk: bool) -> str:
    if status is Status.SPAM:
        return rng.choice(words().spam)
    if is_at_risk:
        return rng.choice(words().at_risk)
    paragraph = f"{rng.choice(words().openings)} {rng.choice(words().reasons)}."
    if rng.random() < LONG:
        story = ". ".join(rng.choices(words().reasons, k=40))
        paragraph += f"\n\n{story[0].upper()}{story[1:]}."
    return f"{paragraph} {rng.choice(words().wishes)}"


def _progress(row: dict[str, Any], age: timedelta, clinic: Clinic, rng: Random) -> dict[str, Any]:
    """Who has it, what they noted, and whether somebody saw to the risk: all of it by now."""
    is_touched = row["status"] not in UNTOUCHED
    staff_id = rng.choice(clinic.staff) if clinic.staff and is_touched else None
    answered_at = row["received_at"] + min(timedelta(minutes=rng.randrange(5, 600)), age)
    is_seen = row["is_at_risk"] and is_touched
    return {
        "assigned_to_id": staff_id,
        "first_answered_at": answered_at if is_touched else None,
        "notes": rng.choice(words().notes) if is_touched and rng.random() < NOTED else "",
        "close_reason": (
            rng.choice(words().close_reasons) if row["status"] is Status.CLOSED else ""
        ),
        "risk_phrases": list(_phrases(row["message"], clinic)) if row["is_at_risk"] else [],
        "risk_acknowledged_at": answered_at if is_seen else None,
        "risk_acknowledged_by_id": staff_id if is_seen else None,
    }


@cache
def _phrases(message: str, clinic: Clinic) -> tuple[str, ...]:
    return tuple(risk_phrases_in(message, clinic.risk_phrases))


def timeline(row: dict[str, Any]) -> list[dict[str, Any]]:
    """What happened to this enquiry, whose row has its id by now, as rows of its events."""
    first = Status.SPAM if row["status"] is Status.SPAM else Status.NEW
    events = [_event(row, row["received_at"], "received", new=first)]
    if at := row["first_answered_at"]:
        events.append(_event(row, at, "status", old=first, new=row["status"]))
        if row["notes"]:
            events.append(_event(row, at, "note", text=row["notes"]))
    return events


def _event(row: dict[str, Any], at: datetime, kind: str, **told: str) -> dict[str, Any]:
    by_id = None if kind == "received" else row["assigned_to_id"]
    blank = {"old": "", "new": "", "text": ""}
    return blank | {"enquiry_id": row["id"], "at": at, "by_id": by_id, "kind": kind} | told
