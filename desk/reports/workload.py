"""How much each colleague has to answer, as a table: each number opens exactly those enquiries."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from actions.reports.workload import NOBODY, Load
from desk.frame.device import is_phone
from desk.frame.navigation import page_at
from desk.reports.words import how_many
from desk.widgets.table.order import Orders, heading_of, order_box, order_in_address, sort_by
from desk.widgets.table.parts import Column, Gestures, Look, Press, Row
from desk.widgets.table.table import table
from models.enquiries.enquiry import STATUS_TITLES, Status
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.state import OPEN

Counted = tuple[str, Callable[[Load], int], Callable[[EnquiryFilter], EnquiryFilter]]


def _with_status(status: Status) -> Counted:
    return (
        STATUS_TITLES[status],
        lambda load: load.of.get(status, 0),
        lambda theirs: replace(theirs, status=status),
    )


COUNTED: Mapping[str, Counted] = {
    "open": ("Open", lambda load: load.open, lambda theirs: replace(theirs, is_open=True)),
    **{status.value: _with_status(status) for status in Status if status in OPEN},
    "overdue": (
        "Overdue",
        lambda load: load.overdue,
        lambda theirs: replace(theirs, is_overdue=True),
    ),
    "due": ("Due today", lambda load: load.due, lambda theirs: replace(theirs, is_due=True)),
}
ORDERS = Orders(
    {
        "name": "Nobody first, then A–Z",
        "-name": "Z–A",
        **{f"-{key}": f"Most: {title.lower()}" for key, (title, _, _) in COUNTED.items()},
        **{key: f"Fewest: {title.lower()}" for key, (title, _, _) in COUNTED.items()},
    }
)


def whole_desk(loads: Mapping[int, Load]) -> None:
    """What concerns all of them, in a line of links."""
    nobodys = loads[NOBODY].open
    overdue, due = (
        sum(getattr(load, name) for load in loads.values()) for name in ("overdue", "due")
    )
    every = EnquiryFilter()
    with st.container(horizontal=True, gap="small"):
        for label, count, wanted in (
            ("open without a colleague", nobodys, _theirs("open", NOBODY)),
            ("overdue for an answer", overdue, replace(every, is_overdue=True)),
            ("to follow up by today", due, replace(every, is_due=True)),
        ):
            st.page_link(
                page_at("enquiries"),
                label=f"**{count:,}** {label}",
                query_params=wanted.to_query(),
            )


def _theirs(name: str, staff_id: int) -> EnquiryFilter:
    return COUNTED[name][2](EnquiryFilter(assigned_to=staff_id))


def workload_table(loads: Mapping[int, Load]) -> None:
    order = order_in_address(ORDERS)
    rows = list(loads.items())
    if order.by == "name":
        rows = rows[::-1] if order.is_falling else rows
    else:
        count = COUNTED[order.by][1]
        rows.sort(key=lambda each: count(each[1]), reverse=order.is_falling)
    columns = [
        Column("Colleague", "Colleague", 220, "name", is_name=True),
        *(
            Column(key, told[0], 100, key, "press", is_labelled=True)
            for key, told in COUNTED.items()
        ),
    ]
    order_box(ORDERS, key="workload-order")
    table(
        "Workload",
        columns,
        [_row(staff_id, load) for staff_id, load in rows],
        key="workload-table",
        look=Look(sorted_by=heading_of(order, columns), total=len(rows), is_narrow=is_phone()),
        gestures=Gestures(sorted_by=lambda wanted: sort_by(wanted, ORDERS)),
    )


def _row(staff_id: int, load: Load) -> Row:
    cells = [_count(key, staff_id, load) for key in COUNTED]
    return Row(staff_id + 1, load.name, [load.name, *cells])


def _count(key: str, staff_id: int, load: Load) -> Press:
    title, count, _ = COUNTED[key]
    if not count(load):
        return Press("")
    says = f"{title}, {load.name}: {how_many(count(load))}"
    query = urlencode(_theirs(key, staff_id).to_query())
    return Press(f"{count(load):,}", f"/desk/enquiries?{query}", says)
