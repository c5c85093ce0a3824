"""The bell: how much one is told and has not read, on every screen."""

import streamlit as st

from actions.notices.bell import how_many_unread
from desk.frame.navigation import page_at
from desk.frame.sign_in import SignedOut, signed_in_staff
from models.base.database import reading
from models.staff.member import Actor, Permission

EVERY_SECONDS = 8
MOST = 99


def bell(by: Actor) -> None:
    """Nothing for who reads no articles: there is nothing to be told."""
    if by.may(Permission.READ_ARTICLES):
        _watch()


@st.fragment(run_every=EVERY_SECONDS)
def _watch() -> None:
    """It is never in anybody's way: signed out or demoted, it says nothing."""
    try:
        by = signed_in_staff()
    except SignedOut:
        return
    if not by.may(Permission.READ_ARTICLES):
        return
    with reading() as session:
        unread = how_many_unread(session, by=by)
    with st.container(key="bell"):
        count = f"{MOST}+" if unread > MOST else str(unread)
        st.page_link(
            page_at("notices"),
            label=f"Notices :red-badge[{count}]" if unread else "Notices",
            icon=":material/notifications_active:" if unread else ":material/notifications:",
            width="stretch",
        )
