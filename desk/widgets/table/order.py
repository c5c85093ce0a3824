"""By what a list is sorted, kept in the address: a heading sorts, and once more turns it round."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

import streamlit as st

from desk.widgets.list_address import set_parameter
from desk.widgets.table.parts import Column

_NAME = "order"


class SortedBy(NamedTuple):
    """`by` is what a heading asks for."""

    by: str
    is_falling: bool = False


def order_in_address(usual: SortedBy, known: Collection[str]) -> SortedBy:
    """`-name` is falling; whatever else stands there is as usual."""
    asked = st.query_params.get(_NAME, "")
    by = asked.removeprefix("-")
    return SortedBy(by, asked.startswith("-")) if by in known else usual


def sort_by(wanted: str, usual: SortedBy, known: Collection[str]) -> None:
    """For a table's heading."""
    now = order_in_address(usual, known)
    fresh = usual if wanted == usual.by else SortedBy(wanted)
    chosen = SortedBy(wanted, not now.is_falling) if wanted == now.by else fresh
    sign = "-" if chosen.is_falling else ""
    set_parameter(_NAME, "" if chosen == usual else f"{sign}{chosen.by}")


def heading_of(order: SortedBy, columns: Iterable[Column]) -> tuple[str, bool] | None:
    """Which heading says so, for the table's look."""
    name = next((column.name for column in columns if column.sort == order.by), None)
    return (name, order.is_falling) if name else None
