"""How much waits in each panel beside the text, and how each section stands."""

from dataclasses import replace

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.articles.problems import AllWaiting, what_waits
from desk.reviews.margin import who
from models.articles.article import Section
from models.base.database import reading
from models.reviews.review import ReviewState
from models.staff.member import Actor, Permission


def waiting_in(found: OpenArticle, by: Actor) -> AllWaiting:
    """Of the saved text; panels in which nothing waits are 0."""
    with reading() as session:
        waiting = what_waits(session, found, by=by)
    state, is_approved = found.review
    waits = state is ReviewState.IN_REVIEW and not is_approved
    asked = int(waits and by.may(Permission.APPROVE_ARTICLES))
    return replace(waiting, counts={**waiting.counts, "Review": asked})


def why_sent_back(section: Section | None, waiting: AllWaiting) -> None:
    """On top of the text: who sent it back, and their words as they were typed."""
    if section and (verdict := waiting.sent_back.get(section.id)):
        st.markdown(f":orange[:material/undo: **Sent back** by {who(verdict)}]")
        st.text(verdict.reason)
