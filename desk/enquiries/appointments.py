"""The appointments of a day, in the order of time, each leading to its record."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from actions.enquiries.appointments import Appointment
from desk.frame.clicks.press import IN_A_ROW
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.widgets.clock import local, today
from desk.widgets.dates.day import day_input
from models.clinic.moments import day_told

DAY, TURNED, PICKED = "appointments-day", "appointments-turned", "appointments-picked"


def chosen_day() -> date:
    """From the address, and as far on as was turned since; today where it says nothing that is a
    day.

    Once in a run: a browser that turns quickly tells of the field what it showed before.
    """
    day = _day_in_address()
    is_picked = st.session_state.pop(PICKED, False)
    if turned := st.session_state.pop(TURNED, 0):
        day += timedelta(days=turned)
    elif is_picked:
        day = st.session_state[DAY] or day
    else:
        return day
    _choose(day)
    return day


def _day_in_address() -> date:
    return day_told(st.query_params.get("on", "")) or today()


def _choose(day: date) -> None:
    if day != today():
        st.query_params["on"] = day.isoformat()
    else:
        st.query_params.pop("on", None)


def day_choice(day: date) -> None:
    if st.session_state.get(DAY) != day:
        st.session_state[DAY] = day
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _turn("Day before", ":material/chevron_left:", -1)
        day_input("Day", key=DAY, width=180, on_change=_is_picked)
        _turn("Day after", ":material/chevron_right:", 1)
        st.button(
            "Today", icon=":material/today:", key="appointments-today", type="tertiary",
            on_click=_turn_to_today,
        )  # fmt: skip


def _turn(label: str, icon: str, days: int) -> None:
    key = f"appointments-{IN_A_ROW}-{days}"
    st.button(label, icon=icon, key=key, type="tertiary", on_click=_turn_by, args=(days,))


def _turn_by(days: int) -> None:
    st.session_state[TURNED] = st.session_state.get(TURNED, 0) + days


def _turn_to_today() -> None:
    st.session_state[TURNED] = (today() - _day_in_address()).days


def _is_picked() -> None:
    st.session_state[PICKED] = True


def day_list(appointments: Sequence[Appointment]) -> None:
    if not appointments:
        st.markdown("Nobody is booked for this day.")
        return
    many = len(appointments)
    st.caption("One appointment" if many == 1 else f"{many} appointments")
    for each in appointments:
        _line(each)


def _line(each: Appointment) -> None:
    later = " · ".join(escaped(part) for part in (each.service, each.colleague) if part)
    with st.container(gap="xxsmall"):
        st.page_link(
            page_at("enquiries"),
            label=f"**{local(each.at):%H:%M}** {escaped(each.name)} :gray[{later}]",
            query_params={"status": "booked", "open": str(each.enquiry_id)},
        )
        if each.beside:
            names = ", ".join(map(escaped, each.beside))
            st.markdown(f":small[:red[:material/warning: The same half hour as {names}]]")
