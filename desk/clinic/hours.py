"""When the clinic is open, and how soon somebody who writes should have an answer."""

from collections.abc import Mapping, Sequence

import streamlit as st

from desk.clinic.form import SettingForm, lines_of, setting_form
from models.clinic.rules import DATE_FORMATS, MOST_MINUTES, WEEKDAYS
from models.staff.member import Actor

NAMES = (
    "clinic_hours",
    "holidays",
    "answer_within_minutes",
    "date_format",
    "week_begins_on",
)


def hours_settings(by: Actor) -> None:
    form = setting_form("hours", NAMES, by)
    st.caption(
        "Waiting counts only while the clinic is open. "
        "Write hours like 09:00–13:00, 14:00–18:00; leave a closed day empty."
    )
    week = _week(form)
    given = lines_of(form.value("holidays"))
    holidays = st.text_area(
        "Holidays, one a line", height=120, placeholder="2026-12-25", **form.box("holidays", given)
    )
    within = st.number_input(
        "Minutes until a first answer is late",
        min_value=1,
        max_value=MOST_MINUTES,
        step=30,
        help="Of opening time: 240 is four hours.",
        **form.box(NAMES[2], form.value(NAMES[2])),
    )
    written, first = _calendar(form)
    told = (week, holidays.splitlines(), int(within), written, first)
    form.save(lambda: dict(zip(NAMES, told, strict=True)))


def _calendar(form: SettingForm) -> tuple[str, str]:
    """How dates are typed on every screen, and where calendars begin the week."""
    with st.grid(2, min_column_width=220, gap="small"):
        written = _one_of(form, "date_format", "Dates are written", DATE_FORMATS)
        days = {day: day for day in WEEKDAYS}
        return written, _one_of(form, "week_begins_on", "Weeks begin on", days)


def _one_of(form: SettingForm, name: str, label: str, options: Mapping[str, str]) -> str:
    box = form.box(name, form.value(name))
    index = list(options).index(box.pop("value"))
    chosen: str = st.selectbox(
        label, list(options), index=index, format_func=options.__getitem__, **box
    )
    return chosen


def _week(form: SettingForm) -> Sequence[str]:
    known = form.value("clinic_hours")
    typed = []
    with st.grid(2, min_column_width=220, gap="small"):
        for day, hours in zip(WEEKDAYS, known, strict=True):
            box = form.box("clinic_hours", hours, part=day)
            typed.append(st.text_input(day, placeholder="Closed", **box))
    return typed
