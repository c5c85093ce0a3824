"""Taking back the last thing done to a section, with one click."""

from dataclasses import dataclass

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.articles.taking_back.one_section import offered_section_undo, take_back_section
from desk.articles.writing.fields import KINDS
from desk.articles.writing.sections import title_of
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from models.base.database import reading
from models.staff.member import Actor, Permission

_FORGOTTEN = "desk.articles.writing.undo"
_WORDS = {
    "moved": "Moved “{title}”.",
    "deleted": "Deleted “{title}”.",
    "added": "Added a section: {kind}.",
}


@dataclass(frozen=True, slots=True)
class SectionUndo:
    """`words` say what was done, in Markdown."""

    batch_id: int
    section_id: int
    words: str
    was_added: bool


def offered(found: OpenArticle, by: Actor) -> SectionUndo | None:
    """What this person did last in this article, until something else is said."""
    if not by.may(Permission.EDIT_ARTICLES):
        return None
    with reading() as session:
        offer = offered_section_undo(session, found.article.id, by=by)
    if offer is None or offer.batch_id <= st.session_state.get(_FORGOTTEN, 0):
        return None
    named = {section.id: section for section in (*found.sections, *found.gone)}
    if (section := named.get(offer.section_id)) is None:
        return None
    title, kind = escaped(title_of(section)), KINDS[section.kind].lower()
    words = _WORDS[offer.gesture].format(title=title, kind=kind)
    return SectionUndo(offer.batch_id, section.id, words, offer.gesture == "added")


def forget(undo: SectionUndo) -> None:
    """Something newer is said."""
    st.session_state[_FORGOTTEN] = undo.batch_id


def take_back(undo: SectionUndo) -> None:
    """A callback, for the very gesture that was offered: what a colleague did since is told."""
    done = f"Undone: {undo.words[0].lower()}{undo.words[1:]}"
    is_done = attempt(lambda session, by: take_back_section(session, undo.batch_id, by=by), done)
    if is_done and not undo.was_added:
        st.query_params["section"] = str(undo.section_id)
