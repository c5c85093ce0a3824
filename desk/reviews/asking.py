"""Asking for a review: of whom, by which day, with what words; and who was asked."""

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.articles.problems import problems_of
from actions.reviews.asking import LONGEST_MESSAGE, who_can_review
from actions.reviews.reading import ReviewView
from desk.articles.problems import show_problems
from desk.frame.messages import escaped, is_waiting
from desk.reviews.gestures import submit, take_request_back
from desk.widgets.clock import spoken, spoken_day
from desk.widgets.dates.day import day_input
from models.base.database import reading
from models.clinic.moments import clinic_today
from models.reviews.review import Review, ReviewState
from models.staff.member import Actor

WHOEVER = "Whoever has time"
BOXES = ("review-whom", "review-day", "review-message")
_OPEN = "review-asking"
"""For which article it is asked: the page may be drawn anew meanwhile, as when a part was read."""


def offer_asking(found: OpenArticle, view: ReviewView, by: Actor) -> None:
    is_first = view.state is ReviewState.NONE
    label = "Submit for review" if is_first else "Submit again"
    icon = ":material/rate_review:"
    if st.button(label, type="primary", icon=icon, key="submit"):
        st.session_state[_OPEN] = found.article.id
    if st.session_state.get(_OPEN) == found.article.id:
        _asking(found, view.review, by)


def _closed() -> None:
    st.session_state.pop(_OPEN, None)


def _submit(article_id: int) -> None:
    _closed()
    submit(article_id, *BOXES)


@st.dialog("Submit for review", width="medium", on_dismiss=_closed)
def _asking(found: OpenArticle, before: Review | None, by: Actor) -> None:
    if is_waiting():
        st.rerun()
    with reading() as session:
        names = who_can_review(session, by=by)
        problems = problems_of(session, found.article.id, found.saved, by=by)
    if lacking := [*problems.blocking, *problems.worth_a_look]:
        st.markdown("**Still to mend**, now or while it is in review")
        show_problems(lacking, found, "submit")
    _wish(names, before.reviewer_id if before else None)
    st.button(
        "Submit",
        type="primary",
        key="submit-now",
        on_click=_submit,
        args=(found.article.id,),
    )


def _wish(names: dict[int, str], asked_before: int | None) -> None:
    whom, day, message = BOXES
    options: list[int | None] = [None, *names]
    st.selectbox(
        "Who shall review it?",
        options,
        index=options.index(asked_before) if asked_before in names else 0,
        format_func=lambda each: names[each] if each else WHOEVER,
        key=whom,
    )
    day_input("By which day? (optional)", key=day, min_value=clinic_today())
    st.text_area(
        "Message (optional)",
        key=message,
        max_chars=LONGEST_MESSAGE,
        height=100,
        persist_state="session",
    )


def offer_taking_back(found: OpenArticle) -> None:
    st.button(
        "Take back the request",
        key="take-back-request",
        icon=":material/undo:",
        on_click=take_request_back,
        args=(found.article.id,),
    )


def asked_for(review: Review | None) -> str:
    """Who asked whom, when, and by which day; empty when nobody did."""
    if review is None or review.submitted_at is None:
        return ""
    name = review.submitted_by.full_name if review.submitted_by else "a colleague"
    whom = f" of **{escaped(review.reviewer.full_name)}**" if review.reviewer else ""
    told = f"In review, asked for by {escaped(name)}{whom}, {spoken(review.submitted_at)}."
    return f"{told} {wanted_by(review)}".strip()


def wanted_by(review: Review) -> str:
    """“By Mon 3 Nov.”, marked when that is over."""
    if review.wanted_on is None:
        return ""
    day = spoken_day(review.wanted_on)
    if review.wanted_on < clinic_today():
        return f":red[:material/alarm: Overdue: it was wanted by {day}.]"
    return f"Wanted by {day}."


def show_request(review: Review | None) -> None:
    """The words of who asked, as they were typed."""
    if review and review.message and review.state is ReviewState.IN_REVIEW:
        with st.container(border=True, key="review-message-said"):
            st.text(review.message)
