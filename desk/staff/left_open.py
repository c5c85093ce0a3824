"""The open enquiries that are a colleague's, before their account is closed and after."""

import streamlit as st

from actions.staff.reading import count_left_open
from desk.frame.navigation import page_at
from models.base.database import reading
from models.enquiries.listing.filter import EnquiryFilter
from models.staff.member import Actor, StaffMember


def left_open(member: StaffMember, by: Actor) -> None:
    """How many, what becomes of them, and the way to them; nothing where there are none."""
    theirs = EnquiryFilter(assigned_to=member.id, is_open=True)
    with reading() as session:
        count = count_left_open(session, theirs, by=by)
    if not count:
        return
    told = "1 open enquiry is" if count == 1 else f"{count:,} open enquiries are"
    st.markdown(
        f"**{told} assigned to them** and will stay so. Nobody else is told: give them to "
        "somebody who answers."
    )
    label = "Show their open enquiries"
    st.page_link(
        page_at("enquiries"), label=label, icon=":material/inbox:", query_params=theirs.to_query()
    )
