"""What articles need from this person today: a review, a change, another look, a missed hour."""

from collections.abc import Iterable, Sequence
from datetime import date

import streamlit as st

from actions.articles.overview import ArticlesAwaiting
from desk.articles.plans import DONE, VERBS
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.widgets.clock import spoken
from models.articles.article import Article
from models.articles.plan import Plan, PlanOutcome
from models.clinic.moments import clinic_today
from models.reviews.review import Review

INDENT = 8
"""Pixels that Streamlit leaves before the words of a link."""
Line = tuple[Article, str]


def article_queues(awaiting: ArticlesAwaiting) -> None:
    """Only what there is; nothing of it takes room when there is none."""
    queues: list[tuple[str, list[Line]]] = [
        (
            "Not as scheduled",
            [(each.article, _what_went_wrong(each)) for each in awaiting.gone_wrong],
        ),
        ("Waiting for review", [_asked(*row) for row in awaiting.in_review]),
        ("Sent back in review", [(article, "") for article, _ in awaiting.sent_back]),
        ("Due for medical review", [_due(*row) for row in awaiting.due]),
        ("Scheduled", [_ahead(each) for each in awaiting.ahead]),
    ]
    _draw([queue for queue in queues if queue[1]])


def _draw(queues: Sequence[tuple[str, list[Line]]]) -> None:
    if not queues:
        return
    with st.grid(2, min_column_width=320, gap="medium"):
        for heading, lines in queues:
            with st.container(gap="xsmall"):
                st.subheader(heading, anchor=False)
                _links(lines)


def _links(lines: Iterable[Line]) -> None:
    for article, told in lines:
        title = f"**{escaped(article.title) or 'Untitled'}**"
        query = {"slug": article.slug, "panel": "Review"}
        with st.container(gap=None):
            st.page_link(page_at("article"), label=title, query_params=query)
            if told:
                with st.container(horizontal=True, wrap=False, gap=None):
                    st.space(INDENT)
                    st.markdown(f":small[{told}]", width="stretch")


def _asked(article: Article, review: Review) -> Line:
    return article, f":gray[{escaped(spoken(review.submitted_at))}]" if review.submitted_at else ""


def _due(article: Article, review: Review) -> Line:
    return article, f":orange[{_since(review.due_on)}]" if review.due_on else ""


def _since(day: date) -> str:
    days = (clinic_today() - day).days
    if days == 0:
        return "today"
    return f"{days} days over" if days > 1 else "one day over"


def _ahead(each: Plan) -> Line:
    return each.article, f":gray[{VERBS[each.kind].lower()} {escaped(spoken(each.due_at))}]"


def _what_went_wrong(each: Plan) -> str:
    done = DONE[each.kind].lower()
    if each.outcome is PlanOutcome.REFUSED:
        return f":red[not {done}, due {escaped(spoken(each.due_at))}]"
    return f":orange[{done} late, due {escaped(spoken(each.due_at))}]"
