"""Writing a note: kept while it is half typed, for the person who types it."""

from collections.abc import Callable

import streamlit as st

from actions.enquiries.note_drafts import has_note_draft
from actions.enquiries.triage import LONGEST_NOTE, add_note
from desk.enquiries.drawn import Drawn
from desk.enquiries.work import attempt_on
from desk.frame.sign_in import signed_in_staff
from desk.widgets.plain_text.box import plain_text_box, show_anew
from desk.widgets.typing.box import keep_typing
from models.base.database import reading


def note_being_written(enquiry_id: int) -> Callable[[], int | None]:
    """Asks whether there is half a note in the box, for who_else_is_here."""

    def written() -> int | None:
        with reading() as session:
            return 0 if has_note_draft(session, enquiry_id, by=signed_in_staff()) else None

    return written


def note_box(drawn: Drawn, draft: str) -> None:
    """The key is the enquiry's alone: a change by a colleague leaves what is typed in its place."""
    key = f"e-note-{drawn.id}"
    plain_text_box(
        "Add a note",
        draft,
        key=key,
        button="Save note",
        on_save=lambda text: _save(drawn, text),
        placeholder="Called back, left a voicemail …",
        longest=LONGEST_NOTE,
    )
    if keep_typing("note", drawn.id, {"text": key}) == "copy":
        show_anew(key)
        st.rerun()


def _save(drawn: Drawn, text: str) -> bool:
    return attempt_on(
        drawn,
        lambda session, by: add_note(session, drawn.id, text, by=by, version=drawn.version),
        "Note saved.",
    )
