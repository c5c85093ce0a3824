"""Going back to the saved text, and the way back from that."""

from dataclasses import dataclass
from typing import cast

import streamlit as st
from sqlalchemy.orm import Session

from actions.articles.drafts import discard_draft, keep_draft
from desk.articles.writing.drafts import Writing, begin_again
from desk.frame.acting import attempt
from desk.frame.messages import say, say_trouble
from models.articles.content import SectionContent
from models.staff.member import Actor

_KEY = "desk.discarded"


@dataclass(frozen=True, slots=True)
class _Discarded:
    section_id: int
    based_on: int
    text: SectionContent


def discarding(writing: Writing) -> None:
    """*Discard* is there even when it has nothing to do: so that typing moves no button."""
    unchanged = not writing.is_unsaved
    kept = _kept(writing)
    if kept and st.button("Bring back what I discarded", type="tertiary", key="undiscard"):
        _bring_back(kept)
    if st.button("Discard", type="tertiary", key="discard", disabled=unchanged):
        _discard(writing)


def _kept(writing: Writing) -> _Discarded | None:
    """Until something else is typed there, in this tab."""
    kept = cast("_Discarded | None", st.session_state.get(_KEY))
    is_here = kept and kept.section_id == writing.section_id and not writing.is_unsaved
    return kept if is_here else None


def _discard(writing: Writing) -> None:
    if attempt(
        lambda session, by: discard_draft(session, writing.section_id, by=by), tell=say_trouble
    ):
        st.session_state[_KEY] = _Discarded(writing.section_id, writing.based_on, writing.text)
        begin_again()
        say("Back to the saved text.")


def _bring_back(kept: _Discarded) -> None:
    def put_back(session: Session, by: Actor) -> None:
        keep_draft(session, kept.section_id, kept.text, based_on=kept.based_on, by=by)

    if attempt(put_back, tell=say_trouble):
        st.session_state.pop(_KEY)
        begin_again()
        say("Your text is back, and not saved yet.")
