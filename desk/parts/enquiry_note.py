"""Writing a note: kept while it is half typed, for the person who types it."""

import streamlit as st

from actions.enquiries import LONGEST_NOTE, add_note
from actions.note_drafts import keep_note_draft
from desk.enquiry_work import attempt
from desk.sign_in import acting


def note_box(enquiry_id: int, draft: str) -> None:
    key = f"e-note-{enquiry_id}"
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
