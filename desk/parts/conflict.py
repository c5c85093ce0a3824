"""Two people changed one section: both texts side by side, and what to do with them."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from actions.drafts import keep_draft
from actions.history import set_aside
from actions.refusals import SectionGone, StaleEdit
from actions.sections import save_section
from desk.clock import spoken
from desk.drafts import Writing, begin_again
from desk.messages import escaped, say
from desk.parts.difference import show_side_by_side
from desk.parts.emphasis import on_primary
from desk.sign_in import acting
from models.article import Revision
from models.content import SectionContent
from models.database import reading
from models.difference import merged
from models.history import revisions_of
from models.text import BadText


def is_stale(writing: Writing, latest: int) -> bool:
    """Somebody saved this section since the text here was begun."""
    return writing.is_unsaved and writing.based_on < latest


def newest_of(section_id: int) -> Revision:
    """With its author."""
    with reading() as session:
        return session.scalars(revisions_of(section_id).limit(1)).one()


def who_and_when(revision: Revision) -> str:
    name = revision.saved_by.full_name if revision.saved_by else "The operator"
    return f"{escaped(name)}, {spoken(revision.saved_at)}"


def show_warning(writing: Writing) -> None:
    """While writing on: somebody else was faster; nothing is lost yet."""
    with st.container(horizontal=True, vertical_alignment="center"):
        newest = newest_of(writing.section_id)
        st.warning(f"Also saved by {who_and_when(newest)}. Your text is kept.", width="stretch")
        if st.button("Compare", key="compare"):
            compare()


def compare() -> None:
    st.query_params["compare"] = "1"
    st.rerun()


def show_conflict(writing: Writing) -> None:
    """The keys carry the revision shown: a click made on an older one does nothing."""
    newest = newest_of(writing.section_id)
    theirs, shown = SectionContent.of(newest), newest.number
    st.warning(
        f"{who_and_when(newest)}: this section was saved while you were writing. "
        "Nothing is lost: choose which text goes on. The other stays in the history."
    )
    with st.container(horizontal=True):
        if st.button(
            on_primary("Keep mine"), type="primary", key=f"mine-{writing.section_id}-{shown}"
        ):
            _settle(writing, shown, save_section, "Your text is saved. Theirs is in the history.")
        if st.button("Take theirs", key=f"theirs-{writing.section_id}-{shown}"):
            _settle(writing, shown, set_aside, "You see their text. Yours is in the history.")
        if st.button("Put both together", key=f"both-{writing.section_id}-{shown}"):
            _put_together(writing, theirs, shown)
        if st.button("Back to writing", type="tertiary", key="back"):
            _go_on("Your text is kept, and not saved yet.")
    names = ("Yours, not saved yet", f"Theirs: {who_and_when(newest)}")
    show_side_by_side(writing.text, theirs, names)


def _settle(writing: Writing, shown: int, settle: Callable[..., Revision], words: str) -> None:
    """Save or set aside what was written here, on top of the revision that was shown."""
    try:
        with acting() as (session, by):
            settle(session, writing.section_id, writing.text, based_on=shown, by=by)
    except StaleEdit:
        st.rerun()
    except (SectionGone, BadText) as refused:
        _go_on(f"{refused} Your text is kept.")
    begin_again()
    _go_on(words)


def _put_together(writing: Writing, theirs: SectionContent, shown: int) -> None:
    """Both people's paragraphs become the draft, on top of what they saved."""
    together = replace(
        writing.text, body=merged(writing.saved.body, writing.text.body, theirs.body)
    )
    if writing.text.heading == writing.saved.heading:
        together = replace(together, heading=theirs.heading)
    with acting() as (session, by):
        keep_draft(session, writing.section_id, together, based_on=shown, by=by)
    begin_again()
    _go_on("Both texts are in here now. Read it through, then save.")


def _go_on(words: str) -> None:
    st.query_params.pop("compare", None)
    say(words)
