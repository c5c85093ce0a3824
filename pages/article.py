"""Write one article, section by section, and publish it."""

import streamlit as st

from desk.articles.bar import article_bar
from desk.articles.open_article import OpenArticle, chosen_section, is_wide, open_article
from desk.articles.panel import open_panel, panel_strip, show_panel
from desk.articles.preview import article_preview
from desk.articles.writing.conflict import is_comparing, show_conflict
from desk.articles.writing.drafts import opened
from desk.articles.writing.editor import section_editor
from desk.articles.writing.gone import show_deleted, show_missing, show_trashed
from desk.articles.writing.sections import folded_list, section_list
from desk.frame.device import is_phone
from desk.frame.messages import show_message
from desk.frame.navigation import way_back
from desk.frame.sign_in import signed_in_staff
from models.articles.article import ArticleState, Section
from models.staff.member import Actor, Permission

# Outline, text, panel; the text keeps about sixty letters a line beside an open panel.
BESIDE, ALONE, WIDE = (2.1, 4.4, 3.6), (2.1, 8), (4, 6)


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ARTICLES)
    found = open_article(by.id)
    if found is None or found.article.state is ArticleState.TRASH:
        way_back("articles", "All articles")
        show_message()
    if found is None:
        show_missing()
    elif found.article.state is ArticleState.TRASH:
        show_trashed(found.article, may_edit=by.may(Permission.EDIT_ARTICLES))
    else:
        work(found, by)


def work(found: OpenArticle, by: Actor) -> None:
    section, may_edit = chosen_section(found), by.may(Permission.EDIT_ARTICLES)
    strip = article_bar(found, by)
    if may_edit and section and is_two(found, section):
        show_text(found, section)
        return
    if not is_phone():
        with strip:
            panel_strip(by)
    draw = read if not may_edit else write_on_a_phone if is_phone() else write
    draw(found, section, by)


def write(found: OpenArticle, section: Section | None, by: Actor) -> None:
    """A wide panel takes the outline's place; two texts to compare take all of it."""
    is_beside = open_panel(by) is not None
    if is_beside and is_wide():
        text, panel = st.columns(WIDE)
        with text:
            folded_list(found, section)
    elif is_beside:
        outline, text, panel = st.columns(BESIDE)
    else:
        outline, text = st.columns(ALONE)
    if not (is_beside and is_wide()):
        with outline:
            section_list(found, section)
    with text:
        show_text(found, section)
    if is_beside:
        with panel:
            show_panel(found, section, by)


def write_on_a_phone(found: OpenArticle, section: Section | None, by: Actor) -> None:
    folded_list(found, section)
    show_text(found, section)
    panel_strip(by)
    show_panel(found, section, by)


def read(found: OpenArticle, section: Section | None, by: Actor) -> None:
    """The page as readers would see it, and what this role may use beside it."""
    if is_phone():
        panel_strip(by)
    if open_panel(by) and is_phone():
        show_panel(found, section, by)
        return
    if open_panel(by):
        shown, panel = st.columns([6, 4])
        with panel:
            show_panel(found, section, by)
    else:
        shown = st.container()
    with shown:
        article_preview(found, section, by)


def show_text(found: OpenArticle, section: Section | None) -> None:
    if section is None:
        st.info("There is no such section. Choose one from the list.")
        return
    writing = opened(section, found.drafts.get(section.id))
    if section.deleted_at:
        show_deleted(section, writing if writing.is_unsaved else None)
    elif is_two(found, section):
        show_conflict(writing)
    else:
        section_editor(writing, section, found.sections, found.drafts.get(section.id))


def is_two(found: OpenArticle, section: Section) -> bool:
    """One's own text and a newer one are to be compared."""
    writing = opened(section, found.drafts.get(section.id))
    return not section.deleted_at and is_comparing(writing, section.latest)


page()
