"""Two people changed one section: both texts side by side, and what to do with them."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st
from sqlalchemy.orm import Session

from actions.articles.drafts import keep_draft
from actions.articles.history import newest_text, save_together, set_aside
from actions.articles.refusals import SavedText, StaleEdit
from actions.articles.sections import save_section
from desk.articles.writing.drafts import Writing, begin_again
from desk.frame.acting import Gesture, attempt
from desk.frame.messages import escaped, say
from desk.frame.sign_in import signed_in_staff
from desk.widgets.clock import spoken
from desk.widgets.passages import chosen_passages
from models.articles.article import Revision
from models.articles.content import SectionContent
from models.articles.markdown import to_html
from models.articles.page_difference import tidy
from models.base.database import reading
from models.staff.member import Actor


def is_stale(writing: Writing, latest: int) -> bool:
    """Somebody saved this section since the text here was begun."""
    return writing.is_unsaved and writing.based_on < latest


def is_comparing(writing: Writing, latest: int) -> bool:
    """Both texts are asked for, and there are two."""
    return "compare" in st.query_params and is_stale(writing, latest)


def newest_of(writing: Writing, latest: int) -> SavedText:
    """Read once for each revision, or known from the refusal to save over it."""
    if writing.newest is None or writing.newest.number != latest:
        with reading() as session:
            writing.newest = newest_text(session, writing.section_id, by=signed_in_staff())
    return writing.newest


def who_and_when(name: str, at: datetime) -> str:
    return f"{escaped(name)}, {spoken(at)}"


def show_warning(writing: Writing, latest: int) -> None:
    """While writing on: somebody else was faster; nothing is lost yet."""
    with st.container(horizontal=True, vertical_alignment="center"):
        newest = newest_of(writing, latest)
        told = who_and_when(newest.by, newest.at)
        st.warning(f"Also saved by {told}. Your text is kept.", width="stretch")
        if st.button("Compare", key="compare"):
            compare()


def compare() -> None:
    st.query_params["compare"] = "1"
    st.rerun()


def compare_with(writing: Writing, newest: SavedText) -> None:
    """The same from a callback, after a refusal to save."""
    writing.newest = newest
    st.query_params["compare"] = "1"


def show_conflict(writing: Writing, latest: int) -> None:
    """The keys carry the revision shown: a click made on an older one does nothing."""
    newest = newest_of(writing, latest)
    told = who_and_when(newest.by, newest.at)
    mark = f"{writing.section_id}-{newest.number}"
    st.warning(
        f"{told}: this section was saved while you were writing. "
        "Nothing is lost: take one text, or put both together. What is left out stays in the "
        "history."
    )
    with st.container(horizontal=True):
        if st.button("Keep mine", key=f"mine-{mark}"):
            _settle(writing, newest, save_section, "Your text is saved. Theirs is in the history.")
        if st.button("Take theirs", key=f"theirs-{mark}"):
            _settle(writing, newest, set_aside, "You see their text. Yours is in the history.")
        if st.button("Back to writing", type="tertiary", key="back"):
            _go_on("Your text is kept, and not saved yet.")
    names = ("Yours, not saved yet", f"Theirs: {told}")
    made = chosen_passages(
        writing.saved, writing.text, newest.content, names=names, key=f"choice-{mark}"
    )
    _together(writing, newest, made, mark)


def _together(writing: Writing, newest: SavedText, made: SectionContent, mark: str) -> None:
    """The text that the choices make, as it will read."""
    st.header("Put together", anchor=False)
    with st.container(border=True):
        if made.heading:
            st.markdown(f"**{escaped(made.heading)}**")
        st.html(tidy(to_html(made.body)) or "(empty)")
    with st.container(horizontal=True):
        if st.button("Save this text", type="primary", key=f"both-{mark}"):
            words = "Both texts are one now, and saved. Each of them is in the history."
            _settle(writing, newest, save_together, words, made=made)
        if st.button("Edit it before saving", key=f"edit-{mark}"):
            _write_on(writing, newest, made)


def _settle(
    writing: Writing,
    shown: SavedText,
    resolve: Callable[..., Revision],
    words: str,
    **more: SectionContent,
) -> None:
    """Save or set aside what was written here, on top of the revision that was shown."""
    _do(
        lambda session, by: resolve(
            session, writing.section_id, writing.text, based_on=shown.number, by=by, **more
        ),
        words,
    )


def _write_on(writing: Writing, shown: SavedText, made: SectionContent) -> None:
    """The text put together becomes the draft; one's own as it was goes into the history."""

    def put_in(session: Session, by: Actor) -> None:
        kept = set_aside(session, writing.section_id, writing.text, based_on=shown.number, by=by)
        session.flush()
        keep_draft(session, writing.section_id, made, based_on=kept.number, by=by)

    _do(put_in, "Both texts are in here now. Read it through, then save.")


def _do(gesture: Gesture[object], words: str) -> None:
    if attempt(
        gesture,
        tell=lambda told: _go_on(f"{told} Your text is kept."),
        unless={StaleEdit: lambda _: st.rerun()},
    ):
        begin_again()
        _go_on(words)


def _go_on(words: str) -> None:
    st.query_params.pop("compare", None)
    say(words)
