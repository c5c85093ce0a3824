"""Keeping what somebody writes down at the desk, until they save or discard it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.base.refusal import Refused
from models.base.table import now
from models.base.text import LONG_TEXT, clean_text
from models.intake.entry_draft import (
    EntryDraft,
    entry_draft_of,
    entry_drafts_too_old,
    forget_entries_too_old,
    forget_entry_of,
)
from models.staff.member import Actor, Permission

ENTRY_FIELDS = frozenset(
    {"came_by", "name", "phone", "email", "service", "preferred_at", "message", "consent"}
)


class EntryTakenOver(Refused):
    """Another window of the same person goes on with it."""

    words = "You went on with this in another window. What you type here is not kept."


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """`fields` is empty when there is nothing to go on with."""

    fields: Mapping[str, str]
    written_at: datetime


def take_up_entry(session: Session, mark: str, *, by: Actor) -> KeptEntry:
    """Go on where this person left off: on the page with this `mark` from now on, and no other.

    Errors: NotAllowed.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    draft = session.scalar(entry_draft_of(by.id))
    if draft is None:
        draft = EntryDraft(staff_id=by.id, fields={}, written_at=now())
        session.add(draft)
    draft.mark = mark
    session.flush()
    return KeptEntry({name: str(text) for name, text in draft.fields.items()}, draft.written_at)


def entry_as_kept(session: Session, *, by: Actor) -> Mapping[str, str]:
    """Errors: NotAllowed."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    draft = session.scalar(entry_draft_of(by.id))
    return {name: str(text) for name, text in draft.fields.items()} if draft else {}


def keep_entry(
    session: Session, mark: str, fields: Mapping[str, str], *, by: Actor
) -> datetime | None:
    """When it was kept; None when it was saved or discarded already, or is empty again.

    Errors: NotAllowed, BadText, EntryTakenOver.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    draft = session.scalar(entry_draft_of(by.id))
    if draft is None:
        return None
    if draft.mark != mark:
        raise EntryTakenOver
    clean = {
        name: clean_text(text, field="The text", limit=LONG_TEXT)
        for name, text in fields.items()
        if name in ENTRY_FIELDS
    }
    draft.fields = {name: text for name, text in ({**draft.fields, **clean}).items() if text}
    draft.written_at = now()
    return draft.written_at if draft.fields else None


def forget_entry(session: Session, mark: str, *, by: Actor) -> None:
    """It was saved or discarded; what another window went on with stays. Errors: NotAllowed."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    session.execute(forget_entry_of(by.id).where(EntryDraft.mark == mark))


def is_any_entry_too_old(session: Session) -> bool:
    return session.scalar(entry_drafts_too_old().limit(1)) is not None


def forget_old_entries(session: Session) -> None:
    session.execute(forget_entries_too_old())
