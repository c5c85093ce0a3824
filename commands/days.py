"""Days as they are written in a terminal: one of them, or a first and a last with two dots."""

from datetime import date

from commands.failure import CommandFailed
from models.exports.days import DayOf, days_between

EXAMPLE = "2026-10-01..2026-10-31, 2026-10-01.. or ..2026-10-31"


def days_asked(given: dict[DayOf, str]) -> dict[str, list[str]]:
    """As models/exports/days.py reads them. Errors: CommandFailed."""
    return {kind.value: _span(kind, said.strip()) for kind, said in given.items() if said.strip()}


def _span(kind: DayOf, said: str) -> list[str]:
    first, dots, last = said.partition("..")
    try:
        since, until = (date.fromisoformat(day) if day else None for day in (first, last))
    except ValueError:
        raise CommandFailed(f"--{kind}: write days like {EXAMPLE}, not “{said}”.") from None
    if not (since or until):
        raise CommandFailed(f"--{kind}: write days like {EXAMPLE}.")
    if since and until and until < since:
        raise CommandFailed(f"--{kind}: the last day is before the first.")
    return days_between(since, until if dots else since)
