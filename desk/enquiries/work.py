"""Doing something to an enquiry from a click, and saying what came of it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime

from sqlalchemy.orm import Session

from actions.enquiries.batch import EnquiryOutcome
from actions.enquiries.changes import (
    MoveRefused,
    PastChange,
    StaleEnquiry,
    batch_made,
)
from desk.enquiries.drawn import Drawn
from desk.enquiries.listing.address import open_id
from desk.enquiries.said import keep_said
from desk.frame.acting import Gesture, Unless, attempted
from desk.frame.messages import escaped
from desk.widgets.clock import spoken, spoken_day
from models.enquiries.enquiry import STATUS_TITLES, Enquiry, Status
from models.staff.member import Actor

MOST_NAMED, MOST_IN_A_LINE = 10, 3


def attempt_change(gesture: Gesture[object], done: str, *, about: Drawn | None = None) -> bool:
    """For callbacks: do it in one transaction, keep the words for the next run. Was it done?

    `done` in Markdown, without the name of whom it is about; nothing is said when it is empty.
    """
    name = f"**{escaped(about.name)}** · " if about else ""

    def tell(words: str) -> None:
        keep_said(name + words, is_trouble=True, about=about.id if about else None)

    def whole(session: Session, by: Actor) -> tuple[int | None]:
        gesture(session, by)
        return (batch_made(session),)

    stale: Unless = {StaleEnquiry: lambda stale: tell(_meanwhile(stale.changes, done))}
    made = attempted(whole, tell=tell, unless=stale)
    if made and done:
        keep_said(name + done, about=about.id if about else None, batch_id=made[0])
    return made is not None


def attempt_on(drawn: Drawn, gesture: Gesture[object], done: str) -> bool:
    """The same to the one who is open, and to nobody when another has been opened meanwhile."""
    if open_id() != drawn.id:
        moved_on(drawn.name)
        return False
    return attempt_change(gesture, done, about=drawn)


def is_refused(enquiry: Enquiry, must_allow: Callable[[Enquiry], None]) -> bool:
    """Says so with the name, before anything is asked that would be asked in vain."""
    try:
        must_allow(enquiry)
    except MoveRefused as refused:
        words = f"**{escaped(enquiry.name)}** · {escaped(refused.words)}"
        keep_said(words, is_trouble=True, about=enquiry.id)
        return True
    return False


def moved_on(name: str = "") -> None:
    who = f"**{escaped(name)}** is" if name else "Whom you saw is"
    keep_said(f"{who} no longer open here. Nothing was changed.", is_trouble=True)


def report(done: str, outcomes: Sequence[EnquiryOutcome], batch_id: int | None = None) -> None:
    """For callbacks: to whom it was `done` (in Markdown), and why not to others."""
    made = [outcome for outcome in outcomes if outcome.is_done]
    failed = sum(bool(outcome.refused) for outcome in outcomes)
    about = made[0].enquiry_id if len(made) == 1 else None
    is_one = len(made) == len(outcomes) == 1
    words = f"{_names(made)}{done}" + ("" if is_one else f": {len(made)} done")
    words += f", {failed} failed:  \n{enquiry_refusals(outcomes)}" if failed else "."
    keep_said(words, is_trouble=bool(failed), about=about, batch_id=batch_id)


def _names(made: Sequence[EnquiryOutcome]) -> str:
    names = [f"**{escaped(outcome.name)}**" for outcome in made[:MOST_IN_A_LINE]]
    if len(made) > MOST_IN_A_LINE:
        names.append(f"{len(made) - MOST_IN_A_LINE} more")
    return f"{', '.join(names)} · " if names else ""


def enquiry_refusals(outcomes: Sequence[EnquiryOutcome]) -> str:
    """In Markdown, a line for each of the first few."""
    refused = [outcome for outcome in outcomes if outcome.refused]
    lines = [
        f"{escaped(outcome.name) or 'One'}: {escaped(outcome.refused)}"
        for outcome in refused[:MOST_NAMED]
    ]
    if len(refused) > MOST_NAMED:
        lines.append(f"and {len(refused) - MOST_NAMED} more.")
    return "  \n".join(lines)


def _meanwhile(changes: list[PastChange], wanted: str) -> str:
    told = "; ".join(
        f"{escaped(change.by)} {what_changed(change.kind, change.old, change.new, change.by)} "
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


def what_changed(kind: str, old: str, new: str, by: str = "") -> str:
    """In Markdown, after the name of whoever did it: “moved it from New to Booked”."""
    if kind == "assigned" and new == by:
        return "took it"
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
