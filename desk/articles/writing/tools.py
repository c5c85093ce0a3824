"""What can be done with a section as a whole: move, duplicate, hide, delete it."""

from collections.abc import Sequence

import streamlit as st

from actions.articles.refusals import SectionGone
from actions.articles.sections import delete_section, duplicate_section, hide_section, show_section
from desk.articles.writing.sections import move_after, neighbours, open_section, title_of
from desk.articles.writing.undo import Undo, offer_section_undo
from desk.frame.messages import escaped, say
from desk.frame.sign_in import acting
from models.articles.article import Section

TOOLS = {
    "up": "Move up",
    "down": "Move down",
    "duplicate": "Duplicate",
    "hide": "Hide from readers",
    "show": "Show to readers",
    "delete": "Delete",
}


def section_tools(section: Section, sections: Sequence[Section]) -> None:
    left_out = "show" if not section.is_hidden else "hide"
    chosen = st.menu_button(
        "Section",
        [tool for tool in TOOLS if tool != left_out],
        icon=":material/more_horiz:",
        type="tertiary",
        format_func=lambda tool: TOOLS[tool],
        key=f"tools-{section.id}-{left_out}",
    )
    if chosen in {"up", "down"}:
        move_by_one(section, sections, chosen)
    elif chosen:
        _apply(section, sections, chosen)


def move_by_one(section: Section, sections: Sequence[Section], way: str) -> None:
    place = [each.id for each in sections].index(section.id)
    target = place - 2 if way == "up" else place + 1
    if 0 <= target < len(sections):
        move_after(section, sections[target].id)


def _apply(section: Section, sections: Sequence[Section], tool: str) -> None:
    next_open = section.id
    title = escaped(title_of(section))
    try:
        with acting() as (session, by):
            if tool == "duplicate":
                next_open = duplicate_section(session, section.id, by=by).id
            elif tool == "delete":
                delete_section(session, section.id, by=by)
            else:
                change = hide_section if tool == "hide" else show_section
                change(session, section.id, by=by)
    except SectionGone as gone:
        say(gone.reason)
    if tool == "delete":
        before, _ = neighbours(sections, section.id)
        next_open = before.id if before else section.id
        offer_section_undo(Undo(section.article_id, section.id, f"Deleted “{title}”."))
    open_section(next_open)
