"""Past exports: who took what, when, how many, and what became of it."""

import streamlit as st

from actions.exports.looking import how_many_exports, list_exports
from desk.exports.words import columns_taken, state_in_words, what_was_chosen, who_took
from desk.frame.device import is_phone
from desk.widgets.clock import spoken
from desk.widgets.list_address import set_parameter
from desk.widgets.table.order import (
    Orders,
    SortedBy,
    heading_of,
    order_box,
    order_in_address,
    sort_by,
)
from desk.widgets.table.parts import Badge, Colour, Column, Field, Gestures, Look, Row
from desk.widgets.table.table import table
from models.base.database import reading
from models.exports.columns import Profile
from models.exports.export import Export, ExportState
from models.exports.list import ExportSort
from models.staff.member import Actor

PER_PAGE = 15
PAGE = "export-page"
ORDERS = Orders(
    {
        "-when": "Newest first",
        "when": "Oldest first",
        "who": "Who A–Z",
        "-who": "Who Z–A",
        "-count": "Most enquiries",
        "count": "Fewest enquiries",
    },
    pages=PAGE,
)
COLOURS: dict[ExportState, Colour] = {
    ExportState.PREPARED: "gray",
    ExportState.RUNNING: "orange",
    ExportState.FINISHED: "green",
    ExportState.CANCELLED: "gray",
    ExportState.FAILED: "red",
}


FIELDS: tuple[Field[Export], ...] = (
    Field(Column("Receipt", "Receipt", 120, is_name=True), lambda each: each.receipt),
    Field(Column("When", "When", 120, ExportSort.WHEN), lambda each: spoken(each.requested_at)),
    Field(Column("Who", "Who", 130, ExportSort.WHO), who_took),
    Field(
        Column("Enquiries", "Enquiries", 90, ExportSort.COUNT, "number", is_labelled=True),
        lambda each: f"{each.rows_sent or each.total:,}",
    ),
    Field(
        Column("State", "State", 100, kind="badge"),
        lambda each: Badge(
            state_in_words(each), "blue" if each.is_under_way else COLOURS[each.state]
        ),
    ),
    Field(Column("Format", "Format", 76), lambda each: each.format.upper()),
    Field(Column("Chosen", "Chosen", 190, is_long=True, is_labelled=True), what_was_chosen),
    Field(Column("Columns", "Columns", 160, is_long=True, is_labelled=True), columns_taken),
    Field(
        Column("Masked", "Masked", 84, kind="badge"),
        lambda each: Badge("Masked" if each.profile == Profile.MASKED else "", "blue"),
    ),
    Field(Column("Reason", "Reason", 300, is_long=True), lambda each: each.reason),
)


def past_exports(by: Actor) -> None:
    """A row opens its receipt, which stands in the address."""
    with reading() as session:
        total = how_many_exports(session, by=by)
    if not total:
        st.caption("Nobody has taken a list yet.")
        return
    order = order_in_address(ORDERS)
    pages = -(-total // PER_PAGE)
    slot = st.container()
    page = st.pagination(pages, key=PAGE) if pages > 1 else 1
    with reading() as session:
        exports = list_exports(
            session, page, PER_PAGE, ExportSort(order.by), by=by, is_falling=order.is_falling
        )
    with slot:
        order_box(ORDERS, key="export-order")
        _exports_table(exports, order, total)


def _exports_table(exports: list[Export], order: SortedBy, total: int) -> None:
    receipts = {export.id: export.receipt for export in exports}
    columns = [each.column for each in FIELDS]
    shown = st.query_params.get("receipt", "")
    table(
        "Past exports",
        columns,
        [_row(export) for export in exports],
        key="exports-table",
        look=Look(
            current=next((each.id for each in exports if each.receipt == shown), None),
            sorted_by=heading_of(order, columns),
            total=total,
            is_narrow=is_phone(),
        ),
        gestures=Gestures(
            opened=lambda wanted: set_parameter("receipt", receipts.get(wanted, shown)),
            sorted_by=lambda wanted: sort_by(wanted, ORDERS),
        ),
    )


def _row(export: Export) -> Row:
    cells = [each.cell(export) for each in FIELDS]
    return Row(export.id, f"Receipt {export.receipt}", cells, f"?receipt={export.receipt}")
