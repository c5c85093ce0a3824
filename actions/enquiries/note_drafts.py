"""Keeping a note that somebody has begun, until they save it or empty it."""

from sqlalchemy.orm import Session

from models.base.table import now
from models.base.text import LONG_TEXT, clean_text
from models.enquiries.note_draft import NoteDraft, note_draft_of
from models.staff.member import Actor, Permission


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
