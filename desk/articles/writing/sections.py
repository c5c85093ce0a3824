"""The sections of an article at its side: open, order, add, and bring back deleted ones."""

from collections.abc import Mapping, Sequence

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.articles.problems import Mark
from actions.articles.sections import add_section, move_section, undelete_section
from desk.articles.writing.drafts import being_written, collected
from desk.articles.writing.fields import KINDS
from desk.frame.acting import attempt, attempted
from desk.frame.messages import escaped, keep_message, say_trouble
from desk.widgets.outline import outline
from models.articles.article import Section, SectionKind

Marks = Mapping[int, Mark]
ADDABLE = [kind for kind in KINDS if kind is not SectionKind.HEADER]


def title_of(section: Section) -> str:
    return section.draft.heading or KINDS[section.kind]


def open_section(section_id: int) -> None:
    """Show this section; ends this run."""
    _choose(section_id)
    st.rerun()


def go_to_section(section_id: int) -> None:
    """The same from a callback: the text of the one left is kept, and that is said."""
    writing = being_written()
    if writing and writing.section_id != section_id:
        text = collected(writing)
        title = f"“{escaped(text.heading)}”" if text.heading else "the section"
        if text != writing.saved:
            keep_message(f"Your text in {title} is kept, not saved yet.")
    _choose(section_id)


def _choose(section_id: int) -> None:
    st.query_params["section"] = str(section_id)
    st.query_params.pop("compare", None)


def section_list(found: OpenArticle, opened: Section | None, marks: Marks) -> None:
    """Draw the list; sections in which this person has unsaved text carry a dot."""
    header, *rest = found.sections
    current, unsaved = opened.id if opened else 0, set(found.drafts)
    mark = f" :small[:gray[{marks[header.id]}]]" if header.id in marks else ""
    st.button(
        _dotted("Title and introduction", header.id, unsaved) + mark,
        type="secondary" if header.id == current else "tertiary",
        icon=":material/title:",
        key="open-header",
        on_click=go_to_section,
        args=(header.id,),
    )
    if rest:
        _ordered(header, rest, (current, unsaved), marks)
    with st.container(horizontal=True):
        _add(found.sections, current)
        _deleted(found.gone)


def folded_list(found: OpenArticle, opened: Section | None, marks: Marks) -> None:
    """The same, where there is no room for it beside the text."""
    places = [section.id for section in found.sections]
    place = places.index(opened.id) if opened and opened.id in places else None
    told = f"Section {place} of {len(places) - 1}" if place else "Sections"
    with st.expander(told, icon=":material/toc:", key="sections"):
        section_list(found, opened, marks)


def _ordered(
    header: Section, rest: Sequence[Section], here: tuple[int, set[int]], marks: Marks
) -> None:
    current, unsaved = here
    outline(
        [(str(each.id), _dotted(title_of(each), each.id, unsaved)) for each in rest],
        key=f"outline-{header.article_id}",
        current=str(current),
        hidden={str(each.id) for each in rest if each.is_hidden},
        marks={str(number): mark.value for number, mark in marks.items()},
        opened=lambda chosen: go_to_section(int(chosen)),
        moved=lambda chosen, order: _move(header.id, chosen, order),
    )


def _dotted(title: str, section_id: int, unsaved: set[int]) -> str:
    return f"● {title}" if section_id in unsaved else title


def _move(header_id: int, chosen: str, order: list[str]) -> None:
    place = order.index(chosen)
    move_after(int(chosen), int(order[place - 1]) if place else header_id)


def move_after(section_id: int, after: int) -> None:
    attempt(lambda session, by: move_section(session, section_id, after=after, by=by))


def _add(sections: Sequence[Section], current: int) -> None:
    kind = st.menu_button(
        "Add a section",
        ADDABLE,
        icon=":material/add:",
        format_func=lambda kind: KINDS[kind],
        key="add-section",
    )
    if kind is None:
        return
    after = current if any(each.id == current for each in sections) else sections[-1].id
    added = attempted(
        lambda session, by: add_section(session, kind, after=after, by=by).id, tell=say_trouble
    )
    if added is not None:
        open_section(added)


def _deleted(gone: Sequence[Section]) -> None:
    if not gone:
        return
    chosen = st.menu_button(
        "Deleted",
        gone,
        icon=":material/restore_from_trash:",
        type="tertiary",
        format_func=lambda section: escaped(_numbered(section, gone)),
        key=f"deleted-{'-'.join(str(section.id) for section in gone)}",
    )
    if chosen:
        attempt(lambda session, by: undelete_section(session, chosen.id, by=by), tell=say_trouble)
        open_section(chosen.id)


def _numbered(section: Section, gone: Sequence[Section]) -> str:
    """Two may have one title, and Streamlit tells choices apart by their words."""
    return f"Bring back {gone.index(section) + 1}. {title_of(section)}"


def neighbours(sections: Sequence[Section], current: int) -> tuple[Section | None, Section | None]:
    """The sections before and after the current one."""
    places = [each.id for each in sections]
    if current not in places:
        return None, None
    place = places.index(current)
    before = sections[place - 1] if place else None
    return before, sections[place + 1] if place + 1 < len(sections) else None
