"""Writing a note: kept while it is half typed, for the person who types it."""

from collections.abc import Callable

import streamlit as st

from actions.enquiries.note_drafts import keep_note_draft
from actions.enquiries.triage import LONGEST_NOTE, add_note
from desk.enquiries.work import attempt
from desk.frame.sign_in import acting


def note_being_written(enquiry_id: int) -> Callable[[], int | None]:
    """Asks whether there is half a note in the box, for who_else_is_here."""
    key = _key(enquiry_id)
    return lambda: 0 if str(st.session_state.get(key) or "").strip() else None


def _key(enquiry_id: int) -> str:
    return f"e-note-{enquiry_id}"


def note_box(enquiry_id: int, draft: str) -> None:
    key = _key(enquiry_id)
    st.session_state.setdefault(key, draft)
    typed = st.text_area(
        "Add a note",
        height=90,
        max_chars=LONGEST_NOTE,
        placeholder="Called back, left a voicemail …",
        key=key,
        persist_state="page",
    )
    st.button(
        "Save note",
        icon=":material/edit_note:",
        key=f"e-save-note-{enquiry_id}",
        on_click=_save,
        args=(enquiry_id, key),
    )
    if typed.strip() != draft:
        with acting() as (session, by):
            keep_note_draft(session, enquiry_id, typed, by=by)


def _save(enquiry_id: int, key: str) -> None:
    text: str = st.session_state[key]
    if attempt(lambda session, by: add_note(session, enquiry_id, text, by=by), "Note saved."):
        st.session_state[key] = ""
