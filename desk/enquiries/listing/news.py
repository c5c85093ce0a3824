"""Enquiries that arrive and changes of colleagues appear by themselves, disturbing nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Self

import streamlit as st
from sqlalchemy.orm import Session

from actions.enquiries.overview import how_many_arrived, newest_change_listed
from actions.staff.presence import who_stays_at
from desk.frame.sign_in import SignedOut, who_is_it
from models.base.database import reading
from models.staff.member import Actor

EVERY_SECONDS = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """What the list knew when it looked, `at` that moment of `monotonic()`.

    Unless it shows `spam_too`, a flood of that redraws nothing.
    """

    newest: int
    spam_too: bool
    at: float

    @classmethod
    def now(cls, session: Session, *, spam_too: bool, by: Actor) -> Self:
        newest = newest_change_listed(session, spam_too=spam_too, by=by)
        return cls(newest, spam_too, monotonic())


@st.fragment(run_every=EVERY_SECONDS)
def watch_for_news(
    seen: Seen, ids: Sequence[int], here: Mapping[int, str], *, is_busy: bool
) -> None:
    """`here` is who has which of `ids` open, as the page shows it.

    While somebody `is_busy` with ticks or a dialog, the rows stay where they are until asked.
    """
    if monotonic() - seen.at < EVERY_SECONDS / 2:
        return  # the page itself has only just looked
    by = who_is_it()
    if by is None:
        raise SignedOut
    with reading() as session:
        is_same = Seen.now(session, spam_too=seen.spam_too, by=by).newest == seen.newest
        arrived = to_call = 0
        if not is_same:
            since = seen.newest
            arrived, to_call = how_many_arrived(session, since, spam_too=seen.spam_too, by=by)
        is_elsewhere = who_stays_at(session, "enquiry", ids, by=by) != here
    if not is_busy and (is_elsewhere or not is_same):
        st.rerun()
    if is_same:
        return
    words = f"{arrived:,} new" if arrived else "Something has changed"
    if to_call:
        words = f":red[**{words}, {to_call:,} to call today**]"
    if st.button(f"{words} – show", icon=":material/refresh:", key="e-news", type="tertiary"):
        st.rerun()
