"""Keeping a note that somebody has begun, until they save it or empty it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from models.base.table import now
from models.base.text import LONG_TEXT, clean_text
from models.enquiries.enquiry import Enquiry
from models.enquiries.event import notes_since
from models.enquiries.note_draft import NoteDraft, note_draft_of
from models.staff.member import Actor, Permission

ON_ITS_WAY = timedelta(seconds=10)


def has_note_draft(session: Session, enquiry_id: int, *, by: Actor) -> bool:
    """Whether this person has half a note there. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return session.scalar(note_draft_of(by.id, enquiry_id)) is not None


def keep_note_draft(session: Session, enquiry_id: int, text: str, *, by: Actor) -> None:
    """One per person and enquiry; an empty text forgets it. Errors: NotAllowed, BadText."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    if by.id is None:
        return
    draft = session.scalar(note_draft_of(by.id, enquiry_id))
    text = clean_text(text, field="The note", limit=LONG_TEXT)
    if draft and text:
        draft.text, draft.written_at = text, now()
    elif draft:
        session.delete(draft)
    elif text:
        session.add(NoteDraft(staff_id=by.id, enquiry_id=enquiry_id, text=text))


def keep_typed_note(session: Session, enquiry_id: int, text: str, *, by: Actor) -> NoteDraft | None:
    """Keep what a tab sends while somebody types; None when there is nothing (more) to keep.

    Sent before the note was saved and come after it, it begins no new draft.
    Errors: NotAllowed, BadText.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    saved = session.scalars(notes_since(now() - ON_ITS_WAY, by.id, enquiry_id))
    is_late = any(note.startswith(text.strip()) for note in saved)
    if session.get(Enquiry, enquiry_id) is None or (
        is_late and session.scalar(note_draft_of(by.id, enquiry_id)) is None
    ):
        return None
    keep_note_draft(session, enquiry_id, text, by=by)
    session.flush()
    return session.scalar(note_draft_of(by.id, enquiry_id))
