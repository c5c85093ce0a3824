"""Replies that are written again and again: their text, with places for what differs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

import settings
from models.base.text import BadText, clean_line, clean_text
from models.enquiries.enquiry import Enquiry
from models.enquiries.replies.afterwards import clean_afterwards

PLACES: dict[str, str] = {
    "name": "the person's name",
    "reference": "the reference of the enquiry",
    "clinic": "the clinic's name",
    "booked time": "when the appointment is",
    "service": "the service they asked for",
    "preferred time": "when they would like to come",
}
TELLING = frozenset({"service", "preferred time"})
"""They say something about somebody's health or life: never part of a link, only to be copied."""
LONGEST_BODY = 1_500
LONGEST_MAIL = 5_000
LONGEST_QUOTE = 20
"""From so many letters on, a line of theirs in the text tells what they wrote."""
MOST_REPLIES = 30
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Reply:
    """`lacking` names the places for which this enquiry has nothing; `tells` forbids a link."""

    subject: str
    body: str
    lacking: list[str]
    tells: bool


def mail_link(email: str, subject: str, body: str) -> str:
    """Address, subject and text for one's own mail program."""
    text = quote(body.replace("\n", "\r\n"))
    return f"mailto:{quote(email, safe='@')}?subject={quote(subject)}&body={text}"


def telling(enquiry: Enquiry, text: str) -> list[str]:
    """What of their health or life this text tells, in words; by default no mail holds any."""
    there = " ".join(text.casefold().split())
    lines = [line for line in enquiry.message.splitlines() if len(line.strip()) >= LONGEST_QUOTE]
    known: dict[str, list[str]] = {
        "the service": [enquiry.service],
        "the time they would like": [enquiry.preferred_at],
        "what they wrote": [*lines, *(enquiry.risk_phrases or [])],
    }
    return [
        what
        for what, parts in known.items()
        if any(" ".join(part.casefold().split()) in there for part in parts if part.strip())
    ]


def unfilled(enquiry: Enquiry, text: str) -> list[str]:
    """Places that still stand in it because this enquiry has nothing for them."""
    told = _told(enquiry)
    left = {_name(found) for found in _PLACE.findall(text)}
    return [place for place in PLACES if place in left and not told[place]]


def reply_to(enquiry: Enquiry, template: Mapping[str, str]) -> Reply:
    """What stands in a place is taken to the letter: braces in a name fill in nothing.

    A place for which there is nothing stays, to be filled in by hand.
    """
    text = template["subject"] + template["body"]
    used = {_name(found) for found in _PLACE.findall(text)}
    told = _told(enquiry)
    lacking = [place for place in PLACES if place in used and not told[place]]
    subject, body = (_filled(template[part], told) for part in ("subject", "body"))
    return Reply(subject, body, lacking, tells=bool(used & TELLING))


def _told(enquiry: Enquiry) -> dict[str, str]:
    """Each on one line, so that nothing of it can begin another header of a mail."""
    told = {
        "name": enquiry.name,
        "reference": enquiry.reference,
        "clinic": settings.CLINIC_NAME,
        "booked time": _spoken(enquiry.booked_for),
        "service": enquiry.service,
        "preferred time": enquiry.preferred_at,
    }
    return {place: " ".join(value.split()) for place, value in told.items()}


def _spoken(moment: datetime | None) -> str:
    if moment is None:
        return ""
    there = moment.astimezone(settings.TIMEZONE)
    return f"{there:%A} {there.day} {there:%B %Y}, {there:%H:%M}"


def _filled(text: str, told: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda found: told.get(_name(found[1])) or found[0], text)


def _name(written: str) -> str:
    return " ".join(written.casefold().replace("_", " ").split())


def clean_replies(value: list[Any]) -> list[dict[str, str]]:
    """Those with a name; an empty one is left out. Errors: BadText."""
    replies = [_clean(each) for each in value]
    kept = [each for each in replies if any(each.values())]
    names = [each["name"] for each in kept]
    if len(set(names)) < len(names):
        raise BadText("The names", "must differ, so that a reply can be chosen by its name")
    if len(kept) > MOST_REPLIES:
        raise BadText("The replies", f"are too many: at most {MOST_REPLIES}")
    return kept


def _clean(reply: Mapping[str, str]) -> dict[str, str]:
    clean = {
        "name": clean_line(reply["name"], field="The name", limit=60),
        "subject": clean_line(reply["subject"], field="The subject", limit=150),
        "body": clean_text(reply["body"], field="The text", limit=LONGEST_BODY),
    }
    clean |= clean_afterwards(reply)
    if any(clean.values()) and not (clean["name"] and clean["body"]):
        raise BadText("A reply", "needs both a name and a text; empty both to remove it")
    _must_know(clean["subject"] + clean["body"], clean["name"])
    return clean


def _must_know(text: str, name: str) -> None:
    """Errors: BadText for a place that is none."""
    for written in _PLACE.findall(text):
        if _name(written) not in PLACES:
            known = ", ".join(f"{{{place}}}" for place in PLACES)
            raise BadText(f"“{name}”", f"has {{{written}}}, which is unknown; known are {known}")
