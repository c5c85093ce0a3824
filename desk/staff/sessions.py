"""Where somebody is signed in, and ending that."""

import streamlit as st

from actions.staff.reading import list_sessions
from actions.staff.sessions import end_all_sessions, end_session
from desk.frame.messages import keep_message
from desk.frame.sign_in import acting, session_digest
from desk.widgets.clock import spoken
from models.base.database import reading
from models.staff.access import StaffSession
from models.staff.member import Actor

BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


def device_words(user_agent: str) -> str:
    """“Firefox on Windows”, as far as the browser told."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "A browser")
    system = next((f" on {name}" for sign, name in SYSTEMS.items() if sign in user_agent), "")
    return browser + system


def session_list(staff_id: int, by: Actor) -> None:
    with reading() as session:
        opened = list_sessions(session, staff_id, by=by)
    if not opened:
        st.caption("Not signed in anywhere.")
    for each in opened:
        _row(each)


def _row(opened: StaffSession) -> None:
    is_here = opened.token_hash == session_digest()
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(device_words(opened.device) + (" · **this browser**" if is_here else ""))
            seen = f"Signed in {spoken(opened.created_at)}, last seen {spoken(opened.last_seen_at)}"
            st.caption(seen)
        if not is_here:
            st.button("End", key=f"end-session-{opened.id}", on_click=_end, args=(opened.id,))


def _end(session_id: int) -> None:
    with acting() as (session, by):
        end_session(session, session_id, by=by)
    keep_message("Session ended.")


def end_everywhere(staff_id: int, *, but_here: bool) -> None:
    """For a button's callback."""
    kept = session_digest() if but_here else ""
    with acting() as (session, by):
        end_all_sessions(session, staff_id, except_token_hash=kept, by=by)
    keep_message("Signed out everywhere else." if but_here else "Signed out everywhere.")
