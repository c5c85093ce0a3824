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

DAY = "appointments-day"


def chosen_day() -> date:
    """From the address; today where it says nothing that is one."""
    return day_told(st.query_params.get("on", "")) or today()


def choose_day(day: date | None) -> None:
    if day and day != today():
        st.query_params["on"] = day.isoformat()
    else:
        st.query_params.pop("on", None)


def day_choice(day: date) -> None:
    if st.session_state.get(DAY) != day:
        st.session_state[DAY] = day
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _turn("Day before", ":material/chevron_left:", -1)
        day_input(
            "Day",
            key=DAY,
            width=180,
            on_change=lambda: choose_day(st.session_state[DAY]),
        )
        _turn("Day after", ":material/chevron_right:", 1)
        st.button(
            "Today", icon=":material/today:", key="appointments-today", type="tertiary",
            on_click=lambda: choose_day(today()),
        )  # fmt: skip


def _turn(label: str, icon: str, days: int) -> None:
    """From the day in the address: it may be pressed again before the next day is drawn."""
    key = f"appointments-{IN_A_ROW}-{days}"

    def turn() -> None:
        choose_day(chosen_day() + timedelta(days=days))

    st.button(label, icon=icon, key=key, type="tertiary", on_click=turn)


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
