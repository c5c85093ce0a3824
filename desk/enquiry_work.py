"""Doing something to an enquiry from a click, and saying what came of it."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from actions.enquiry_changes import Change, MoveRefused, NoSuchEnquiry, StaleEnquiry
from desk.clock import spoken
from desk.messages import escaped, keep, keep_trouble
from desk.sign_in import acting
from models.enquiry import STATUS_TITLES, Status
from models.staff import Actor
from models.text import BadText

Deed = Callable[[Session, Actor], object]
GONE = "This enquiry is no longer here; somebody erased it. Nothing was changed."


def attempt(deed: Deed, done: str) -> bool:
    """For callbacks: do it in one transaction, keep the words for the next run. Was it done?"""
    try:
        with acting() as (session, by):
            deed(session, by)
    except (MoveRefused, BadText) as refusal:
        keep_trouble(escaped(str(refusal)))
    except StaleEnquiry as stale:
        keep_trouble(_meanwhile(stale.changes))
    except NoSuchEnquiry:
        keep_trouble(GONE)
    else:
        keep(done)
        return True
    return False


def _meanwhile(changes: list[Change]) -> str:
    told = "; ".join(
        f"{escaped(change.by)} {what_changed(change.kind, change.old, change.new)} "
        f"({escaped(spoken(change.at))})"
        for change in changes
    )
    return f"Not done, because meanwhile {told}. You now see the newest; look, then do it again."


WORDS: dict[str, str] = {
    "status": "moved it from {old} to {new}",
    "assigned": "gave it to {new}",
    "priority": "set the priority to {new}",
    "tags": "set the tags to {new}",
    "risk_acknowledged": "acknowledged the risk",
    "note": "wrote a note",
    "received": "received it",
}


def what_changed(kind: str, old: str, new: str) -> str:
    """In Markdown, after a name: “moved it from New to Booked”."""
    nothing = "nobody" if kind == "assigned" else "none"
    template = WORDS.get(kind, escaped(kind.replace("_", " ")))
    return template.format(old=_title(old) or nothing, new=_title(new) or nothing)


def _title(status: str) -> str:
    return STATUS_TITLES[Status(status)] if status in set(Status) else escaped(status)
