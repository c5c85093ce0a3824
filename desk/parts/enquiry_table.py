"""The table of enquiries: ticks and the open record belong to people, never to places in it."""

from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

import streamlit as st

from actions.enquiry_reading import EnquiryPage
from desk.enquiry_address import open_id, open_record, tick, ticked, turn_to
from models.enquiry import STATUS_TITLES, Priority, Status
from models.enquiry_list import PER_PAGE, TableRow

COLOURS: dict[Status, str] = {
    Status.NEW: "#2F6FB3",
    Status.IN_PROGRESS: "#9A6412",
    Status.WAITING: "#7D5BA6",
    Status.BOOKED: "#2E7D5B",
    Status.CLOSED: "#5F6E6A",
    Status.SPAM: "#8C4A3C",
}
HEIGHT = 560
MARKS = "⚑ call today · ◷ answer overdue · ▲ high priority · ◉ a colleague has it open"
ROW = 36
FITS = 14


def enquiry_table(page: EnquiryPage, here: Mapping[int, str], *, is_narrow: bool) -> None:
    """The key names who stands where: a click on an older state of the table acts on nobody.

    `here` names the colleagues who have one of these open.
    """
    import pandas as pd  # noqa: PLC0415

    ids = [row.id for row in page.rows]
    key = "e-table-" + sha256(str(ids).encode()).hexdigest()[:16]
    _show_choice(key, ids)
    st.dataframe(
        pd.DataFrame(_columns(page, here)),
        key=key,
        on_select=partial(_chosen_in_table, key, ids),
        selection_mode=["multi-row", "single-cell"],
        hide_index=True,
        row_height=ROW,
        height="content" if len(ids) <= FITS or is_narrow else HEIGHT,
        column_order=["Name", "Status", "Received"] if is_narrow else None,
        column_config=_column_config(),
        placeholder="",
        alt="Enquiries",
    )
    _footer(page)


def _columns(page: EnquiryPage, here: Mapping[int, str]) -> dict[str, list[Any]]:
    rows = page.rows
    return {
        "Name": [_mark(row, page.late, is_open=row.id in here) + row.name for row in rows],
        "Service": [row.service for row in rows],
        "Status": [[STATUS_TITLES[row.status]] for row in rows],
        "Assigned": [row.assigned_to or "" for row in rows],
        "Received": [row.received_at for row in rows],
    }


def _mark(row: TableRow, late: frozenset[int], *, is_open: bool) -> str:
    open_elsewhere = "◉ " if is_open else ""
    if row.needs_call:
        return f"⚑ {open_elsewhere}"
    if row.id in late:
        return f"◷ {open_elsewhere}"
    return f"▲ {open_elsewhere}" if row.priority is Priority.HIGH else open_elsewhere


def _column_config() -> dict[str, Any]:
    columns = st.column_config
    return {
        "Name": columns.TextColumn(width=150, help=MARKS),
        "Service": columns.TextColumn(width=105),
        "Status": columns.MultiselectColumn(
            options=list(STATUS_TITLES.values()), color=list(COLOURS.values()), width=92
        ),
        "Assigned": columns.TextColumn(width=95),
        "Received": columns.DatetimeColumn(format="distance", width=105),
    }


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
