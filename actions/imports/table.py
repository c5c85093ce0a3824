"""A file as a table, whichever program wrote it: columns, and rows with the line each stands on."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

Cell = str | int | float | bool | date | datetime | time | None


class SourceRow(NamedTuple):
    """`line` as the file's own program counts; `wrong` says why the row can't be read."""

    line: int
    cells: Sequence[Cell]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class SourceTable:
    """`rows()` begins anew each time. `is_marked`: cells were made safe for a spreadsheet."""

    kind: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[SourceRow]]
    is_marked: bool = True


def as_text(cell: Cell) -> str:
    """As a person would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds" if cell.second else "minutes")
    return str(cell)


def named_apart(header: Sequence[Any]) -> tuple[str, ...]:
    """Each column under a name of its own: “Name”, “Name (2)”; one without is “Column 3”."""
    names: list[str] = []
    for place, given in enumerate(header, start=1):
        name = " ".join(as_text(given).split()) or f"Column {place}"
        times, only = 1, name
        while only in names:
            times += 1
            only = f"{name} ({times})"
        names.append(only)
    return tuple(names)


def is_blank(cells: Sequence[Cell]) -> bool:
    return not any(as_text(cell).strip() for cell in cells)


def fitted_row(line: int, cells: Sequence[Cell], width: int) -> SourceRow:
    """A row of that many cells: empty ones are added or dropped, others are an error."""
    if not is_blank(cells[width:]):
        wrong = (
            f"The row has {len(cells)} cells, the heading {width}. "
            "Put quotes around cells that hold the separator."
        )
        return SourceRow(line, cells[:width], wrong)
    return SourceRow(line, [*cells[:width], *[""] * (width - len(cells))])


def columns_key(columns: Sequence[str]) -> str:
    """The same for files with the same columns."""
    return json.dumps(list(columns), ensure_ascii=False)
