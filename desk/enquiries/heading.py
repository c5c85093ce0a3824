"""The top of the enquiries page: whom to call today, and what can be begun here."""

import streamlit as st

from desk.enquiries.listing.address import open_dialog
from desk.enquiries.risk_banner import call_list
from desk.enquiries.view import View
from desk.exports.link import export_link
from desk.frame.navigation import page_at
from desk.widgets.emphasis import on_primary
from models.staff.member import Permission


def heading(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Enquiries", width="content", anchor=False)
        call_list(view.to_call, view.words.protocol)
        with st.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="center"
        ):
            _beginnings(view)


def _beginnings(view: View) -> None:
    export_link(view.by)
    if view.by.may(Permission.MANAGE_SETTINGS) and not view.is_narrow:
        st.page_link(
            page_at("settings"),
            label="Risk phrases",
            icon=":material/tune:",
            query_params={"tab": "Risk"},
        )
    if view.may_triage:
        st.button(
            on_primary("New enquiry"),
            type="primary",
            icon=":material/add:",
            key="new-enquiry",
            on_click=open_dialog,
            args=("new",),
        )
