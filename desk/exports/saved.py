"""Saved lists: taken with one press, shared, and coming by the clock."""

from collections.abc import Sequence

import streamlit as st

from actions.exports.again import count_saved_export, take_saved_export
from actions.exports.refusals import NoSuchList
from actions.exports.saving import delete_saved_export, save_export, share_export
from desk.exports.choice import chosen_now, wanted_now
from desk.exports.rhythm import rhythm_fields
from desk.exports.words import form_in_words, list_in_words, schedule_in_words
from desk.frame.acting import attempt, attempted
from desk.frame.messages import escaped
from desk.widgets.list_address import set_parameter
from models.base.database import reading
from models.exports.saved import LONGEST_LIST_NAME, SavedExport
from models.staff.member import Actor

NAME, SHARED, LIST = "export-list-name", "export-list-shared", "list"


def keep_list() -> None:
    """What the fields say, under a name."""
    place = f"export-save-corner-{st.query_params.get(LIST, '')}"  # it is closed over the new list
    corner = st.popover("Save this list", icon=":material/bookmark_add:", key=place)
    with corner:
        st.text_input("Name", key=NAME, max_chars=LONGEST_LIST_NAME, persist_state="page")
        st.checkbox("Everybody who may export sees it", key=SHARED, persist_state="page")
        st.caption("A search is not kept with it: a list outlives the people in it.")
        st.button("Save", key="export-save", on_click=_keep)


def _keep() -> None:
    name, is_shared = st.session_state[NAME], st.session_state[SHARED]
    chosen = chosen_now(st.query_params.to_dict())
    number = attempted(
        lambda session, by: (
            save_export(
                session, name, wanted_now(session, chosen, by=by), by=by, is_shared=is_shared
            ).id
        )
    )
    if number:
        st.session_state[NAME], st.session_state[SHARED] = "", False
        set_parameter(LIST, str(number))


def saved_lists(saved: Sequence[SavedExport], by: Actor) -> None:
    """One's own first. A press on a name opens it."""
    st.header("Saved lists", anchor=False)
    with st.container(gap="xsmall", key="export-lists"):
        for each in saved:
            with st.container(gap=None):
                st.button(
                    escaped(each.name), type="tertiary", key=f"export-list-{each.id}",
                    icon=":material/schedule:" if each.next_at else ":material/bookmark:",
                    on_click=set_parameter, args=(LIST, str(each.id)),
                )  # fmt: skip
                told = (schedule_in_words(each), _whose(each, by))
                st.markdown(f":small[:gray[{escaped(' · '.join(filter(None, told)))}]]")
            if each.stopped_because:
                st.warning(f"It no longer comes by itself. {escaped(each.stopped_because)}")


def _whose(saved: SavedExport, by: Actor) -> str:
    if saved.owner_id != by.id:
        return saved.owner.full_name
    return "Shared" if saved.is_shared else "Yours alone"


def shown_list(saved: SavedExport, by: Actor) -> None:
    """What it asks for, how many that are now, and what may be changed."""
    with reading() as session:
        total, newest = count_saved_export(session, saved.id, by=by)
    with st.container(border=True):
        st.header(escaped(saved.name), anchor=False)
        st.markdown(f"{escaped(list_in_words(saved))}  \n{form_in_words(saved)}")
        st.markdown(f"**{'1 enquiry' if total == 1 else f'{total:,} enquiries'}** now.")
        st.caption(f"Reason: {escaped(saved.reason)}")
        with st.container(horizontal=True):
            st.button(
                "Download this list", icon=":material/download:", key=f"export-take-{saved.id}",
                on_click=_take, args=(saved.id, total, newest), disabled=not total,
            )  # fmt: skip
            if saved.owner_id == by.id or saved.rhythm:
                st.button(
                    "Delete", icon=":material/delete:", type="tertiary",
                    key=f"export-delete-{saved.id}", on_click=_delete, args=(saved.id,),
                )  # fmt: skip
        if saved.owner_id == by.id:
            st.checkbox(
                "Everybody who may export sees it", saved.is_shared,
                key=f"export-shared-{saved.id}", on_change=_share, args=(saved.id,),
            )  # fmt: skip
            rhythm_fields(saved)


def _take(number: int, total: int, newest: int) -> None:
    receipt = attempted(
        lambda session, by: take_saved_export(session, number, total, newest, by=by).receipt
    )
    if receipt:
        set_parameter("receipt", receipt)


def _share(number: int) -> None:
    is_shared = st.session_state[f"export-shared-{number}"]
    attempt(lambda session, by: share_export(session, number, by=by, is_shared=is_shared), "Kept.")


def _delete(number: int) -> None:
    if attempt(lambda session, by: delete_saved_export(session, number, by=by), "List deleted."):
        set_parameter(LIST, "")


def list_in_address(saved: Sequence[SavedExport]) -> SavedExport | None:
    """None, and said, for one that is gone or a colleague's."""
    number = st.query_params.get(LIST, "")
    found = next((each for each in saved if str(each.id) == number), None)
    if number and found is None:
        st.warning(NoSuchList.words)
    return found
