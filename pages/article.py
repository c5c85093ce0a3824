"""Write one article, section by section, and publish it."""

import streamlit as st

from desk.drafts import being_written, opened
from desk.messages import escaped, show_message
from desk.navigation import way_back
from desk.open_article import OpenArticle, chosen_section, open_article
from desk.parts.article_bar import article_bar, state_badge
from desk.parts.article_history import article_history
from desk.parts.article_preview import article_preview
from desk.parts.article_settings import article_settings
from desk.parts.conflict import is_stale, show_conflict
from desk.parts.gone_section import show_deleted, show_trashed
from desk.parts.section_editor import section_editor
from desk.parts.section_list import section_list
from desk.sign_in import signed_in_staff
from models.article import ArticleState, Section
from models.staff import Actor, Permission

VIEWS = ("Write", "Settings", "History", "Preview")


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ARTICLES)
    found = open_article(by.id)
    way_back("articles", "All articles")
    if found is None or found.article.state is ArticleState.TRASH:
        show_message()
    if found is None:
        missing()
    elif found.article.state is ArticleState.TRASH:
        trashed(found, may_edit=by.may(Permission.EDIT_ARTICLES))
    elif by.may(Permission.EDIT_ARTICLES):
        edit(found, by)
    else:
        read(found)


def missing() -> None:
    st.title("There is no such article", anchor=False)
    st.write("It may have another address now. Look for it in the list.")


def trashed(found: OpenArticle, *, may_edit: bool) -> None:
    st.title(escaped(found.article.title) or "Untitled", anchor=False)
    show_trashed(found.article, may_edit=may_edit)
    writing = being_written()
    if writing and writing.article_id == found.article.id and writing.is_unsaved:
        st.header("The text you were writing", anchor=False)
        st.code(writing.text.body, language=None, wrap_lines=True)


def read(found: OpenArticle) -> None:
    st.title(escaped(found.article.title) or "Untitled", anchor=False)
    st.markdown(state_badge(found.article.state))
    article_preview(found.article.id, found.touched_at)


def edit(found: OpenArticle, by: Actor) -> None:
    article_bar(found.article, found.saved, len(found.drafts), by)
    tabs = st.tabs(VIEWS, key="view", on_change="rerun", bind="query-params")
    draw = dict(zip(VIEWS, (write, settings, history, preview), strict=True))
    for tab, name in zip(tabs, VIEWS, strict=True):
        if tab.open:
            with tab:
                draw[name](found, by)


def write(found: OpenArticle, _by: Actor) -> None:
    section = chosen_section(found)
    text, side = st.columns([5, 3], gap="medium")
    with text:
        if section is None:
            st.info("There is no such section. Choose one from the list.")
        elif section.deleted_at:
            deleted(found, section)
        else:
            open_section(found, section)
    with side:
        section_list(found.sections, section.id if section else 0, set(found.drafts))


def open_section(found: OpenArticle, section: Section) -> None:
    writing = opened(section, found.drafts.get(section.id))
    if "compare" in st.query_params and is_stale(writing, section.latest):
        show_conflict(writing)
    else:
        section_editor(writing, section, found.sections)


def deleted(found: OpenArticle, section: Section) -> None:
    writing = opened(section, found.drafts.get(section.id))
    show_deleted(section, writing if writing.is_unsaved else None)


def settings(found: OpenArticle, by: Actor) -> None:
    article_settings(found.article, list(found.sections), found.saved["standfirst"], by)


def history(found: OpenArticle, _by: Actor) -> None:
    section = chosen_section(found)
    article_history(found.article, section, has_draft=bool(section and section.id in found.drafts))


def preview(found: OpenArticle, _by: Actor) -> None:
    article_preview(found.article.id, found.touched_at)


page()
