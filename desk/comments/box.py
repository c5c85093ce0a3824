"""Writing a comment: kept while it is typed, for the person who types it, names offered after @."""

from collections.abc import Callable, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from desk.frame.acting import attempt
from desk.widgets.plain_text.box import Name, plain_text_box, show_anew
from desk.widgets.typing.box import keep_typing
from models.comments.comment import LONGEST_COMMENT, NEW_THREAD
from models.staff.member import Actor

CommentGesture = Callable[[Session, str, Actor], object]


def comment_box(
    section_id: int,
    thread_id: int,
    draft: str,
    *,
    label: str,
    button: str,
    names: Sequence[Name],
    gesture: CommentGesture,
    takes_cursor: bool = False,
) -> None:
    """`names` are those who can be mentioned."""
    key = f"c-text-{section_id}-{thread_id}"
    plain_text_box(
        label,
        draft,
        key=key,
        button=button,
        on_save=lambda text: attempt(lambda s, by: gesture(s, text, by), "Comment kept."),
        placeholder="Is this still right? @ asks a colleague.",
        longest=LONGEST_COMMENT,
        names=names,
        takes_cursor=takes_cursor,
    )
    _keep(section_id, thread_id, key)


def _keep(section_id: int, thread_id: int, key: str) -> None:
    is_new = thread_id == NEW_THREAD
    kind, of = ("comment", section_id) if is_new else ("answer", thread_id)
    if keep_typing(kind, of, {"text": key}) == "copy":
        show_anew(key)
        st.rerun()
