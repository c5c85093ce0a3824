"""Exports: take a list of enquiries, see who took one, and check a file that turned up."""

from typing import Any

import streamlit as st

from actions.exports import Wanted, count_for_export
from desk.messages import show_message
from desk.parts.export_check import check_a_file
from desk.parts.export_choice import details_of_export, enquiries_to_take, reason_for_it
from desk.parts.export_history import past_exports
from desk.parts.export_progress import shown_export
from desk.parts.export_taking import take_list
from desk.sign_in import signed_in_staff
from models.database import reading
from models.staff import Actor, Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.EXPORT_ENQUIRIES)
    st.title("Exports", anchor=False)
    show_message()
    left, right = st.columns([3, 2], gap="large")
    with left:
        wanted = what_to_take(by)
        download_button(wanted)
    with right:
        if receipt := st.query_params.get("receipt"):
            shown_export(receipt, by)
    st.header("Past exports", anchor=False)
    past_exports()
    with st.expander("Check a file", icon=":material/fingerprint:"):
        check_a_file()


def what_to_take(by: Actor) -> Wanted:
    chosen = enquiries_to_take(st.query_params.to_dict())
    total, newest = counted(chosen, by)
    many = "1 enquiry" if total == 1 else f"{total:,} enquiries"
    st.markdown(f"**{many}** will be in the file.")
    wanted = details_of_export(chosen, total, newest)
    reason_for_it()
    return wanted


def counted(chosen: dict[str, Any], by: Actor) -> tuple[int, int]:
    with reading() as session:
        return count_for_export(session, chosen, by=by)


def download_button(wanted: Wanted) -> None:
    st.button(
        "Download",
        type="primary",
        icon=":material/download:",
        key="export-download",
        disabled=not wanted.promised,
        on_click=take_list,
        args=(wanted,),
    )


page()
