"""Which articles are listed and which are ticked: all of it in the address."""

import streamlit as st

from desk.widgets.list_address import ticked_ids
from models.library.article_filter import ArticleFilter

MOST_TICKED = 500


def chosen_articles() -> ArticleFilter:
    return ArticleFilter.from_query(st.query_params.to_dict())


def choose_articles(wanted: ArticleFilter) -> None:
    """Another list: from its first page, with nothing ticked."""
    st.query_params.from_dict(wanted.to_query())


def ticked_articles() -> list[int]:
    """Ids in the order of ticking."""
    return ticked_ids(MOST_TICKED)
