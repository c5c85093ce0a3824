"""The table of enquiries: ticks and the open record belong to people, never to places in it."""

from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

import streamlit as st

from actions.enquiries.reading import EnquiryPage
from desk.enquiries.listing.address import open_id, open_record, tick, ticked, turn_to
from desk.enquiries.listing.columns import COLUMNS, FOUND, column_config
from models.enquiries.enquiry import Priority
from models.enquiries.listing.list import PER_PAGE, TableRow

HEIGHT = 560
ROW = 36
FITS = 14


def enquiry_table(
    page: EnquiryPage, here: Mapping[int, str], columns: Sequence[str], *, is_narrow: bool
) -> None:
    """The key names who stands where: a click on an older state of the table acts on nobody.

    `here` names the colleagues who have one of these open.
    """
    import pyarrow as pa  # noqa: PLC0415

    ids = [row.id for row in page.rows]
    key = "e-table-" + sha256(str(ids).encode()).hexdigest()[:16]
    _show_choice(key, ids)
    cells = _cells(page, here, columns)
    st.dataframe(
        pa.table(cells),  # as it is sent: a frame would be made into one
        key=key,
        on_select=partial(_chosen_in_table, key, ids),
        selection_mode=["multi-row", "single-cell"],
        hide_index=True,
        row_height=ROW,
        height="content" if len(ids) <= FITS or is_narrow else HEIGHT,
        column_order=["Name", *columns] if is_narrow else None,
        column_config=column_config(tuple(cells)),
        placeholder="",
        alt="Enquiries",
    )
    _footer(page)


def _cells(
    page: EnquiryPage, here: Mapping[int, str], columns: Sequence[str]
) -> dict[str, list[Any]]:
    """A search says where it met, right beside the name."""
    cells: dict[str, list[Any]] = {
        "Name": [_mark(row, page.late, is_open=row.id in here) + row.name for row in page.rows]
    }
    if page.found:
        cells[FOUND] = [page.found.get(row.id, "") for row in page.rows]
    return cells | {name: [COLUMNS[name](row) for row in page.rows] for name in columns}


def _mark(row: TableRow, late: frozenset[int], *, is_open: bool) -> str:
    open_elsewhere = "◉ " if is_open else ""
    if row.needs_call:
        return f"⚑ {open_elsewhere}"
    if row.id in late:
        return f"◷ {open_elsewhere}"
    return f"▲ {open_elsewhere}" if row.priority is Priority.HIGH else open_elsewhere


def _show_choice(key: str, ids: Sequence[int]) -> None:
    """Let the widget show what the address says, whichever rows these people are in now."""
    rows = [ids.index(each) for each in ticked() if each in ids]
    opened = open_id()
    cell = [(ids.index(opened), "Name")] if opened in ids else []
    held = st.session_state.get(key, {}).get("selection", {})
    held_cell = [place for place, _column in held.get("cells", [])]
    if sorted(held.get("rows", [])) != sorted(rows) or held_cell != [row for row, _ in cell]:
        st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": cell}}


def _chosen_in_table(key: str, ids: Sequence[int]) -> None:
    """From places back to people, by the ids that this very table was drawn with."""
    selection = st.session_state[key]["selection"]
    here = [ids[place] for place in selection["rows"] if place < len(ids)]
    elsewhere = [each for each in ticked() if each not in ids]
    tick([*elsewhere, *here])
    cells = selection["cells"]
    if cells and cells[0][0] < len(ids):
        open_record(ids[cells[0][0]])


def _footer(page: EnquiryPage) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        first = (page.number - 1) * PER_PAGE + 1
        total = f"{page.total:,}" if page.is_exact else f"{page.total:,}+"
        shown = f"{first:,}–{first + len(page.rows) - 1:,} of {total}"
        st.caption(shown, width="content")
        if page.pages > 1:
            _pagination(page)


def _pagination(page: EnquiryPage) -> None:
    if st.session_state.get("e-page") != page.number:
        st.session_state["e-page"] = page.number
    st.pagination(
        page.pages,
        key="e-page",
        max_visible_pages=5,
        width=330,
        on_change=lambda: turn_to(st.session_state["e-page"]),
    )
