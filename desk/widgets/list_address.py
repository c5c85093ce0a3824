"""The page and the ticked rows of a list, kept in the address."""

from collections.abc import Iterable

import streamlit as st

LONGEST_NUMBER, LONGEST_PAGE = 15, 5


def page_number() -> int:
    return number_in(st.query_params.get("page", "")) or 1


def bound_page(name: str) -> int:
    """Where a pagination is that keeps its page under this name of the address by itself."""
    asked = st.query_params.get(name, "1")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) <= LONGEST_PAGE else 1


def turn_to(page: int) -> None:
    set_parameter("page", "" if page == 1 else str(page))


def ticked_ids(at_most: int) -> list[int]:
    """In the order of ticking."""
    given = st.query_params.get("ticked", "").split("-")
    return list(dict.fromkeys(number for each in given if (number := number_in(each))))[:at_most]


def tick(ids: Iterable[int]) -> None:
    set_parameter("ticked", "-".join(map(str, ids)))


def tick_and_untick(ticked: Iterable[int], on: Iterable[int], off: Iterable[int]) -> None:
    """For a table's ticks."""
    gone = set(off)
    tick([*(each for each in ticked if each not in gone), *on])


def set_parameter(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def number_in(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if is_number else None
