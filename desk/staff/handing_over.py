"""What a colleague had, on its way to another or back: how far it is, and that it goes on."""

import streamlit as st

from actions.staff.left_open import UnderWay, how_many_stayed, under_way_of
from desk.frame.messages import keep_message, keep_trouble
from desk.frame.sign_in import who_is_it
from models.base.database import reading
from models.staff.member import Actor, Permission


def handing_over(staff_id: int, by: Actor) -> None:
    """Nothing where nothing is under way."""
    with reading() as session:
        begun = under_way_of(session, staff_id, by=by)
    if begun:
        _progress(staff_id, begun.batch_id, is_back=begun.is_back)


@st.fragment(run_every=1)
def _progress(staff_id: int, batch_id: int, *, is_back: bool) -> None:
    by = who_is_it()
    if by is None or not by.may(Permission.MANAGE_STAFF):
        st.rerun()
    with reading() as session:
        begun = under_way_of(session, staff_id, by=by)
    if begun is None or (begun.batch_id, begun.is_back) != (batch_id, is_back):
        _tell_the_end(batch_id, by, is_back=is_back)
        st.rerun()
    with st.container(border=True):
        _how_far(begun)


def _tell_the_end(batch_id: int, by: Actor, *, is_back: bool) -> None:
    with reading() as session:
        stayed = how_many_stayed(session, batch_id, by=by)
    keep_message("Giving back has ended." if is_back else "Handing over has ended.")
    if stayed:
        keep_trouble(f"{stayed:,} not given back: somebody changed them since.")


def _how_far(begun: UnderWay) -> None:
    gone = begun.done + begun.stay
    how = "given back" if begun.is_back else "handed over"
    said = f"{begun.done:,} of {begun.of:,} enquiries {how}"
    st.progress(min(gone / max(begun.of, 1), 1.0), said)
    st.caption("You can leave this page; it goes on.")
