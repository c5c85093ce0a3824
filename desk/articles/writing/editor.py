"""Writing one section: its boxes, Save, and what can be done with the section as a whole."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from actions.articles.drafts import TYPED_FIELDS
from actions.articles.refusals import StaleEdit
from actions.articles.sections import save_section
from desk.articles.writing.call_choice import take_choice
from desk.articles.writing.conflict import compare, compare_with, is_stale, show_warning
from desk.articles.writing.discarding import discarding
from desk.articles.writing.drafts import (
    Writing,
    begin_again,
    being_written,
    collected,
    field,
    go_on_from,
    is_own,
    now_saved,
)
from desk.articles.writing.fields import KINDS, section_fields
from desk.articles.writing.newer import BOXES, watch_for_newer
from desk.articles.writing.sections import go_to_section, neighbours, title_of
from desk.articles.writing.selected import offers_beside
from desk.articles.writing.tools import move_by_one, section_tools
from desk.frame.acting import attempted
from desk.frame.messages import escaped, keep_message, keep_trouble
from desk.widgets.clock import spoken
from desk.widgets.keyboard import listen_to_keys
from desk.widgets.rich_text.told import Problem
from desk.widgets.typing.box import keep_typing
from models.articles.article import Draft, Section, SectionKind
from models.articles.content import SectionContent
from models.staff.member import Actor


def section_editor(
    writing: Writing,
    section: Section,
    sections: Sequence[Section],
    draft: Draft | None,
    *,
    save_place: DeltaGenerator,
    problems: Sequence[Problem] = (),
) -> None:
    """Save stands in `save_place`, the header that stays.

    The notice has a place even when empty: a box that moves in the page's order is made
    anew by the browser, and what was typed into it while the server was away is gone.
    """
    bar = st.container(horizontal=True, vertical_alignment="center")
    with st.container():
        _notice(writing, section, draft)
    with st.container(border=True, key=BOXES):
        offers = offers_beside(section)
        section_fields(writing, section.kind, problems, offers)
        _keep_typing(writing, draft)
        watch_for_newer()
        st.text_input("Note for the history (optional)", key=_note(writing))
    with bar:
        _bar(writing, section, sections)
    with save_place:
        _saving(writing, section)
    _onwards(sections, section.id)
    if (way := listen_to_keys()) and section.kind is not SectionKind.HEADER:
        move_by_one(section, sections, way)


def _keep_typing(writing: Writing, draft: Draft | None) -> None:
    """What was kept while the page was away is taken up in the next run."""
    found = keep_typing(
        "section",
        writing.section_id,
        {name: field(writing.section_id, name) for name in sorted(TYPED_FIELDS)},
        mark=writing.mark,
        based_on=writing.based_on,
        known=writing.kept_at,
        is_anew=writing.is_anew,
    )
    if found and go_on_from(draft, found):
        st.rerun()


def _note(writing: Writing) -> str:
    return f"note-{writing.section_id}-{writing.based_on}"


def _notice(writing: Writing, section: Section, draft: Draft | None) -> None:
    if is_stale(writing, section.latest):
        show_warning(writing, section.latest)
    elif draft and (draft.other or not is_own(writing, draft)):
        _tell_of_another(writing, draft)
    elif writing.resumed_from:
        st.info(f"This is your unsaved text from {spoken(writing.resumed_from)}.")


def _tell_of_another(writing: Writing, draft: Draft) -> None:
    """One person, two browsers: neither text takes the place of the other unseen."""
    if writing.is_unsaved:
        st.info("You also wrote in this section in another browser. That text comes after this.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        told = f"You wrote another text here, {spoken(draft.saved_at)}, and did not save it."
        st.info(told, width="stretch")
        if st.button("Look at it", key="other-text"):
            begin_again()
            compare()


def _bar(writing: Writing, section: Section, sections: Sequence[Section]) -> None:
    hidden = " :gray[· hidden from readers]" if section.is_hidden else ""
    st.markdown(f"**{KINDS[section.kind]}**{hidden}", width="stretch")
    discarding(writing)
    if section.kind is not SectionKind.HEADER:
        section_tools(section, sections)


def _saving(writing: Writing, section: Section) -> None:
    """The style sheet says “Not connected” in place of this while the browser is cut off."""
    with st.container(key="saved-or-not", width="content"):
        st.markdown(f":gray[{_standing(writing, section)}]")
    st.button("Save", type="primary", key="save", on_click=_save)


def _standing(writing: Writing, section: Section) -> str:
    """Short, so that it fits beside the buttons on a phone whatever it says."""
    if not writing.is_unsaved:
        return f"Saved {spoken(section.draft.saved_at).removeprefix('today ')}"
    kept = f" · {spoken(writing.kept_at).removeprefix('today ')}" if writing.kept_at else ""
    return f"Unsaved{kept}"


def _save() -> None:
    """Before the page is drawn, so that one run does it; every character has arrived by now."""
    writing = being_written()
    if writing is None:
        keep_trouble("Not saved: a newer text of yours came back first. Look at it, and save.")
        return
    take_choice(writing)
    text = collected(writing)
    saved = attempted(
        lambda session, by: _saved(session, writing, text, by),
        tell=_tell_not_saved,
        unless={StaleEdit: lambda stale: compare_with(writing, stale.newest)},
    )
    if saved:
        writing.text = text
        now_saved(writing, saved)
        keep_message("Saved.")


def _tell_not_saved(words: str) -> None:
    """At once, while what waits for a busy database has yet to be drawn."""
    st.toast(f"Not saved. {words}", icon=":material/error:", duration="long")


def _saved(session: Session, writing: Writing, text: SectionContent, by: Actor) -> int:
    """The number of its revision. Errors: as save_section."""
    return save_section(
        session,
        writing.section_id,
        text,
        based_on=writing.based_on,
        note=str(st.session_state.get(_note(writing), "")),
        draft_at=writing.kept_at,
        mark=writing.mark,
        by=by,
    ).number


def _onwards(sections: Sequence[Section], current: int) -> None:
    """On a phone the list of sections is far below; this is at hand."""
    before, after = neighbours(sections, current)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        for section, icon, key in (
            (before, ":material/arrow_back:", "before"),
            (after, ":material/arrow_forward:", "after"),
        ):
            if section:
                st.button(
                    escaped(title_of(section)), icon=icon, type="tertiary", key=f"go-{key}",
                    on_click=go_to_section, args=(section.id,),
                )  # fmt: skip
