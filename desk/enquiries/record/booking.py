"""Booking somebody: for when, who else comes then, and how to go on without a time."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time

import streamlit as st

import settings
from actions.enquiries.appointments import book_enquiry, must_allow_booking, who_comes_then
from desk.enquiries.drawn import Drawn
from desk.enquiries.keys import go_on
from desk.enquiries.listing.address import dialog_subject, is_dialog_open, open_dialog
from desk.enquiries.view import View
from desk.enquiries.work import attempt_on, is_refused
from desk.frame.messages import escaped
from desk.frame.sign_in import signed_in_staff
from desk.widgets.clock import local, spoken
from desk.widgets.dates.day import day_input
from models.base.database import reading
from models.base.table import now
from models.enquiries.enquiry import Enquiry, Status

ASKED = ("book", "book_next")
"""To stay with this person afterwards, or to go on to the next."""
INCOMPLETE = "e-book-incomplete"


def ask_for_time(view: View) -> None:
    """Nothing unless somebody asked to book the enquiry that is open, as it stands."""
    enquiry = view.opened.enquiry if view.opened else None
    if enquiry is None or not _is_to_book(Drawn.of(enquiry)):
        return
    if is_refused(enquiry, must_allow_booking):
        _stop_asking()
    else:
        _booking(Drawn.of(enquiry), enquiry, view.ids)


def _is_to_book(drawn: Drawn) -> bool:
    """No longer once it is done: the second click of two in a row is none."""
    return (drawn.id, drawn.version) in map(dialog_subject, ASKED)


def _stop_asking() -> None:
    for name in ASKED:
        open_dialog(name, wanted=False)
    st.session_state.pop(INCOMPLETE, None)


@st.dialog("When do they come?", on_dismiss=_stop_asking)
def _booking(drawn: Drawn, enquiry: Enquiry, page: Sequence[int]) -> None:
    if not any(map(is_dialog_open, ASKED)):
        st.rerun()  # it is done or refused: what is below the dialog says so
    st.markdown(f"**{escaped(drawn.name)}**")
    _when(drawn, enquiry)
    moment = _moment(drawn)
    there = _who_else(drawn, moment)
    if st.session_state.get(INCOMPLETE) and not moment:
        st.error("Give both a day and a time. Or choose *Booked, time not known*.")
    with st.container(horizontal=True, gap="small"):
        words = "Book all the same" if there else "Book"
        given = (drawn, page, there)
        st.button(words, type="primary", key="e-book-do", on_click=_book, args=given)
        skip = (drawn, page, None, ())
        st.button("Booked, time not known", key="e-book-skip", on_click=_do, args=skip)


def _when(drawn: Drawn, enquiry: Enquiry) -> None:
    """Begins with the time of who is booked already, and else with none."""
    is_timed = enquiry.booked_for is not None and enquiry.status is Status.BOOKED
    known = local(enquiry.booked_for) if enquiry.booked_for and is_timed else None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="e-book-when"):
        _day(drawn, known.date() if known else None)
        _time(drawn, known.time() if known else None)


def _day(drawn: Drawn, known: date | None) -> None:
    day_input("Day", known, key=f"e-book-day-{drawn.id}", persist_state="page")


def _time(drawn: Drawn, known: time | None) -> None:
    st.time_input("Clinic time", known, key=f"e-book-time-{drawn.id}", persist_state="page")


def _moment(drawn: Drawn) -> datetime | None:
    """What was typed, when it is both day and time; in UTC."""
    day: date | None = st.session_state.get(f"e-book-day-{drawn.id}")
    clock: time | None = st.session_state.get(f"e-book-time-{drawn.id}")
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock, settings.TIMEZONE).astimezone(UTC)


def _who_else(drawn: Drawn, moment: datetime | None) -> list[int]:
    """Says who has the same half hour, and returns their ids."""
    if moment is None:
        return []
    if moment < now():
        st.caption(":material/history: That moment is over.")
    with reading() as session:
        there = who_comes_then(session, moment, drawn.id, by=signed_in_staff())
    for name, at in there.values():
        st.warning(f"**{escaped(name)}** is booked for {escaped(spoken(at))}.")
    return list(there)


def _book(drawn: Drawn, page: Sequence[int], told: Collection[int]) -> None:
    """Whoever was not told of when this was drawn is told first."""
    if not _is_to_book(drawn):
        return
    moment = _moment(drawn)
    if moment is None:
        st.session_state[INCOMPLETE] = True
        return
    with reading() as session:
        there = who_comes_then(session, moment, drawn.id, by=signed_in_staff())
    if there.keys() <= set(told):
        _do(drawn, page, moment, told)


def _do(
    drawn: Drawn, page: Sequence[int], moment: datetime | None, knowing: Collection[int]
) -> None:
    if not _is_to_book(drawn):
        return
    done = attempt_on(
        drawn,
        lambda session, by: book_enquiry(
            session, drawn.id, moment, by=by, version=drawn.version, knowing=knowing
        ),
        f"Booked for {escaped(spoken(moment))}." if moment else "Booked, time not known.",
    )
    if done:
        for part in ("day", "time"):
            st.session_state.pop(f"e-book-{part}-{drawn.id}", None)
        if is_dialog_open("book_next"):
            go_on(page, drawn.id)
    _stop_asking()
