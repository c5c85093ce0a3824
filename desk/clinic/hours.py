"""When the clinic is open, and how soon somebody who writes should have an answer."""

from collections.abc import Sequence

import streamlit as st

from desk.clinic.form import SettingForm, lines_of, setting_form
from models.clinic.rules import MOST_MINUTES, WEEKDAYS
from models.staff.member import Actor

NAMES = ("clinic_hours", "holidays", "answer_within_minutes")


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
    form.save(lambda: dict(zip(NAMES, (week, holidays.splitlines(), int(within)), strict=True)))


def _week(form: SettingForm) -> Sequence[str]:
    known = form.value("clinic_hours")
    typed = []
    with st.grid(2, min_column_width=220, gap="small"):
        for day, hours in zip(WEEKDAYS, known, strict=True):
            box = form.box("clinic_hours", hours, part=day)
            typed.append(st.text_input(day, placeholder="Closed", **box))
    return typed
