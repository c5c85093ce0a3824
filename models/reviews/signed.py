"""Whether a text is the very one that a clinician signed."""

import json
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from models.articles.page import PageContent
from models.reviews.review import SignOff

SAID = (
    "kind",
    "heading",
    "body",
    "image",
    "alt",
    "is_decorative",
    "caption",
    "button_label",
)


def fingerprints(content: PageContent) -> dict[str, Any]:
    """One of each public part, by section id; the title and introduction stand under "title".

    The order of the parts, the byline and what search engines read are no part of it.
    """
    parts: dict[str, list[Any]] = {"title": [content["title"], content["standfirst"]]}
    for section in content["sections"]:
        parts[str(section["id"])] = [section.get(name) for name in SAID]
    return {part: _print(said) for part, said in parts.items()}


def covering(sign_offs: Iterable[SignOff], content: PageContent) -> SignOff | None:
    """The first that was given for just this text: no part more, less, or otherwise."""
    shown = fingerprints(content)
    return next((signed for signed in sign_offs if signed.texts == shown), None)


def months_after(day: date, months: int) -> date:
    """The same day of the month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _print(said: list[Any]) -> str:
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]
