"""How an open article is laid out: outline, text and panel, a review, or two texts to compare."""

from contextlib import nullcontext
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from actions.articles.opening import OpenArticle
from actions.articles.problems import AllWaiting
from desk.articles.bar import article_bar
from desk.articles.counts import waiting_in, why_sent_back
from desk.articles.open_article import chosen_section, is_wide
from desk.articles.panel import WHOLE_WIDTH, open_panel, panel_strip, show_panel
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


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around the text: the place of Save, and what waits."""

    save: DeltaGenerator
    waiting: AllWaiting


def work(found: OpenArticle, by: Actor) -> None:
    section, may_edit = chosen_section(found, by), by.may(Permission.EDIT_ARTICLES)
    places = article_bar(found, by)
    if may_edit and section and is_two(found, section):
        show_open_section(found, section, by, places.save)
        return
    waiting = waiting_in(found, by)
    is_whole = open_panel(by) in WHOLE_WIDTH
    if is_whole or not is_phone():
        with nullcontext() if is_phone() else places.strip:
            panel_strip(found, by, waiting.counts)
    if is_whole:
        show_panel(found, section, by)
        return
    if not may_edit:
        read(found, section, by, waiting)
    else:
        draw = write_on_a_phone if is_phone() else write
        draw(found, section, by, Beside(places.save, waiting))


def write(found: OpenArticle, section: Section | None, by: Actor, beside: Beside) -> None:
    """A wide panel takes the outline's place; two texts to compare take all of it."""
    is_beside = open_panel(by) is not None
    if is_beside and is_wide():
        text, panel = st.columns(WIDE)
        with text:
            folded_list(found, section, beside.waiting.marks)
    elif is_beside:
        outline, text, panel = st.columns(BESIDE)
    else:
        outline, text = st.columns(ALONE)
    if not (is_beside and is_wide()):
        with outline, st.container(key="beside-outline"):
            section_list(found, section, beside.waiting.marks)
    with text:
        _sent_back(section, beside.waiting)
        show_open_section(found, section, by, beside.save)
    if is_beside:
        with panel, st.container(key="beside-panel"):
            show_panel(found, section, by)


def write_on_a_phone(
    found: OpenArticle, section: Section | None, by: Actor, beside: Beside
) -> None:
    folded_list(found, section, beside.waiting.marks)
    _sent_back(section, beside.waiting)
    show_open_section(found, section, by, beside.save)
    panel_strip(found, by, beside.waiting.counts)
    show_panel(found, section, by)


def read(found: OpenArticle, section: Section | None, by: Actor, waiting: AllWaiting) -> None:
    """The page as readers would see it, and what this role may use beside it."""
    if is_phone():
        panel_strip(found, by, waiting.counts)
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


def _sent_back(section: Section | None, waiting: AllWaiting) -> None:
    if section:
        why_sent_back(section, waiting)


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
