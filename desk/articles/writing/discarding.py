"""Going back to the saved text, and the way back from that, also after a reload."""

import streamlit as st

from actions.articles.draft_ends import bring_back_discarded, discard_typed, offered_discard
from desk.articles.writing.drafts import Writing, begin_again
from desk.frame.acting import attempt
from desk.frame.messages import say, say_trouble
from desk.frame.sign_in import signed_in_staff
from models.base.database import reading


def discarding(writing: Writing) -> None:
    """*Discard* is there even when it has nothing to do: so that typing moves no button."""
    if batch := _offered(writing):
        label = "Bring back what I discarded"
        if st.button(label, type="tertiary", key=f"undiscard-{batch}"):
            _bring_back(batch)
    if st.button("Discard", type="tertiary", key="discard", disabled=not writing.is_unsaved):
        _discard(writing)


def _offered(writing: Writing) -> int | None:
    """While nothing else is written there."""
    if writing.is_unsaved:
        return None
    with reading() as session:
        return offered_discard(session, writing.section_id, by=signed_in_staff())


def _discard(writing: Writing) -> None:
    if attempt(
        lambda session, by: discard_typed(
            session,
            writing.section_id,
            writing.text,
            based_on=writing.based_on,
            draft_at=writing.kept_at,
            mark=writing.mark,
            by=by,
        ),
        tell=say_trouble,
    ):
        begin_again()
        say("Back to the saved text.")


def _bring_back(batch: int) -> None:
    if attempt(
        lambda session, by: bring_back_discarded(session, batch, by=by),
        tell=say_trouble,
    ):
        begin_again()
        say("Your text is back, and not saved yet.")
