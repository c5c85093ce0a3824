"""One enquiry beside the list: who, what they ask, how to reach them, and what was done."""

from collections.abc import Mapping
from urllib.parse import quote

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from actions.enquiries.reading import OpenEnquiry
from desk.enquiries.drawn import Drawn
from desk.enquiries.record.actions import actions
from desk.enquiries.record.appointment import appointment
from desk.enquiries.record.marks import priority_and_tags
from desk.enquiries.record.masked import masked_contact
from desk.enquiries.record.merging import merged, others
from desk.enquiries.record.note import note_being_written, note_box
from desk.enquiries.record.preferred_time import preferred_time
from desk.enquiries.record.reply import print_link, reply_box
from desk.enquiries.record.risk_acknowledgement import risk_acknowledgement
from desk.enquiries.record.waiting import answer_clock, follow_up
from desk.enquiries.undo import undo_button
from desk.enquiries.view import View
from desk.enquiries.work import what_changed
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.widgets.clock import spoken
from desk.widgets.presence import who_else_is_here
from desk.widgets.table.parts import Colour
from models.enquiries.enquiry import STATUS_TITLES, Enquiry, EnquiryEvent
from models.enquiries.event import UNDELIVERED
from models.enquiries.state import CameBy, EnquirySource, Priority, Status

BADGES: dict[Status, Colour] = {
    Status.NEW: "blue",
    Status.IN_PROGRESS: "orange",
    Status.WAITING: "violet",
    Status.BOOKED: "green",
    Status.CLOSED: "gray",
    Status.SPAM: "red",
}
SOURCES: dict[EnquirySource, str] = {
    EnquirySource.WEB: "from the website",
    EnquirySource.API: "from a connected program",
    EnquirySource.DESK: "written down at the desk",
    EnquirySource.IMPORT: "from an import",
}
CAME_BY: dict[str, str] = {CameBy.PHONE_CALL: "a phone call", CameBy.WALK_IN: "a walk-in"}
ICONS: dict[str, str] = {
    "received": ":green[:material/inbox:]",
    "status": ":blue[:material/flag:]",
    "assigned": ":orange[:material/person_add:]",
    "note": ":violet[:material/edit_note:]",
    "risk_acknowledged": ":red[:material/health_and_safety:]",
    UNDELIVERED: ":red[:material/unsubscribe:]",
}


def enquiry_record(view: View, opened: OpenEnquiry, company: DeltaGenerator) -> None:
    """Below its head, which stays in sight.

    What they ask is drawn before anything else is looked up, and who else reads it last.
    """
    enquiry, may_triage = opened.enquiry, view.may_triage
    answer_clock(enquiry, opened.hours)
    if enquiry.is_at_risk:
        risk_acknowledgement(enquiry, view.words.protocol, may_triage=may_triage)
    _what_they_ask(opened)
    view.look_up_all()
    if may_triage:
        reply_box(opened, view.words.replies)
    merged(opened, may_triage=may_triage)
    if may_triage:
        _work(opened, view.colleagues)
    others(opened, view.same, may_triage=may_triage)
    _everything(enquiry)
    _timeline(opened, may_triage=may_triage)
    with company:
        who_else_is_here(f"enquiry:{enquiry.id}", note_being_written(enquiry.id))


def _everything(enquiry: Enquiry) -> None:
    label, of = "Everything of this contact", {"of": str(enquiry.id)}
    st.page_link(page_at("person"), label=label, icon=":material/contacts:", query_params=of)


def _timeline(opened: OpenEnquiry, *, may_triage: bool) -> None:
    st.subheader("Timeline", anchor=False)
    belongs = {part.id: part for part in (opened.enquiry, *opened.parts)}
    for event in opened.timeline:
        of, is_mine = belongs[event.enquiry_id], may_triage and event is opened.undoable
        event_line(event, of, is_mine=is_mine, is_part=of is not opened.enquiry)


def _work(opened: OpenEnquiry, colleagues: Mapping[int, str]) -> None:
    """What is part of another takes notes alone."""
    enquiry = opened.enquiry
    if not opened.whole:
        actions(enquiry, colleagues)
        appointment(enquiry)
    note_box(Drawn.of(enquiry), opened.note_draft)
    if not opened.whole:
        priority_and_tags(enquiry)
        follow_up(enquiry, opened.hours)


