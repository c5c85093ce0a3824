"""A section that a colleague deleted, or an article in the trash: what was typed stays readable."""

import streamlit as st

from actions.articles.draft_ends import discard_draft
from actions.articles.lifecycle import restore_from_trash
from actions.articles.sections import undelete_section
from desk.articles.writing.drafts import Writing, begin_again, being_written
from desk.articles.writing.fields import section_fields
from desk.frame.acting import attempt
from desk.frame.messages import escaped, say_trouble
from models.articles.article import Article, Section


def show_deleted(section: Section, writing: Writing | None) -> None:
    """Bring it back, or leave it; `writing` is unsaved text that would be lost with it."""
    st.warning(
        "This section has been deleted."
        + (" The text you were writing is kept here." if writing else "")
    )
    with st.container(horizontal=True):
        if st.button("Bring the section back", type="primary", key="bring-back"):
            attempt(
                lambda session, by: undelete_section(session, section.id, by=by),
                "The section is back at its place.",
            )
            st.rerun()
        if writing and st.button("Discard my text", key="discard-gone"):
            attempt(
                lambda session, by: discard_draft(
                    session, section.id, draft_at=writing.kept_at, mark=writing.mark, by=by
                ),
                tell=say_trouble,
            )
            begin_again()
            st.query_params.pop("section", None)
            st.rerun()
    if writing:
        section_fields(writing, section.kind)


def show_trashed(article: Article, *, may_edit: bool) -> None:
    st.title(escaped(article.title) or "Untitled", anchor=False)
    st.warning("This article is in the trash. Nobody can read or change it there.")
    if may_edit and st.button("Restore the article", type="primary", key="restore-article"):
        attempt(
            lambda session, by: restore_from_trash(session, article.id, by=by),
            "Restored. It is not public.",
        )
        st.rerun()
    writing = being_written()
    if writing and writing.article_id == article.id and writing.is_unsaved:
        st.header("The text you were writing", anchor=False)
        st.code(writing.text.body, language=None, wrap_lines=True)


def show_missing() -> None:
    st.title("There is no such article", anchor=False)
    st.write("It may have another address now. Look for it in the list.")
