"""When a saved list comes by itself: each day, week or month, at a time of the clinic's clock."""

from calendar import day_name
from datetime import time

import streamlit as st

from actions.exports.saving import Schedule, schedule_export
from desk.frame.acting import attempt
from models.exports.days import DAY_TITLES, DayOf
from models.exports.saved import SavedExport
from models.exports.schedule import Rhythm

NEVER, ALL = "", ""
RHYTHMS: dict[Rhythm | str, str] = {
    NEVER: "Not by the clock",
    Rhythm.DAILY: "Every day",
    Rhythm.WEEKLY: "Every week",
    Rhythm.MONTHLY: "Every month",
}
SPANS = {Rhythm.DAILY: "the day", Rhythm.WEEKLY: "the 7 days", Rhythm.MONTHLY: "the month"}
COMING = {Rhythm.DAILY: "that day", Rhythm.WEEKLY: "7 days", Rhythm.MONTHLY: "31 days"}
MORNING = time(8)


def rhythm_fields(saved: SavedExport) -> None:
    """One's own alone."""
    with st.expander("By the clock", icon=":material/schedule:", expanded=bool(saved.rhythm)):
        rhythm = st.selectbox(
            "How often", list(RHYTHMS), list(RHYTHMS).index(saved.rhythm or NEVER),
            format_func=RHYTHMS.__getitem__, key=_key(saved.id, "rhythm"),
        )  # fmt: skip
        if rhythm:
            _when(saved, Rhythm(rhythm))
        st.button("Keep", key=_key(saved.id, "keep"), on_click=_keep, args=(saved.id,))
        st.caption(
            "A notice tells when it is ready. Nothing is written before you fetch it: it is made "
            "of what is here then. After a week it is gone."
        )


def _when(saved: SavedExport, rhythm: Rhythm) -> None:
    at = time.fromisoformat(saved.at) if saved.at else MORNING
    on = saved.on_day if saved.rhythm == rhythm else 0
    with st.grid(2, min_column_width=180):
        if rhythm is Rhythm.WEEKLY:
            st.selectbox("On", range(7), on, format_func=lambda day: day_name[day],
                         key=_key(saved.id, "weekly"))  # fmt: skip
        if rhythm is Rhythm.MONTHLY:
            st.number_input("On day", 1, 31, on or 1, key=_key(saved.id, "monthly"))
        st.time_input("At", at, key=_key(saved.id, "at"))
    kinds: list[DayOf | str] = [ALL, *DayOf]
    about = DayOf(saved.about) if saved.about else ALL
    st.selectbox("About", kinds, kinds.index(about), key=_key(saved.id, "about"),
                 format_func=lambda kind: about_in_words(kind, rhythm))  # fmt: skip


def about_in_words(kind: DayOf | str, rhythm: Rhythm) -> str:
    if not isinstance(kind, DayOf):
        return "All that the list has"
    if kind is DayOf.APPOINTMENT:
        return f"Appointments of {COMING[rhythm]}, from then on"
    return f"{DAY_TITLES[kind]} in {SPANS[rhythm]} before"


def _keep(number: int) -> None:
    """What the fields say now; one that was not drawn yet is as it begins."""
    said = {name: st.session_state.get(_key(number, name)) for name in ("rhythm", "at", "about")}
    schedule = None
    if rhythm := said["rhythm"]:
        first = 1 if rhythm is Rhythm.MONTHLY else 0
        on = st.session_state.get(_key(number, rhythm), first)
        schedule = Schedule(rhythm, said["at"] or MORNING, on, said["about"] or None)
    attempt(lambda session, by: schedule_export(session, number, schedule, by=by), "Kept.")


def _key(number: int, name: str) -> str:
    return f"export-{name}-{number}"