def record_head(enquiry: Enquiry, *, is_named: bool = True) -> DeltaGenerator:
    """Whom one reads and acts on: name (unless it stands above), status, who has it.

    Returns the place for who else reads it, which takes no line of its own. Its key tells the
    browser who is on screen, before a key press acts on them.
    """
    with st.container(key=f"e-shown-{Drawn.of(enquiry).key}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if is_named:
                st.header(escaped(enquiry.name), anchor=False, width="stretch")
            if enquiry.priority is Priority.HIGH:
                st.badge("High priority", color="red", icon=":material/priority_high:")
            st.badge(STATUS_TITLES[enquiry.status], color=BADGES[enquiry.status])
        who = escaped(enquiry.assigned_to.full_name) if enquiry.assigned_to else "nobody yet"
        with st.container(horizontal=True, key="e-whose", gap="small"):
            st.caption(f"Assigned to {who}", width="content")
            return st.container()


def _what_they_ask(opened: OpenEnquiry) -> None:
    if opened.is_masked:
        masked_contact(opened.enquiry)
    else:
        _contact(opened.enquiry)
        print_link(opened.enquiry)
        with st.container(border=True, key=f"e-words-{opened.enquiry.id}"):
            st.text(opened.enquiry.message or "No message.")
    _circumstances(opened.enquiry, _how_it_came(opened))


def _contact(enquiry: Enquiry) -> None:
    ways = []
    if enquiry.phone:
        number = enquiry.phone_key or "".join(filter(str.isdecimal, enquiry.phone))
        ways.append(f":material/call: [{escaped(enquiry.phone)}](tel:{quote(number, safe='+')})")
    if enquiry.email:
        ways.append(
            f":material/mail: [{escaped(enquiry.email)}](mailto:{quote(enquiry.email, safe='@')})"
        )
    st.markdown("  \n".join(ways) or "No way to reach them was given.")


def _how_it_came(opened: OpenEnquiry) -> str:
    """In Markdown: from where, or how they reached the desk, and who wrote it down."""
    ours = (event for event in opened.timeline if event.enquiry_id == opened.enquiry.id)
    for event in ours:
        if event.kind == "received" and event.by:
            came = CAME_BY.get(event.old) or SOURCES[opened.enquiry.source]
            return f"{came}, taken by {escaped(event.by.full_name)}"
    return SOURCES[opened.enquiry.source]


def _circumstances(enquiry: Enquiry, how_it_came: str) -> None:
    lines = [f"**Service** {escaped(enquiry.service) or 'not said'}"]
    if enquiry.preferred_at:
        lines.append(f"**Preferred time** {preferred_time(enquiry.preferred_at, enquiry.timezone)}")
    if enquiry.article:
        address = f"/articles/{quote(enquiry.article.slug)}"
        lines.append(f"**Came with** [{escaped(enquiry.article.title)}]({address})")
    if enquiry.close_reason:
        lines.append(f"**Closed because** {escaped(enquiry.close_reason)}")
    if enquiry.spam_reasons:
        lines.append(f"**Suspected because of** {escaped(', '.join(enquiry.spam_reasons))}")
    lines.append(
        f":gray[{escaped(enquiry.reference)} · {how_it_came}, "
        f"{escaped(spoken(enquiry.received_at))}]"
    )
    st.markdown("  \n".join(lines))


def event_line(event: EnquiryEvent, enquiry: Enquiry, *, is_mine: bool, is_part: bool) -> None:
    """`is_mine` when the reader can take it back; `is_part` when it belongs to one merged here."""
    icon = ICONS.get(event.kind, ":gray[:material/edit:]")
    who = escaped(event.by.full_name) if event.by else "The clinic"
    if event.kind == "received" and not event.by:
        words = f"Received {SOURCES[enquiry.source]}"
    elif event.kind == "received" and event.old in CAME_BY:
        words = f"{who} wrote down {CAME_BY[event.old]}"
    else:
        by = event.by.full_name if event.by else ""
        words = f"{who} {what_changed(event.kind, event.old, event.new, by)}"
    if is_part:
        words += f" :gray[· {escaped(enquiry.reference)}]"
    if event.taken_back_at:
        words += " :gray[(taken back)]"
    with st.container(gap="xxsmall"):
        st.markdown(f"{icon} {words} :small[:gray[· {escaped(spoken(event.at))}]]")
        if event.text:
            st.text(event.text)
        if is_mine and event.batch_id:
            undo_button(event.batch_id, f"e-undo-{enquiry.id}-{event.id}", only=enquiry.id)
