"""Who saved what in an article lately, section by section; a click shows what changed."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy import Row

from desk.articles.writing.conflict import who_and_when
from desk.frame.messages import escaped
from models.articles.article import Revision, Section

LIST_HEIGHT, FITS = 320, 5
LONGEST = 42


def article_saves(saves: Sequence[Row[Revision, Section]]) -> None:
    st.header("Saved lately", anchor=False)
    with st.container(
        height=LIST_HEIGHT if len(saves) > FITS else "content",
        border=False,
        gap="small",
        key="article-saves",
    ):
        for revision, section in saves:
            _save(revision, section)


def saved_by(revision: Revision) -> str:
    """In Markdown; its author is loaded."""
    name = revision.saved_by.full_name if revision.saved_by else "The operator"
    return who_and_when(name, revision.saved_at)


def _save(revision: Revision, section: Section) -> None:
    gone = " · deleted since" if section.deleted_at else ""
    note = f" · {escaped(revision.note)}" if revision.note else ""
    with st.container(gap=None):
        st.button(
            f"**{escaped(_one_line(revision.heading)) or 'No heading'}**",
            type="tertiary",
            key=f"save-{revision.id}",
            on_click=_show,
            args=(section.id, revision.number, section.latest),
        )
        st.markdown(f":small[:gray[{saved_by(revision)}{note}{gone}]]")


def _one_line(heading: str) -> str:
    """A button would write a second line in its middle."""
    return heading if len(heading) <= LONGEST else heading[: LONGEST - 1].rstrip() + "…"


def _show(section_id: int, number: int, latest: int) -> None:
    """Open the section with this save chosen in its history."""
    st.query_params["section"] = str(section_id)
    st.session_state["history"] = "This section"
    st.session_state[f"revision-{section_id}-{latest}"] = number
