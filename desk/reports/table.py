"""The figures of a report as a table: each count opens its enquiries, each heading sorts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from desk.frame.device import is_phone
from desk.reports.choice import list_address
from desk.reports.words import conversion, share
from desk.widgets.table.order import Orders, heading_of, order_box, order_in_address, sort_by
from desk.widgets.table.parts import Cell, Column, Gestures, Look, Press, Row
from desk.widgets.table.table import table
from models.enquiries.listing.filter import EnquiryFilter
from models.reports.listed import COUNTED_IN
from models.reports.total import Headcount

HEIGHT = "26rem"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """`wanted` is the list of all that it counts, `place` where it stands by itself."""

    place: int
    name: str
    told: Headcount
    wanted: EnquiryFilter


def link_to(wanted: EnquiryFilter) -> str:
    """For a link that leads away from this page."""
    return f"/desk/enquiries?{urlencode(list_address(wanted))}"


def number_link(number: int, wanted: EnquiryFilter, title: str = "", note: str = "") -> None:
    """A link that the browser follows by itself, so that *Back* leads to this very report.

    A page link of Streamlit leaves a step between that is neither.
    """
    said = f"{escape(title)} <strong>{number:,}</strong> <small>{escape(note)}</small>".strip()
    st.html(f'<a class="r-number" href="{escape(link_to(wanted))}">{said}</a>')


COUNTED = {"received": "Enquiries", "answered": "Answered", "booked": "Booked", "late": "Late"}
"""In the table's order, by what a Headcount calls it."""
SHARES: dict[str, tuple[str, Callable[[Headcount], str], Callable[[Headcount], float]]] = {
    "conversion": ("Conversion", conversion, lambda told: told.booked / told.received),
    "late_share": (
        "Late share",
        lambda told: share(told.late, told.received),
        lambda told: told.late / told.received,
    ),
}
ORDERS: dict[str, str] = {
    "place": "As they follow",
    "-place": "The last first",
    "name": "A–Z",
    "-name": "Z–A",
    **{f"-{key}": f"Most: {title.lower()}" for key, title in COUNTED.items()},
    **{key: f"Fewest: {title.lower()}" for key, title in COUNTED.items()},
    **{f"-{key}": f"Highest {told[0].lower()}" for key, told in SHARES.items()},
    **{key: f"Lowest {told[0].lower()}" for key, told in SHARES.items()},
}


def orders(name: str, usual: str) -> Orders:
    return Orders({usual: ORDERS[usual], **ORDERS}, name=name)


def figures_table(label: str, first: str, lines: Sequence[FigureLine], order: Orders) -> None:
    """`first` is the heading over what is told apart."""
    by = order_in_address(order)
    rows = sorted(lines, key=_sort_key(by.by), reverse=by.is_falling)
    columns = _columns(first, "place" if order.usual == "place" else "name")
    order_box(order, key=f"r-order-{order.name}")
    table(
        label,
        columns,
        [_row(line) for line in rows],
        key=f"r-table-{order.name}",
        look=Look(
            sorted_by=heading_of(by, columns),
            total=len(rows),
            height=HEIGHT,
            is_narrow=is_phone(),
        ),
        gestures=Gestures(sorted_by=lambda wanted: sort_by(wanted, order)),
    )


def _sort_key(name: str) -> Callable[[FigureLine], Any]:
    if name in SHARES:
        return lambda line: SHARES[name][2](line.told) if line.told.received else 0
    if name in COUNTED:
        return lambda line: getattr(line.told, name)
    return lambda line: line.place if name == "place" else line.name.casefold()


def _columns(first: str, sorts: str) -> list[Column]:
    counts = [
        Column(name, title, 92, name, "press", is_labelled=True) for name, title in COUNTED.items()
    ]
    shares = [
        Column(name, told[0], 92, name, "number", is_labelled=True) for name, told in SHARES.items()
    ]
    name = Column("Name", first, 240, sorts, is_name=True, is_long=True)
    return [name, *counts[:3], shares[0], counts[3], shares[1]]


def _row(line: FigureLine) -> Row:
    counts = [_count(line, name, title) for name, title in COUNTED.items()]
    conversions, late_shares = (said(line.told) for _, said, _ in SHARES.values())
    cells: list[Cell] = [line.name, *counts[:3], conversions, counts[3], late_shares]
    return Row(line.place, line.name, cells)


def _count(line: FigureLine, name: str, title: str) -> Press:
    """None has nothing to open."""
    count = getattr(line.told, name)
    if not count:
        return Press("")
    says = f"{count:,} {title.lower()}: {line.name}"
    return Press(f"{count:,}", link_to(COUNTED_IN[name](line.wanted)), says)
