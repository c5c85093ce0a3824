"""Writing a comment: kept while it is half typed, for the person who types it."""

from collections.abc import Callable, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from actions.comments.talking import keep_comment_draft
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from desk.frame.sign_in import acting
from models.comments.comment import LONGEST_COMMENT
from models.staff.member import Actor

CommentGesture = Callable[[Session, str, Actor], object]
MOST_NAMES = 8


def comment_box(
    section_id: int,
    thread_id: int,
    draft: str,
    *,
    label: str,
    button: str,
    names: Sequence[str],
    gesture: CommentGesture,
) -> None:
    """`names` are usernames that can be mentioned."""
    key = f"c-text-{section_id}-{thread_id}"
    st.session_state.setdefault(key, draft)
    typed = st.text_area(
        label,
        height=80,
        max_chars=LONGEST_COMMENT,
        placeholder="Is this still right? @name asks a colleague.",
        key=key,
        persist_state="page",
        help=_who(names),
    )
    send = f"c-send-{section_id}-{thread_id}"
    st.button(button, icon=":material/send:", key=send, on_click=_send, args=(key, gesture))
    if (text := typed or "").strip() != draft:
        _keep(section_id, thread_id, text)


def _keep(section_id: int, thread_id: int, text: str) -> None:
    with acting() as (session, by):
        keep_comment_draft(session, section_id, thread_id, text, by=by)


def _send(key: str, gesture: CommentGesture) -> None:
    text: str = st.session_state[key]
    if attempt(lambda session, by: gesture(session, text, by), "Comment kept."):
        st.session_state[key] = ""


def _who(names: Sequence[str]) -> str | None:
    if not names:
        return None
    listed = ", ".join(f"@{name}" for name in names[:MOST_NAMES])
    return escaped(f"You can ask {listed}" + (" …" if len(names) > MOST_NAMES else "."))
