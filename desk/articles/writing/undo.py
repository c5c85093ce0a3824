"""Taking back the last thing done to a section, with one click."""

from dataclasses import dataclass
from typing import cast

import streamlit as st
from sqlalchemy.orm import Session

from actions.articles.sections import delete_section, move_section, undelete_section
from desk.frame.acting import attempt
from desk.frame.messages import say, say_trouble
from models.staff.member import Actor

_KEY = "desk.articles.writing.undo"


@dataclass(frozen=True, slots=True)
class Undo:
    """`words` say what was done, with nobody's text in them unescaped.

    `follows` is the section to move it behind again; without it, a delete or an addition.
    """

    article_id: int
    section_id: int
    words: str
    follows: int | None = None
    was_added: bool = False


def offer_section_undo(undo: Undo) -> None:
    st.session_state[_KEY] = undo


def offered(article_id: int) -> Undo | None:
    """What was done last in this article, until something else is said."""
    undo = cast("Undo | None", st.session_state.get(_KEY))
    return undo if undo and undo.article_id == article_id else None


def forget() -> None:
    st.session_state.pop(_KEY, None)


def take_back(undo: Undo) -> None:
    """Ends this run."""
    forget()
    attempt(lambda session, by: _turn_back(session, undo, by), tell=say_trouble)
    if not undo.was_added:
        st.query_params["section"] = str(undo.section_id)
    say("Undone.")


def _turn_back(session: Session, undo: Undo, by: Actor) -> None:
    if undo.follows is not None:
        move_section(session, undo.section_id, after=undo.follows, by=by)
    elif undo.was_added:
        delete_section(session, undo.section_id, by=by)
    else:
        undelete_section(session, undo.section_id, by=by)
