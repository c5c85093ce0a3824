"""What can be done with a section as a whole: move, duplicate, hide, delete it."""

from collections.abc import Callable, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from actions.articles.sections import delete_section, duplicate_section, hide_section, show_section
from desk.articles.writing.sections import move_after, neighbours, open_section
from desk.frame.acting import attempt
from desk.frame.messages import say_trouble
from models.articles.article import Section
from models.staff.member import Actor

TOOLS = {
    "up": "Move up",
    "down": "Move down",
    "duplicate": "Duplicate",
    "hide": "Hide from readers",
    "show": "Show to readers",
    "delete": "Delete",
}

CHANGES: dict[str, Callable[..., Section | None]] = {
    "duplicate": duplicate_section,
    "hide": hide_section,
    "show": show_section,
    "delete": delete_section,
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
        move_after(section.id, sections[target].id)
    st.rerun()


def _apply(section: Section, sections: Sequence[Section], tool: str) -> None:
    next_open = section.id

    def change(session: Session, by: Actor) -> None:
        nonlocal next_open
        made = CHANGES[tool](session, section.id, by=by)
        next_open = made.id if made else next_open

    attempt(change, tell=say_trouble)
    if tool == "delete":
        before, _ = neighbours(sections, section.id)
        next_open = before.id if before else section.id
    open_section(next_open)
