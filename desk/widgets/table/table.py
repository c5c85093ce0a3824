"""A table that people act on: its rows are ids, wherever they stand when somebody clicks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import streamlit as st

from desk.widgets.scripts import loader_of
from desk.widgets.table.parts import Badge, Column, Gestures, Look, Mark, Press, Row
from desk.widgets.table.widths import keep_widths, kept_widths

_HERE = Path(__file__).parent
BEYOND = 2**53
MOST_AT_ONCE = 200
WIDEST = 1_000

_table = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_table",
        html='<div class="tb"><div class="tb-scroll"></div></div>',
        css=(_HERE / "table.css").read_text("utf-8"),
        js=loader_of(_HERE / "table.js"),
        isolate_styles=False,
    ),
)


def table(
    label: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    key: str,
    look: Look,
    gestures: Gestures,
) -> None:
    """Draw it; what somebody does calls `gestures` before the next run.

    How wide they make the columns is kept of them under `key`.
    """
    widths = {} if look.is_narrow else kept_widths(key)
    _table(
        key=key,
        data={
            "label": label,
            "columns": [_column(column, widths) for column in columns],
            "rows": [_row(row) for row in rows],
            **_possible(gestures),
            **_standing(look),
        },
        on_opened_change=lambda: _opened(key, gestures),
        on_pressed_change=lambda: _pressed(key, gestures, columns),
        on_ticked_change=lambda: _ticked(key, gestures),
        on_sorted_change=lambda: _sorted(key, gestures, columns),
        on_widened_change=lambda: _widened(key, columns),
    )


def _possible(gestures: Gestures) -> dict[str, bool]:
    return {
        "canOpen": gestures.opened is not None,
        "canTick": gestures.ticked is not None,
    }


def _standing(look: Look) -> dict[str, Any]:
    by = look.sorted_by
    return {
        "current": look.current or 0,
        "ticked": list(look.ticked),
        "sorted": {"name": by[0], "isFalling": by[1]} if by else None,
        "total": look.total,
        "height": look.height,
        "isNarrow": look.is_narrow,
        "isBeside": look.is_beside,
    }


def _column(column: Column, widths: Mapping[str, int]) -> dict[str, Any]:
    return {
        **asdict(column),
        "isName": column.is_name,
        "isLabelled": column.is_labelled,
        "isLong": column.is_long,
        "width": widths.get(column.name, column.width),
    }


def _row(row: Row) -> dict[str, Any]:
    cells = [_plain(cell) for cell in row.cells]
    return {"id": row.id, "name": row.name, "to": row.to, "cells": cells}


def _plain(cell: Any) -> Any:
    if isinstance(cell, Badge | Mark | Press):
        return cell._asdict()
    return [_plain(each) for each in cell] if isinstance(cell, list | tuple) else cell


def _told(key: str, name: str) -> dict[str, Any]:
    """What a browser says may be anything."""
    told = (st.session_state.get(key) or {}).get(name)
    return told if isinstance(told, dict) else {}


def _ids(told: object) -> list[int]:
    given = told if isinstance(told, list) else []
    return [int(each) for each in given[:MOST_AT_ONCE] if _is_id(each)]


def _is_id(told: object) -> bool:
    return isinstance(told, int | float) and not isinstance(told, bool) and 0 < told < BEYOND


def _opened(key: str, gestures: Gestures) -> None:
    for wanted in _ids([_told(key, "opened").get("id")]):
        if gestures.opened:
            gestures.opened(wanted)


def _pressed(key: str, gestures: Gestures, columns: Sequence[Column]) -> None:
    told = _told(key, "pressed")
    pressable = {column.name for column in columns if column.kind == "press"}
    for wanted in _ids([told.get("id")]):
        if gestures.pressed and told.get("by") in pressable:
            gestures.pressed(wanted, str(told["by"]))


def _ticked(key: str, gestures: Gestures) -> None:
    told = _told(key, "ticked")
    if gestures.ticked:
        gestures.ticked(_ids(told.get("on")), _ids(told.get("off")))


def _sorted(key: str, gestures: Gestures, columns: Sequence[Column]) -> None:
    by = _told(key, "sorted").get("by")
    if gestures.sorted_by and by in {column.sort for column in columns if column.sort}:
        gestures.sorted_by(str(by))


def _widened(key: str, columns: Sequence[Column]) -> None:
    names = {column.name for column in columns}
    told = _told(key, "widened").items()
    widths = {name: int(wide) for name, wide in told if name in names and _is_id(wide)}
    keep_widths(key, {name: min(wide, WIDEST) for name, wide in widths.items()})
