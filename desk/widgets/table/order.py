"""By what a list is sorted, kept in the address: a heading sorts, and on a phone a box does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st

from desk.frame.device import is_phone
from desk.widgets.list_address import set_parameter
from desk.widgets.table.parts import Column


class SortedBy(NamedTuple):
    """`by` is what a heading asks for."""

    by: str
    is_falling: bool = False


@dataclass(frozen=True, slots=True)
class Orders:
    """What there is, in people's words, the usual one first; `-name` in the address is falling.

    `pages` is the key of the list's pagination, which another order leads back to its start.
    `name` is its word in the address, where a screen has several lists.
    """

    words: Mapping[str, str]
    pages: str = ""
    name: str = "order"

    @property
    def usual(self) -> str:
        return next(iter(self.words))


def order_in_address(orders: Orders) -> SortedBy:
    """Whatever else stands there is as usual."""
    return _read(_asked(orders))


def sort_by(wanted: str, orders: Orders) -> None:
    """For a table's heading: once more turns it round."""
    now, usual = _asked(orders), _read(orders.usual)
    fresh = orders.usual if wanted == usual.by else wanted
    turned = wanted if now.startswith("-") else f"-{wanted}"
    _choose(turned if _read(now).by == wanted else fresh, orders)


def order_box(orders: Orders, *, key: str) -> None:
    """On a phone alone, where each row is a card and no heading is seen."""
    if not is_phone():
        return
    if st.session_state.get(key) != _asked(orders):
        st.session_state[key] = _asked(orders)
    st.selectbox(
        "Order",
        list(orders.words),
        format_func=orders.words.__getitem__,
        label_visibility="collapsed",
        key=key,
        on_change=lambda: _choose(st.session_state[key], orders),
    )


def heading_of(order: SortedBy, columns: Iterable[Column]) -> tuple[str, bool] | None:
    """Which heading says so, for the table's look."""
    name = next((column.name for column in columns if column.sort == order.by), None)
    return (name, order.is_falling) if name else None


def _asked(orders: Orders) -> str:
    asked = st.query_params.get(orders.name, "")
    return asked if asked in orders.words else orders.usual


def _read(order: str) -> SortedBy:
    return SortedBy(order.removeprefix("-"), order.startswith("-"))


def _choose(order: str, orders: Orders) -> None:
    """From the first page on."""
    set_parameter(orders.name, "" if order == orders.usual else order)
    if orders.pages and orders.pages in st.session_state:
        st.session_state[orders.pages] = 1
