"""All enquiries: find one, read it, answer it, move it along."""

import streamlit as st

from desk.enquiries.entry import new_enquiry
from desk.enquiries.listing.address import ask, is_asked, open_record, wished
from desk.enquiries.listing.columns import column_choice
from desk.enquiries.listing.filters import Offers, filters, status_tabs
from desk.enquiries.listing.list import enquiry_list
from desk.enquiries.listing.news import watch_for_news
from desk.enquiries.listing.table import HEIGHT
from desk.enquiries.listing.views import view_corner, view_tabs
from desk.enquiries.record.record import enquiry_record
from desk.enquiries.record.why import ask_for_reason
from desk.enquiries.risk_banner import show_risk_banner
from desk.enquiries.triage_keys import triage_keys
from desk.enquiries.view import View, is_busy, look
from desk.exports.link import export_link
from desk.frame.messages import show_message
from desk.frame.navigation import page_at
from desk.frame.sign_in import signed_in_staff
from desk.widgets.emphasis import on_primary
from models.staff.member import Actor, Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ENQUIRIES)
    may_triage = by.may(Permission.TRIAGE_ENQUIRIES)
    view = look(by)
    heading(view, by, may_triage=may_triage)
    above = st.container()  # always there, so that what is being typed below keeps its place
    with above:
        show_message()
        show_risk_banner(view.to_call, view.protocol)
    narrowing(view, by)
    if view.is_narrow:
        on_a_phone(view, may_triage=may_triage)
    else:
        side_by_side(view, may_triage=may_triage)
    if is_asked("new") and may_triage:
        new_enquiry(view.services)
    elif may_triage:
        ask_for_reason(view)
    if not view.is_narrow:
        triage_keys(view, may_triage=may_triage)


def narrowing(view: View, by: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        status_tabs(view.chosen, view.page.counts)
        view_tabs(view.own.views, view.chosen, by)
        watch_for_news(view.seen, view.ids, view.here, is_busy=is_busy(view))
    offers = Offers(view.services, view.colleagues)
    with filters(view.chosen, offers, is_narrow=view.is_narrow):
        view_corner(view.own.views, view.chosen, by)
        if not view.is_narrow:
            column_choice(view.own.columns)


def heading(view: View, by: Actor, *, may_triage: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Enquiries", width="stretch", anchor=False)
        export_link(by)
        if by.may(Permission.MANAGE_SETTINGS) and not view.is_narrow:
            st.page_link(
                page_at("settings"),
                label="Risk phrases",
                icon=":material/tune:",
                query_params={"tab": "Risk"},
            )
        if may_triage:
            st.button(
                on_primary("New enquiry"),
                type="primary",
                icon=":material/add:",
                key="new-enquiry",
                on_click=ask,
                args=("new",),
            )


def side_by_side(view: View, *, may_triage: bool) -> None:
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        enquiry_list(view, may_triage=may_triage)
    with right, st.container(border=True, height=HEIGHT + 46):
        if view.opened:
            record(view, may_triage=may_triage)
        else:
            st.markdown(
                "**Nobody is open**\n\n:small[:gray[Click a row, or move with the arrow keys, to "
                "read what somebody wrote. Tick boxes to act on several at once. Press **?** for "
                "all keys.]]"
            )


def on_a_phone(view: View, *, may_triage: bool) -> None:
    enquiry_list(view, may_triage=may_triage)
    if view.opened and not (is_asked("new") or wished()[0]):
        drawer = st.dialog("Enquiry", position="right", on_dismiss=lambda: open_record(None))
        drawer(record)(view, may_triage=may_triage)


def record(view: View, *, may_triage: bool) -> None:
    if view.opened:
        protocol = view.protocol if view.is_narrow else ""  # beside the list it stands on top
        enquiry_record(view.opened, view.colleagues, protocol, view.replies, may_triage=may_triage)


page()
