"""Sorting an article: its tags, and the colleague who answers for it."""

from collections.abc import Mapping

import streamlit as st

from actions.articles.labels import Labels, change_author, look_up_labels, set_article_tags
from desk.frame.acting import attempt
from models.articles.article import Article
from models.articles.tag import LONGEST_TAG, MOST_TAGS
from models.base.database import reading
from models.staff.member import Actor


def article_labels(article: Article, by: Actor) -> None:
    """Each choice is kept at once."""
    with reading() as session:
        labels = look_up_labels(session, article, by=by)
    _tags(article.id, labels)
    _author(article, labels.writers)


def _tags(article_id: int, labels: Labels) -> None:
    key = f"tags-{article_id}"
    if st.session_state.get(key) != labels.tags:
        st.session_state[key] = labels.tags
    st.multiselect(
        "Tags",
        labels.known,
        key=key,
        accept_new_options=True,
        max_selections=MOST_TAGS,
        placeholder="Choose tags, or type a new one",
        help=f"Only staff see them. At most {MOST_TAGS}, of {LONGEST_TAG} letters each.",
        on_change=_keep_tags,
        args=(article_id, key),
    )


def _keep_tags(article_id: int, key: str) -> None:
    attempt(lambda session, by: set_article_tags(session, article_id, st.session_state[key], by=by))


def _author(article: Article, writers: Mapping[int, str]) -> None:
    key = f"author-{article.id}"
    if key not in st.session_state or st.session_state[key] != article.author_id:
        st.session_state[key] = article.author_id
    st.selectbox(
        "Who answers for it",
        list(writers),
        index=None,
        format_func=lambda number: writers.get(number, "Somebody"),
        placeholder="Nobody",
        help="Colleagues see this name. Readers see the byline.",
        key=key,
        on_change=_keep_author,
        args=(article.id, key),
    )


def _keep_author(article_id: int, key: str) -> None:
    chosen = st.session_state[key]
    attempt(lambda session, by: change_author(session, article_id, chosen, by=by), "Kept.")
