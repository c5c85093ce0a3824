"""A colleague saved what one has open and has not touched: the newest text comes by itself."""

import streamlit as st

from actions.articles.opening import newer_than
from actions.articles.refusals import SavedText
from desk.articles.writing.conflict import who_and_when
from desk.articles.writing.drafts import Writing, begin_again, being_written, collected
from desk.frame.messages import keep_message
from desk.frame.sign_in import SignedOut, signed_in_staff
from desk.widgets.scripts import unseen
from models.base.database import reading
from models.base.trouble import trouble_of
from models.staff.member import Permission

EVERY_SECONDS = 5
BOXES = "section-boxes"
_TAKEN = "desk.newer.taken"
_NOTHING = "&nbsp;"

_when_idle = unseen("copydesk_newer", __file__)


@st.fragment(run_every=EVERY_SECONDS)
def watch_for_newer() -> None:
    """A line that keeps its place. Who has the cursor in the boxes is told, and not disturbed."""
    if st.session_state.pop(_TAKEN, False):
        st.rerun()
    newer = _newer(being_written())
    words = _NOTHING
    if newer:
        told = who_and_when(newer.by, newer.at)
        words = f":blue[Saved by {told}. It is shown when you leave the box.]"
    st.markdown(f":small[{words}]")
    number = newer.number if newer else 0
    _when_idle(key="newer", data={"number": number, "boxes": BOXES}, on_idle_change=_take_up)


def _newer(writing: Writing | None) -> SavedText | None:
    """Never in anybody's way: signed out, demoted or on a full disk, it says nothing."""
    if writing is None or writing.is_unsaved:
        return None
    try:
        by = signed_in_staff()
        if not by.may(Permission.EDIT_ARTICLES):
            return None
        with reading() as session:
            return newer_than(session, writing.section_id, writing.based_on, by=by)
    except SignedOut:
        return None
    except Exception as error:
        if trouble_of(error) is None:
            raise
        return None


def _take_up() -> None:
    """Unless a key was pressed meanwhile after all: then both texts stay, to be compared."""
    writing = being_written()
    newer = _newer(writing)
    if writing and newer and collected(writing) == writing.saved:
        begin_again()
        st.session_state[_TAKEN] = True
        keep_message(f"You see the newest text, saved by {who_and_when(newer.by, newer.at)}.")
