"""Enquiries that arrive and changes of colleagues appear by themselves, disturbing nobody."""

from collections.abc import Mapping, Sequence
from time import monotonic

import streamlit as st

from actions.presence import who_stays_at
from desk.sign_in import SignedOut, who_is_it
from models.database import reading
from models.enquiry_list import newest_change

EVERY_SECONDS = 4


@st.fragment(run_every=EVERY_SECONDS)
def watch_for_news(
    seen: tuple[int, int],
    ids: Sequence[int],
    here: Mapping[int, str],
    looked_at: float,
    *,
    is_busy: bool,
) -> None:
    """`seen` is `newest_change()` as the page shows it, `here` who has which of `ids` open.

    `looked_at` is the moment of that look, as `monotonic()` tells it.
    While somebody `is_busy` with ticks or a dialog, the rows stay where they are until asked.
    """
    if monotonic() - looked_at < EVERY_SECONDS / 2:
        return  # the page itself has only just looked
    by = who_is_it()
    if by is None:
        raise SignedOut
    with reading() as session:
        newest = session.execute(newest_change()).one()
        is_elsewhere = who_stays_at(session, "enquiry", ids, by=by) != here
    is_same = tuple(newest) == seen
    if not is_busy and (is_elsewhere or not is_same):
        st.rerun()
    if is_same:
        return
    arrived = newest[0] - seen[0]
    words = "Something has changed" if arrived <= 0 else f"{arrived:,} new"
    if st.button(f"{words} – show", icon=":material/refresh:", key="e-news", type="tertiary"):
        st.rerun()
