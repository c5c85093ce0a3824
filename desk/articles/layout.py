"""How an open article is laid out: outline, text and panel, a review, or two texts to compare."""

from contextlib import nullcontext

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from actions.articles.opening import OpenArticle
from desk.articles.bar import Places, article_bar
from desk.articles.counts import waiting_in, why_sent_back
from desk.articles.open_article import chosen_section, is_wide
from desk.articles.panel import WHOLE_WIDTH, open_panel, panel_strip, show_panel
from desk.articles.presence import article_presence
from desk.articles.preview import article_preview
from desk.articles.writing.conflict import is_comparing, show_conflict
from desk.articles.writing.drafts import opened
from desk.articles.writing.editor import section_editor
from desk.articles.writing.gone import show_deleted
from desk.articles.writing.sections import folded_list, section_list
from desk.copy_checks.underlined import problems_in
from desk.frame.device import is_phone
from models.articles.article import Section
from models.staff.member import Actor, Permission

# Outline, text, panel; the text keeps about sixty letters a line beside an open panel.
BESIDE, ALONE, WIDE = (1.75, 6.6, 3.25), (2.1, 8), (4, 6)


def work(found: OpenArticle, by: Actor) -> None:
    """The text comes first: nobody who opens it waits for who else is here."""
    section, places = chosen_section(found, by), article_bar(found, by)
    if by.may(Permission.EDIT_ARTICLES) and section and is_two(found, section):
        show_open_section(found, section, by, places.save)
    elif open_panel(by) in WHOLE_WIDTH:
        show_strip(found, by, places)
        show_panel(found, section, by)
    elif by.may(Permission.EDIT_ARTICLES):
        draw = write_on_a_phone if is_phone() else write
        draw(found, section, by, places)
    else:
        show_strip(found, by, places)
        read(found, section, by)
    with places.others:
        article_presence(found)


def show_strip(found: OpenArticle, by: Actor, places: Places) -> None:
    with nullcontext() if is_phone() else places.strip:
        panel_strip(found, by, waiting_in(found, by).counts)


def write(found: OpenArticle, section: Section | None, by: Actor, places: Places) -> None:
    """A wide panel takes the outline's place; two texts to compare take all of it.

    What waits in all of the article is looked for once its text is on the way.
    """
    is_beside = open_panel(by) is not None
    is_folded = is_beside and is_wide()
    if is_folded:
        text, panel = st.columns(WIDE)
        outline = text.container()
    elif is_beside:
        outline, text, panel = st.columns(BESIDE)
    else:
        outline, text = st.columns(ALONE)
    with text:
        sent_back = st.container(gap="xsmall")  # a box below that moves would be made anew
        show_open_section(found, section, by, places.save)
    waiting = waiting_in(found, by)
    with sent_back:
        why_sent_back(section, waiting)
    with outline if is_folded else outline.container(key="beside-outline"):
        (folded_list if is_folded else section_list)(found, section, waiting.marks)
    with places.strip:
        panel_strip(found, by, waiting.counts)
    if is_beside:
        with panel, st.container(key="beside-panel"):
            show_panel(found, section, by)


def write_on_a_phone(
    found: OpenArticle, section: Section | None, by: Actor, places: Places
) -> None:
    outline, sent_back = st.container(), st.container(gap="xsmall")
    show_open_section(found, section, by, places.save)
    waiting = waiting_in(found, by)
    with sent_back:
        why_sent_back(section, waiting)
    with outline:
        folded_list(found, section, waiting.marks)
    panel_strip(found, by, waiting.counts)
    show_panel(found, section, by)


def read(found: OpenArticle, section: Section | None, by: Actor) -> None:
    """The page as readers would see it, and what this role may use beside it."""
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


def show_open_section(
    found: OpenArticle, section: Section | None, by: Actor, save: DeltaGenerator
) -> None:
    if section is None:
        st.info("There is no such section. Choose one from the list.")
        return
    writing = opened(section, found.drafts.get(section.id))
    if section.deleted_at:
        show_deleted(section, writing if writing.is_unsaved else None)
    elif is_two(found, section):
        show_conflict(writing, section.latest)
    else:
        draft, problems = found.drafts.get(section.id), problems_in(found, section, by)
        section_editor(writing, section, found.sections, draft, save_place=save, problems=problems)


def is_two(found: OpenArticle, section: Section) -> bool:
    """One's own text and a newer one are to be compared."""
    writing = opened(section, found.drafts.get(section.id))
    return not section.deleted_at and is_comparing(writing, section.latest)
