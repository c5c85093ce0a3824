"""One thread of comments: the passage it is about, what was said, and what can be done."""

from collections.abc import Sequence

import streamlit as st

from actions.comments.reading import Mentionable, Talk, Thread
from actions.comments.talking import (
    delete_comment,
    edit_comment,
    reopen_thread,
    reply_to,
    resolve_thread,
)
from desk.articles.writing.sections import title_of
from desk.comments.box import comment_box
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from desk.widgets.clock import spoken
from models.comments.comment import LONGEST_COMMENT, Comment
from models.staff.member import Actor

ANSWERED = "answer"
CHANGED = "change"


def comment_thread(thread: Thread, talk: Talk, by: Actor, *, is_here: bool) -> None:
    with st.container(border=True, gap="small", key=f"c-thread-{thread.first.id}"):
        _about(thread, is_here=is_here)
        for comment in (thread.first, *thread.replies):
            _said(comment, by)
        _do(thread)
        draft = talk.drafts.get((thread.section.id, thread.first.id), "")
        if draft or st.query_params.get(ANSWERED) == str(thread.first.id):
            _answer(thread, talk.names, draft)


def _about(thread: Thread, *, is_here: bool) -> None:
    if not is_here:
        st.button(
            escaped(title_of(thread.section)),
            type="tertiary",
            icon=":material/subdirectory_arrow_right:",
            key=f"c-go-{thread.first.id}",
            on_click=_ask,
            args=("section", thread.section.id),
        )
    if thread.first.quote:
        st.markdown(f":gray[“{escaped(thread.first.quote)}”]")
    if not thread.is_passage_there:
        st.markdown(":orange-badge[:material/link_off: Original deleted]")


def _said(comment: Comment, by: Actor) -> None:
    name = escaped(comment.written_by.full_name) if comment.written_by else "The operator"
    edited = " · edited" if comment.edited_at else ""
    when = escaped(spoken(comment.written_at))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{name}** :small[:gray[{when}{edited}]]", width="stretch")
        if comment.written_by_id == by.id and comment.deleted_at is None:
            _own(comment)
    if comment.deleted_at is not None:
        st.caption("Deleted by who wrote it.")
    elif st.query_params.get(CHANGED) == str(comment.id) and comment.written_by_id == by.id:
        _change(comment)
    else:
        st.markdown("  \n".join(escaped(line) for line in comment.text.splitlines()))


def _own(comment: Comment) -> None:
    key = f"c-own-{comment.id}"

    def do() -> None:
        if st.session_state[key] == "Edit":
            _ask(CHANGED, comment.id)
        else:
            gesture = lambda session, by: delete_comment(session, comment.id, by=by)  # noqa: E731  it takes the thread of this row along
            attempt(gesture, "Comment deleted.")

    st.menu_button(
        "Yours",
        ["Edit", "Delete"],
        icon=":material/more_horiz:",
        type="tertiary",
        key=key,
        on_click=do,
    )


def _change(comment: Comment) -> None:
    key = f"c-change-{comment.id}"
    st.session_state.setdefault(key, comment.text)
    st.text_area(
        "Your comment", height=80, max_chars=LONGEST_COMMENT, key=key, persist_state="page"
    )

    def save() -> None:
        text: str = st.session_state[key]
        if attempt(lambda s, by: edit_comment(s, comment.id, text, by=by), "Comment changed."):
            _ask(CHANGED, None)

    with st.container(horizontal=True):
        st.button("Save comment", key=f"c-save-{comment.id}", on_click=save)
        st.button(
            "Leave as it was",
            type="tertiary",
            key=f"c-leave-{comment.id}",
            on_click=_ask,
            args=(CHANGED, None),
        )


def _do(thread: Thread) -> None:
    number = thread.first.id
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Reply",
            type="tertiary",
            icon=":material/reply:",
            key=f"c-reply-{number}",
            on_click=_ask,
            args=(ANSWERED, number),
        )
        label, icon = (
            ("Resolve", ":material/check:") if thread.is_open else ("Reopen", ":material/undo:")
        )
        st.button(
            label,
            type="tertiary",
            icon=icon,
            key=f"c-turn-{number}-{thread.is_open}",
            on_click=_turn,
            args=(thread,),
        )


def _turn(thread: Thread) -> None:
    change = resolve_thread if thread.is_open else reopen_thread
    done = "Resolved." if thread.is_open else "Open again."
    attempt(lambda session, by: change(session, thread.first.id, by=by), done)


def _answer(thread: Thread, names: Sequence[Mentionable], draft: str) -> None:
    comment_box(
        thread.section.id,
        thread.first.id,
        draft,
        label="Your reply",
        button="Send reply",
        names=names,
        gesture=lambda session, text, by: reply_to(session, thread.first.id, text, by=by),
    )


def _ask(name: str, number: int | None) -> None:
    if number is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(number)
