"""What a click in the review does. Each is bound to the text that was on the screen."""

from collections.abc import Callable, Mapping

import streamlit as st
from sqlalchemy.orm import Session

from actions.articles.refusals import (
    ArticleGone,
    NotNow,
    NotShown,
    SectionGone,
    StaleReview,
)
from actions.reviews.reviewing import approve_article, approve_section, send_back, submit_for_review
from actions.reviews.signing_off import confirm_review, sign_off
from desk.frame.messages import escaped, keep_message, keep_trouble
from desk.frame.sign_in import acting
from models.base.text import BadText
from models.staff.member import Actor, NotAllowed


def submit(article_id: int) -> None:
    done(
        lambda session, by: submit_for_review(session, article_id, by=by),
        "Review is asked for. Readers get only what is approved.",
    )


def approve(section_id: int, number: int) -> None:
    done(
        lambda session, by: approve_section(session, section_id, number, by=by),
        "Approved.",
    )


def approve_whole(article_id: int, seen: Mapping[int, int]) -> None:
    done(
        lambda session, by: approve_article(session, article_id, seen, by=by),
        "Every part is approved.",
    )


def sign(article_id: int, seen: Mapping[int, int]) -> None:
    done(
        lambda session, by: sign_off(session, article_id, seen, by=by),
        "Signed off. The page says so wherever this very text is public.",
    )


def confirm(article_id: int, number: int) -> None:
    done(
        lambda session, by: confirm_review(session, article_id, number, by=by),
        "Reviewed, no change. The next review has its day.",
    )


def return_part(section_id: int, number: int, box: str) -> None:
    """`box` is the key of the widget with the reason; the words stay there until they are kept."""
    reason = str(st.session_state.get(box) or "")
    is_done = done(
        lambda session, by: send_back(session, section_id, number, reason, by=by),
        "Sent back. The editors see your reason.",
    )
    if is_done:
        st.session_state[box] = ""


def done(gesture: Callable[[Session, Actor], object], words: str) -> bool:
    """Say what was done, or why not; whether it was."""
    try:
        with acting() as (session, by):
            gesture(session, by)
    except (NotNow, NotShown, StaleReview, SectionGone, ArticleGone) as refused:
        keep_trouble(escaped(refused.reason))
        return False
    except NotAllowed:
        keep_trouble("Your role does not allow this. Ask an administrator if you need it.")
        return False
    except BadText as bad:
        keep_trouble(escaped(f"{bad.field}: {bad.reason}."))
        return False
    keep_message(words)
    return True
