"""What waits on a colleague, told before their account is closed and after."""

import streamlit as st

from actions.staff.left_open import OpenWork, open_work_of
from desk.frame.navigation import page_at
from models.base.database import reading
from models.enquiries.listing.filter import EnquiryFilter
from models.staff.member import Actor, StaffMember


def left_open(member: StaffMember, by: Actor) -> OpenWork:
    """How much of each, and the way to their enquiries; nothing where there is nothing."""
    with reading() as session:
        work = open_work_of(session, member.id, by=by)
    if work.enquiries:
        is_one = work.enquiries == 1
        told = "1 open enquiry is" if is_one else f"{work.enquiries:,} open enquiries are"
        st.markdown(f"**{told} assigned to them.** Nobody else is told of that.")
        _way_to(member)
    if others := _others(work):
        st.markdown(f"Waiting on them: {others}.")
    return work


def _others(work: OpenWork) -> str:
    counted = (
        (work.follow_ups, "follow-up", "follow-ups"),
        (work.articles, "article that is not public", "articles that are not public"),
        (work.reviews, "review asked of them", "reviews asked of them"),
    )
    return ", ".join(
        f"{many:,} {one if many == 1 else more}" for many, one, more in counted if many
    )


def _way_to(member: StaffMember) -> None:
    theirs = EnquiryFilter(assigned_to=member.id, is_open=True).to_query()
    label, icon = "Show their open enquiries", ":material/inbox:"
    st.page_link(page_at("enquiries"), label=label, icon=icon, query_params=theirs)
