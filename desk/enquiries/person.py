"""Everything of one contact: each enquiry as a card that leads to it, and one timeline of all."""

import streamlit as st

from actions.enquiries.person import Person, look_up_person, open_person
from desk.enquiries.record.record import BADGES, event_line
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.frame.sign_in import acting
from desk.widgets.clock import spoken
from models.base.database import reading
from models.enquiries.enquiry import STATUS_TITLES, Enquiry
from models.staff.member import Actor

MOST_NAMES = 3


def look_at(enquiry_id: int, by: Actor) -> Person | None:
    """On record as read before it is shown. Errors: NotAllowed."""
    with reading() as session:
        person = look_up_person(session, enquiry_id, by=by)
    if person and person.unread:
        with acting() as (session, reader):
            open_person(session, enquiry_id, by=reader)
    return person


def _name_of(person: Person) -> str:
    """Whole families write from one address: each name stands on its enquiry anyway."""
    shown, more = person.names[:MOST_NAMES], len(person.names[MOST_NAMES:])
    return " · ".join(shown) + (f" and {more} more" if more else "")


def person_page(person: Person) -> None:
    st.title(escaped(_name_of(person)), anchor=False)
    many = len(person.enquiries)
    st.caption(f"{many} enquiries from this contact" if many > 1 else "One enquiry so far")
    left, right = st.columns([1, 1], gap="large")
    with left:
        st.header("Enquiries", anchor=False)
        for enquiry in person.enquiries:
            _card(enquiry, is_hidden=enquiry.id in person.hidden)
    with right:
        st.header("Timeline", anchor=False)
        by_id = {enquiry.id: enquiry for enquiry in person.enquiries}
        for event in person.timeline:
            event_line(event, by_id[event.enquiry_id], is_mine=False, is_part=many > 1)


def _card(enquiry: Enquiry, *, is_hidden: bool) -> None:
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                page_at("enquiries"),
                label=f"{escaped(enquiry.name)} · {enquiry.reference}",
                query_params={"status": "all", "open": str(enquiry.id)},
            )
            st.badge(STATUS_TITLES[enquiry.status], color=BADGES[enquiry.status])
        service = escaped(enquiry.service) or "No service named"
        st.caption(f"{service} · {escaped(spoken(enquiry.received_at))}")
        if is_hidden:
            st.caption("Contact and words are hidden until you ask for them in the enquiry.")
        elif enquiry.message:
            st.text(enquiry.message)
