"""Exports: take a list of enquiries, see who took one, and check a file that turned up."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from actions.exports.preparing import count_for_export
from actions.exports.saving import list_saved_exports
from desk.exports.check import check_a_file
from desk.exports.choice import chosen_now, details_of_export, enquiries_to_take
from desk.exports.history import past_exports
from desk.exports.progress import shown_export
from desk.exports.saved import LIST, keep_list, list_in_address, saved_lists, shown_list
from desk.exports.taking import take_list
from desk.frame.device import is_phone
from desk.frame.messages import show_message
from desk.frame.sign_in import signed_in_staff
from desk.widgets.list_address import set_parameter
from models.base.database import reading
from models.exports.saved import SavedExport
from models.staff.member import Actor, Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.EXPORT_ENQUIRIES)
    st.title("Exports", anchor=False)
    show_message()
    receipt = st.query_params.get("receipt", "")
    if is_phone() and (receipt or LIST in st.query_params):
        way_to_all()
        looked_at(kept_lists(by), receipt, by)
    else:
        everything(receipt, by)


def way_to_all() -> None:
    """What was chosen in the address stays."""
    st.button(
        "All exports",
        icon=":material/arrow_back:",
        type="tertiary",
        key="export-all",
        on_click=back_to_all,
    )


def back_to_all() -> None:
    for name in ("receipt", LIST):
        set_parameter(name, "")


def kept_lists(by: Actor) -> list[SavedExport]:
    with reading() as session:
        return list_saved_exports(session, by=by)


def looked_at(saved: Sequence[SavedExport], receipt: str, by: Actor) -> None:
    """The list and the receipt that the address names."""
    if opened := list_in_address(saved):
        shown_list(opened, by)
    if receipt:
        shown_export(receipt, by)


def everything(receipt: str, by: Actor) -> None:
    left, right = st.columns([3, 2], gap="large")
    saved = kept_lists(by)
    with left:
        new_export(saved, by)
    with right:
        looked_at(saved, receipt, by)
    if saved:
        saved_lists(saved, by)
    st.header("Past exports", anchor=False)
    past_exports(by)
    with st.expander("Check a file", icon=":material/fingerprint:"):
        check_a_file()


def new_export(saved: Sequence[SavedExport], by: Actor) -> None:
    """The number shown here is what the file will have."""
    address = st.query_params.to_dict()
    enquiries_to_take(address)
    chosen = chosen_now(address)
    with reading() as session:
        total, newest = count_for_export(session, chosen, by=by)
    many = "1 enquiry" if total == 1 else f"{total:,} enquiries"
    st.markdown(f"**{many}** will be in the file.")
    details_of_export(saved, by)
    with st.container(horizontal=True):
        take_or_keep(chosen, total, newest)


def take_or_keep(chosen: dict[str, Any], total: int, newest: int) -> None:
    st.button(
        "Download",
        type="primary",
        icon=":material/download:",
        key="export-download",
        disabled=not total,
        on_click=take_list,
        args=(chosen, total, newest),
    )
    keep_list()


page()
