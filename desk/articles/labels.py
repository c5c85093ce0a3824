"""Sorting an article: its tags, and the colleague who answers for it."""

import streamlit as st

from actions.articles.labels import change_author, set_article_tags
from desk.frame.acting import attempt
from models.articles.article import Article
from models.articles.tag import LONGEST_TAG, MOST_TAGS, article_tags_in_use, tags_of
from models.base.database import reading
from models.staff.member import Permission, StaffMember, active_staff


def article_labels(article: Article) -> None:
    """Each choice is kept at once."""
    with reading() as session:
        tags = session.scalars(tags_of(article.id)).all()
        known = [tag for tag, _ in session.execute(article_tags_in_use())]
        writers = {
            member.id: member.full_name
            for member in session.scalars(active_staff())
            if member.as_actor().may(Permission.EDIT_ARTICLES)
        }
        if article.author_id and article.author_id not in writers:
            former = session.get_one(StaffMember, article.author_id)
            writers[former.id] = former.full_name
    _tags(article.id, list(tags), sorted({*known, *tags}))
    _author(article, writers)


def _tags(article_id: int, tags: list[str], known: list[str]) -> None:
    key = f"tags-{article_id}"
    if st.session_state.get(key) != tags:
        st.session_state[key] = tags
    st.multiselect(
        "Tags",
        known,
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


def _author(article: Article, writers: dict[int, str]) -> None:
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
