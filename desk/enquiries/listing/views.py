"""Views of the list that people saved: one click opens one, and a corner to look after them."""

from collections.abc import Mapping, Sequence

import streamlit as st

from actions.enquiries.saved_views import (
    change_view,
    delete_view,
    restore_view,
    save_view,
    view_to_bring_back,
)
from desk.enquiries.listing.address import choose_enquiries, chosen_enquiries
from desk.enquiries.listing.narrowing import agree
from desk.enquiries.listing.ready_made import ready_made
from desk.frame.acting import Gesture, attempt
from desk.frame.messages import escaped
from models.base.database import reading
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.saved_view import LONGEST_VIEW_NAME, SavedView
from models.staff.member import Actor, Permission

TABS, NAME, SHARED, WHICH = "e-views", "e-view-name", "e-view-shared", "e-view-which"


def view_tabs(view: Sequence[SavedView], counts: Mapping[str, str], by: Actor) -> None:
    """What was chosen in the tabs is the filter; the address alone says which it is."""
    wanted = chosen_enquiries()
    saved = {each.id: each for each in view}
    every = ready_made(by) | {number: each.filter for number, each in saved.items()}
    shown = next((name for name, asked in every.items() if asked == wanted), None)

    def title(name: int | str) -> str:
        if isinstance(name, str):
            return f"{name} **{counts[name]}**"
        theirs = saved[name].owner_id != by.id
        return escaped(saved[name].name) + (" :material/group:" if theirs else "")

    agree(TABS, shown, title(shown) if shown else "")
    st.pills(
        "Views",
        list(every),
        format_func=title,
        key=TABS,
        on_change=lambda: choose_enquiries(every.get(st.session_state[TABS], EnquiryFilter())),
        label_visibility="collapsed",
    )


def view_corner(views: Sequence[SavedView], chosen: EnquiryFilter, by: Actor) -> None:
    """Saving what is shown as a view, and changing, sharing and deleting those there are."""
    corner = st.popover("Views", icon=":material/bookmark:", key="e-view-corner", on_change="rerun")
    if not corner.open:
        return
    with reading() as session:
        deleted = view_to_bring_back(session, by=by)
    with corner:
        _saving(chosen)
        if mine := {view.id: view for view in views if _may_change(view, by)}:
            _changing(mine)
        if deleted:
            _deleted(deleted)


def _may_change(view: SavedView, by: Actor) -> bool:
    return view.owner_id == by.id or by.may(Permission.MANAGE_SETTINGS)


def _saving(chosen: EnquiryFilter) -> None:
    def save() -> None:
        name, is_shared = st.session_state[NAME], st.session_state[SHARED]
        if attempt(
            lambda session, by: save_view(session, name, chosen, by=by, is_shared=is_shared),
            "View saved.",
        ):
            st.session_state[NAME], st.session_state[SHARED] = "", False

    st.text_input(
        "Save these filters as", key=NAME, max_chars=LONGEST_VIEW_NAME, persist_state="page"
    )
    st.checkbox("Everybody at the desk sees it", key=SHARED, persist_state="page")
    st.button("Save view", icon=":material/bookmark_add:", key="e-view-save", on_click=save)
    if chosen.term:
        st.caption("The search itself is not kept: a view outlives the people in it.")


def _changing(mine: dict[int, SavedView]) -> None:
    st.divider()
    number = st.selectbox(
        "Change a view", list(mine), index=None, format_func=lambda each: mine[each].name,
        placeholder="Choose one", key=WHICH,
    )  # fmt: skip
    if number is not None:
        _change(mine[number])


def _change(view: SavedView) -> None:
    name = st.text_input(
        "Its name", view.name, max_chars=LONGEST_VIEW_NAME, key=f"e-view-name-{view.id}",
        persist_state="page",
    )  # fmt: skip
    is_shared = st.checkbox(
        "Everybody at the desk sees it", view.is_shared, key=f"e-view-shared-{view.id}"
    )
    with st.container(horizontal=True):
        if st.button("Keep changes", key=f"e-view-keep-{view.id}"):
            attempt(
                lambda session, by: change_view(
                    session, view.id, by=by, name=name, is_shared=is_shared
                ),
                "View changed.",
            )
            st.rerun()
        st.button(
            "Delete",
            icon=":material/delete:",
            key=f"e-view-delete-{view.id}",
            on_click=_do,
            args=(lambda session, by: delete_view(session, view.id, by=by), "View deleted."),
        )


def _deleted(view: SavedView) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"You deleted “{escaped(view.name)}”.", width="content")
        st.button(
            "Undo", icon=":material/undo:", key=f"e-view-undo-{view.id}", on_click=_do,
            args=(lambda session, by: restore_view(session, view.id, by=by), "View is back."),
        )  # fmt: skip


def _do(gesture: Gesture[object], words: str) -> None:
    """A callback gives nothing back."""
    attempt(gesture, words)
