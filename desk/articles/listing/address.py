"""Which articles are listed and which are ticked: all of it in the address."""

from collections.abc import Iterable

import streamlit as st

from models.library.article_filter import ArticleFilter

MOST_TICKED = 500
LONGEST_NUMBER = 15


def chosen() -> ArticleFilter:
    return ArticleFilter.from_query(st.query_params.to_dict())


def choose(wanted: ArticleFilter) -> None:
    """Another list: from its first page, with nothing ticked."""
    st.query_params.from_dict(wanted.to_query())


def page_number() -> int:
    return _number(st.query_params.get("page", "")) or 1


def turn_to(page: int) -> None:
    _set("page", "" if page == 1 else str(page))


def ticked() -> list[int]:
    """Ids in the order of ticking."""
    given = st.query_params.get("ticked", "").split("-")
    return list(dict.fromkeys(number for each in given if (number := _number(each))))[:MOST_TICKED]


def tick(ids: Iterable[int]) -> None:
    _set("ticked", "-".join(map(str, ids)))


def _set(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if is_number else None
