"""The top of the enquiries page: whom to call today, and what can be begun here."""

from urllib.parse import parse_qsl

import streamlit as st

from desk.enquiries.listing.address import IN_ADDRESS, REPORT, open_dialog
from desk.enquiries.risk_banner import call_list
from desk.enquiries.view import View
from desk.exports.link import export_link
from desk.frame.navigation import page_at
from models.staff.member import Actor, Permission


def heading(view: View) -> None:
    _way_back(view.by)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Enquiries", width="content", anchor=False)
        call_list(view.to_call, view.words.protocol)
        with st.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="center"
        ):
            _beginnings(view)


def _way_back(by: Actor) -> None:
    """To the report whose number opened this list: to the same days."""
    asked = dict(parse_qsl(st.query_params.get(REPORT, "")))
    if asked and by.may(Permission.READ_REPORTS):
        st.page_link(
            page_at("reports"), label="Back to the report", icon=":material/arrow_back:",
            query_params={name: asked[name] for name in IN_ADDRESS if name in asked},
        )  # fmt: skip


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
            "New enquiry",
            type="primary",
            icon=":material/add:",
            key="new-enquiry",
            on_click=open_dialog,
            args=("new",),
        )
