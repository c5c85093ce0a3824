"""Doing something to an enquiry from a click, and saying what came of it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime

from sqlalchemy.orm import Session

from actions.enquiries.batch import Outcome
from actions.enquiries.changes import Change, MoveRefused, NoSuchEnquiry, StaleEnquiry
from desk.frame.messages import escaped, keep, keep_trouble
from desk.frame.sign_in import acting
from desk.widgets.clock import spoken, spoken_day
from models.base.text import BadText
from models.enquiries.enquiry import STATUS_TITLES, Status
from models.staff.member import Actor

Deed = Callable[[Session, Actor], object]
MOST_NAMED = 10
GONE = "This enquiry is no longer here; somebody erased it. Nothing was changed."


def attempt(deed: Deed, done: str) -> bool:
    """For callbacks: do it in one transaction, keep the words for the next run. Was it done?"""
    try:
        with acting() as (session, by):
            deed(session, by)
    except (MoveRefused, BadText) as refusal:
        keep_trouble(escaped(str(refusal)))
    except StaleEnquiry as stale:
        keep_trouble(_meanwhile(stale.changes, done))
    except NoSuchEnquiry:
        keep_trouble(GONE)
    else:
        keep(done)
        return True
    return False


def report(done: str, outcomes: Sequence[Outcome]) -> None:
    """For callbacks: how many were `done` (in Markdown), and why others were not."""
    many = sum(outcome.is_done for outcome in outcomes)
    failed = sum(bool(outcome.refused) for outcome in outcomes)
    if failed:
        keep_trouble(f"{done}: {many} done, {failed} failed:  \n{refusals(outcomes)}")
    else:
        keep(f"{done}: {many} done.")


def refusals(outcomes: Sequence[Outcome]) -> str:
    """In Markdown, a line for each of the first few."""
    refused = [outcome for outcome in outcomes if outcome.refused]
    lines = [
        f"{escaped(outcome.name) or 'One'}: {escaped(outcome.refused)}"
        for outcome in refused[:MOST_NAMED]
    ]
    if len(refused) > MOST_NAMED:
        lines.append(f"and {len(refused) - MOST_NAMED} more.")
    return "  \n".join(lines)


def _meanwhile(changes: list[Change], wanted: str) -> str:
    told = "; ".join(
        f"{escaped(change.by)} {what_changed(change.kind, change.old, change.new)} "
        f"({escaped(spoken(change.at))})"
        for change in changes
    )
    return (
        f"Not done, because meanwhile {told}.  \nYou wanted: {wanted}  \n"
        "You now see the newest; if it still fits, do it again."
    )


WORDS: dict[str, str] = {
    "status": "moved it from {old} to {new}",
    "assigned": "gave it to {new}",
    "priority": "set the priority to {new}",
    "tags": "set the tags to {new}",
    "risk_found": "has risk phrases, found by looking again",
    "risk_acknowledged": "acknowledged the risk",
    "note": "wrote a note",
    "received": "received it",
    "appointment": "set the appointment to {new}",
    "follow_up": "set the follow-up to {new}",
    "snoozed": "put it aside until {new}",
    "woke": "brought it back to {new}",
    "merged": "merged it into {new}",
    "merged_here": "merged {new} into it",
    "separated": "separated it from {old}",
    "linked": "linked it with {new}",
    "apart": "told it apart from {new}",
    "unlinked": "took the link with {new} away",
    "undone": "took back “{old}”: again {new}",
}


def what_changed(kind: str, old: str, new: str) -> str:
    """In Markdown, after a name: “moved it from New to Booked”."""
    nothing = "nobody" if kind == "assigned" else "none"
    template = WORDS.get(kind, escaped(kind.replace("_", " ")))
    return template.format(old=said(old) or nothing, new=said(new) or nothing)


def said(value: str) -> str:
    """In Markdown: the title of a status, a day or a moment as people say it, or the words."""
    if value in set(Status):
        return STATUS_TITLES[Status(value)]
    with suppress(ValueError):
        return spoken_day(date.fromisoformat(value))
    with suppress(ValueError):
        return escaped(spoken(datetime.fromisoformat(value)))
    return escaped(value)
