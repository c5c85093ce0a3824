"""What a click in the review does. Each is bound to the text that was on the screen."""

from collections.abc import Mapping

import streamlit as st

from actions.reviews.asking import Wish
from actions.reviews.reviewing import (
    approve_article,
    approve_section,
    send_back,
    submit_for_review,
    take_back_request,
)
from actions.reviews.signing_off import confirm_review, sign_off
from desk.frame.acting import attempt


def submit(article_id: int, reviewer: str, day: str, message: str) -> None:
    """The last three are keys of widgets: what they hold at the press counts."""
    held = st.session_state
    wish = Wish(held.get(reviewer), held.get(day), str(held.get(message) or ""))
    is_done = attempt(
        lambda session, by: submit_for_review(session, article_id, wish, by=by),
        "Review is asked for. Readers get only what is approved.",
    )
    if is_done:
        held[message] = ""


def take_request_back(article_id: int) -> None:
    attempt(
        lambda session, by: take_back_request(session, article_id, by=by),
        "The request is taken back. Nobody is asked to review it now.",
    )


def approve(section_id: int, number: int) -> None:
    attempt(
        lambda session, by: approve_section(session, section_id, number, by=by),
        "Approved.",
    )


def approve_whole(article_id: int, seen: Mapping[int, int]) -> None:
    attempt(
        lambda session, by: approve_article(session, article_id, seen, by=by),
        "Every part is approved.",
    )


def sign(article_id: int, seen: Mapping[int, int]) -> None:
    attempt(
        lambda session, by: sign_off(session, article_id, seen, by=by),
        "Signed off. The page says so wherever this very text is public.",
    )


def confirm(article_id: int, number: int) -> None:
    attempt(
        lambda session, by: confirm_review(session, article_id, number, by=by),
        "Reviewed, no change. The next review has its day.",
    )


def return_part(section_id: int, number: int, box: str) -> None:
    """`box` is the key of the widget with the reason; the words stay there until they are kept."""
    reason = str(st.session_state.get(box) or "")
    is_done = attempt(
        lambda session, by: send_back(session, section_id, number, reason, by=by),
        "Sent back. The editors see your reason.",
    )
    if is_done:
        st.session_state[box] = ""
