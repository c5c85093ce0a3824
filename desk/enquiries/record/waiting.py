"""How long somebody has waited for a first answer, and when to come back to them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import streamlit as st

import settings
from actions.enquiries.times import CAN_SLEEP, set_follow_up, snooze, wake
from desk.enquiries.drawn import Drawn
from desk.enquiries.work import attempt_on
from desk.frame.messages import escaped
from desk.widgets.clock import spoken, spoken_day, today, waited_for
from desk.widgets.dates.day import day_input
from models.base.table import now
from models.clinic.hours import ClinicHours
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.state import SETTLED

MORNING = time(9)


def answer_clock(enquiry: Enquiry, hours: ClinicHours) -> None:
    """In opening time. Nothing for spam, or where nobody counted."""
    if enquiry.first_answered_at:
        came, answered = enquiry.received_at, enquiry.first_answered_at
        passed = waited_for(came, hours.between(came, answered), answered)
        st.caption(f"First answered within {passed}.")
    elif enquiry.status is Status.NEW or enquiry.wakes_up_as is Status.NEW:
        waited = hours.between(enquiry.received_at, now())
        due = hours.after(enquiry.received_at, hours.answer_within)
        words = f"Waiting for {waited_for(enquiry.received_at, waited)}"
        if due and due <= now():
            st.markdown(f":red[:material/alarm: {words} · overdue since {escaped(spoken(due))}]")
        elif due:
            st.caption(f":material/schedule: {words} · answer by {escaped(spoken(due))}")
    if enquiry.snoozed_until:
        st.badge(
            f"Put aside until {escaped(spoken(enquiry.snoozed_until))}", icon=":material/snooze:"
        )


def _in_two_hours(_hours: ClinicHours) -> datetime:
    return now().replace(second=0, microsecond=0) + timedelta(hours=2)


def _tomorrow(_hours: ClinicHours) -> datetime:
    return datetime.combine(today() + timedelta(days=1), MORNING, settings.TIMEZONE)


def _next_opening(hours: ClinicHours) -> datetime:
    return hours.next_opening(today()) or _tomorrow(hours)


def _next_monday(_hours: ClinicHours) -> datetime:
    days = 7 - today().weekday()
    return datetime.combine(today() + timedelta(days=days), MORNING, settings.TIMEZONE)


SNOOZES: dict[str, Callable[[ClinicHours], datetime]] = {
    "For two hours": _in_two_hours,
    "Until tomorrow 9:00": _tomorrow,
    "Until the clinic opens next": _next_opening,
    "Until Monday 9:00": _next_monday,
}


def follow_up(enquiry: Enquiry, hours: ClinicHours) -> None:
    """Keys carry the version, as those of the other changes do."""
    this = Drawn.of(enquiry).key
    if enquiry.status in SETTLED and not enquiry.follow_up_on:
        return
    with st.expander(_title(enquiry), key=f"e-later-{enquiry.id}"):
        _day(enquiry, f"e-follow-{this}")
        if enquiry.snoozed_until:
            st.button(
                "Bring back now",
                icon=":material/notifications_active:",
                key=f"e-awake-{this}",
                on_click=_wake,
                args=(Drawn.of(enquiry),),
            )
        elif enquiry.status in CAN_SLEEP:
            _snoozing(enquiry, hours, f"e-snooze-{this}")


def _title(enquiry: Enquiry) -> str:
    day = enquiry.follow_up_on
    if day is None:
        return "Follow up later"
    return f"Follow up {'**' if day <= today() else ''}{spoken_day(day)}" + (
        "**" if day <= today() else ""
    )


def _day(enquiry: Enquiry, key: str) -> None:
    def change() -> None:
        day: date | None = st.session_state[key]
        if day == enquiry.follow_up_on:
            return
        attempt_on(
            Drawn.of(enquiry),
            lambda session, by: set_follow_up(
                session, enquiry.id, day, by=by, version=enquiry.version
            ),
            f"To be followed up {spoken_day(day)}." if day else "No follow-up any more.",
        )

    day_input("Follow up on", enquiry.follow_up_on, key=key, on_change=change)


def _snoozing(enquiry: Enquiry, hours: ClinicHours, key: str) -> None:
    st.menu_button(
        "Put aside",
        list(SNOOZES),
        icon=":material/snooze:",
        key=key,
        on_click=lambda: _sleep(enquiry, SNOOZES[st.session_state[key]](hours)),
    )


def _sleep(enquiry: Enquiry, until: datetime) -> None:
    attempt_on(
        Drawn.of(enquiry),
        lambda session, by: snooze(session, enquiry.id, until, by=by, version=enquiry.version),
        f"Put aside until {escaped(spoken(until))}.",
    )


def _wake(drawn: Drawn) -> None:
    attempt_on(
        drawn,
        lambda session, by: wake(session, drawn.id, by=by, version=drawn.version),
        "Brought back.",
    )
