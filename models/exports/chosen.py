"""Which enquiries somebody chose, in words."""

from collections.abc import Mapping
from typing import Any

from models.exports.days import days_in_words

FILTER_WORDS = {
    "q": "search",
    "assigned": "assigned to",
    "risk": "at risk",
    "due": "to follow up",
    "open_only": "open only",
    "booked_since": "appointment since",
    "booked_until": "appointment until",
    "sort": "sorted by",
    "counted": "without spam and merged ones",
    "answered": "answered or booked",
    "late": "answered late or overdue",
    "reason": "closed because",
    "source": "came by",
    "call": "call to action",
    "without_article": "no article",
    "hour": "weekday (0 is Sunday) and hour",
}


def in_words(chosen: Mapping[str, Any]) -> str:
    """What was chosen, for a person."""
    said = [f"{len(chosen['ids']):,} chosen one by one"] if "ids" in chosen else []
    asked = chosen.get("filter", {}).items()
    said += [f"{FILTER_WORDS.get(name, name)} {value}" for name, value in asked]
    return ", ".join([*said, *days_in_words(chosen.get("days", {}))]) or "Everything"
