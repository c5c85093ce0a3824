"""All enquiries: find one, read it, answer it, move it along."""

import streamlit as st

from desk.enquiry_address import ask, is_asked, open_record, ticked, wished
from desk.enquiry_view import View, look
from desk.messages import show_message
from desk.navigation import page_at
from desk.parts.emphasis import on_primary
from desk.parts.enquiry_entry import new_enquiry
from desk.parts.enquiry_filters import Offers, filters, status_tabs
from desk.parts.enquiry_list import enquiry_list
from desk.parts.enquiry_news import watch_for_news
from desk.parts.enquiry_record import enquiry_record
from desk.parts.enquiry_table import HEIGHT
from desk.parts.export_link import export_link
from desk.parts.risk_banner import show_risk_banner
from desk.sign_in import signed_in_staff
from models.database import reading
from models.staff import Actor, Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ENQUIRIES)
    may_triage = by.may(Permission.TRIAGE_ENQUIRIES)
    view = look(by)
    heading(by, may_triage=may_triage)
    above = st.container()  # always there, so that what is being typed below keeps its place
    with above:
        show_message()
        with reading() as session:
            show_risk_banner(session)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        status_tabs(view.chosen, view.page.counts)
        ids = [row.id for row in view.page.rows]
        watch_for_news(view.newest, ids, view.here, is_busy=is_busy(view))
    offers = Offers(view.services, view.colleagues, view.articles, view.tags)
    filters(view.chosen, offers, is_narrow=is_phone())
    if is_phone():
        on_a_phone(view, may_triage=may_triage)
    else:
        side_by_side(view, may_triage=may_triage)
    if is_asked("new") and may_triage:
        new_enquiry(view.services)


def heading(by: Actor, *, may_triage: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Enquiries", width="stretch", anchor=False)
        export_link(by)
        if by.may(Permission.MANAGE_SETTINGS) and not is_phone():
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


def is_phone() -> bool:
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def is_busy(view: View) -> bool:
    """Ticking, or in a dialog; on a phone a record is one."""
    in_dialog = is_asked("new") or (is_phone() and view.opened is not None)
    return bool(ticked()) or in_dialog


def side_by_side(view: View, *, may_triage: bool) -> None:
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        enquiry_list(view, may_triage=may_triage, is_narrow=False)
    with right, st.container(border=True, height=HEIGHT + 46):
        if view.opened:
            record(view, may_triage=may_triage)
        else:
            st.markdown("**Nobody is open**")
            st.caption(
                "Click a row, or move with the arrow keys, to read what somebody wrote. "
                "Tick boxes to act on several at once."
            )


def on_a_phone(view: View, *, may_triage: bool) -> None:
    enquiry_list(view, may_triage=may_triage, is_narrow=True)
    if view.opened and not (is_asked("new") or wished()[0]):
        drawer = st.dialog("Enquiry", position="right", on_dismiss=lambda: open_record(None))
        drawer(record)(view, may_triage=may_triage)


def record(view: View, *, may_triage: bool) -> None:
    if view.opened:
        protocol = view.protocol if is_phone() else ""  # beside the list it stands on top
        enquiry_record(view.opened, view.colleagues, protocol, view.replies, may_triage=may_triage)


page()
