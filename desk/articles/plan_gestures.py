"""What a click on the schedule of an article does."""

from datetime import date, time

import streamlit as st

import settings
from actions.articles.planning import cancel_plan, schedule_publishing, schedule_withdrawal
from desk.frame.acting import attempt
from desk.frame.messages import keep_trouble
from models.articles.plan import PlanKind
from models.clinic.clock import NoSuchTime, clinic_moment

ASK = {PlanKind.PUBLISH: schedule_publishing, PlanKind.WITHDRAW: schedule_withdrawal}
SAID = {
    PlanKind.PUBLISH: "It will be published",
    PlanKind.WITHDRAW: "It will be withdrawn",
}


def plan(article_id: int, kind: PlanKind, day_box: str, clock_box: str) -> None:
    """The boxes are keys of widgets that hold a day and a time on the clinic's clock."""
    day, clock = st.session_state.get(day_box), st.session_state.get(clock_box)
    if not isinstance(day, date) or not isinstance(clock, time):
        keep_trouble("Choose a day and a time.")
        return
    try:
        meant = clinic_moment(day, clock)
    except NoSuchTime as error:
        keep_trouble(error.words)
        return
    words = f"{SAID[kind]} on {day.day} {day:%B %Y} at {clock:%H:%M} ({settings.TIMEZONE.key})."
    if meant.comes_twice:
        words += " That time comes twice that night; the first is meant."
    attempt(lambda session, by: ASK[kind](session, article_id, meant.moment, by=by), words)


def call_off(plan_id: int) -> None:
    attempt(lambda session, by: cancel_plan(session, plan_id, by=by), "Called off.")
