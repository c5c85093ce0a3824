"""All enquiries: find one, read it, answer it, move it along."""

import streamlit as st

from desk.enquiries.entry.dialog import new_enquiry
from desk.enquiries.heading import heading
from desk.enquiries.listing.address import bulk_choice, is_dialog_open, open_id, open_record
from desk.enquiries.listing.columns import column_choice
from desk.enquiries.listing.filters import Offers, filters, status_tabs
from desk.enquiries.listing.list import enquiry_list
from desk.enquiries.listing.news import watch_for_news
from desk.enquiries.listing.views import view_corner, view_tabs
from desk.enquiries.record.booking import ASKED, ask_for_time
from desk.enquiries.record.record import enquiry_record, record_head
from desk.enquiries.record.why import ask_for_reason
from desk.enquiries.said import said_now
from desk.enquiries.said_line import said_line
from desk.enquiries.triage_keys import triage_keys
from desk.enquiries.view import View, is_busy, looking
from desk.frame.messages import escaped
from desk.frame.sign_in import signed_in_staff, who_is_it
from models.staff.member import Permission
from settings import ROOT

STYLE = ROOT / "desk" / "enquiries" / "desk.css"
BEFORE = "desk.enquiries.open_before"


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ENQUIRIES)
    st.html(STYLE)
    with looking(by) as view:
        (on_a_phone if view.is_narrow else side_by_side)(view)
        if is_dialog_open("new") and view.may_triage:
            new_enquiry(view.words.services)
        elif view.may_triage:
            ask_for_reason(view)
            ask_for_time(view)
        if not view.is_record_drawn:
            said_line(said_now())
        if not view.is_narrow:
            triage_keys(view)


def surroundings(view: View) -> None:
    with st.container(gap="xsmall"):
        heading(view)
        narrowing(view)


def narrowing(view: View) -> None:
    status_tabs(view.chosen, view.counts)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        view_tabs(view.own.views, view.ready_made, view.by)
        watch_for_news(view.seen, view.ids, view.here, is_busy=is_busy(view))
    offers = Offers(view.words.services, view.colleagues)
    with filters(view.chosen, offers, is_narrow=view.is_narrow):
        view_corner(view.own.views, view.chosen, view.by)
        if not view.is_narrow:
            column_choice(view.own.columns)


def side_by_side(view: View) -> None:
    """What somebody has just asked for is drawn first: the record, or else the list."""
    above = st.container()
    left, right = st.columns([1.7, 1], gap="medium")
    parts = [(left, enquiry_list), (above, surroundings)]
    is_another = st.session_state.get(BEFORE) != open_id()
    parts.insert(0 if is_another else len(parts), (right, panel))
    for place, draw in parts:
        with place:
            draw(view)
    st.session_state[BEFORE] = open_id()


def panel(view: View) -> None:
    with st.container(border=True, gap="small"):
        if view.opened:
            company = record_head(view.opened.enquiry)
            with st.container(key="e-panel", gap="small"):
                enquiry_record(view, view.opened, company)
        else:
            st.markdown(
                "**Nobody is open**\n\n:small[:gray[Click a row, or move with the arrow keys, to "
                "read what somebody wrote. Tick boxes to act on several at once. Press **?** for "
                "all keys.]]"
            )


def on_a_phone(view: View) -> None:
    surroundings(view)
    enquiry_list(view)
    if view.opened and not (any(map(is_dialog_open, ("new", *ASKED))) or bulk_choice()[0]):
        name = escaped(view.opened.enquiry.name)
        drawer = st.dialog(name, position="right", on_dismiss=lambda: open_record(None))
        drawer(whole_record)(view)


def whole_record(view: View) -> None:
    """Each step in it draws it alone, by a look of its own: as things stand after that step."""
    if not view.is_record_drawn:
        view.is_record_drawn = True
        in_the_drawer(view)
        return
    by = who_is_it()
    if by is None or not by.may(Permission.READ_ENQUIRIES) or view.is_overtaken():
        st.rerun()
    with looking(by) as now:
        in_the_drawer(now)


def in_the_drawer(view: View) -> None:
    if view.opened:
        company = record_head(view.opened.enquiry, is_named=False)
        enquiry_record(view, view.opened, company)
        said_line(said_now())  # nothing outside can be pressed or heard meanwhile


page()
