"""The Excel file: sheets of real dates and plain text, and one that says who took it and why."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rustpy_xlsxwriter import FastExcel, Format
from sqlalchemy import func
from sqlalchemy.orm import Session

import settings
from actions.exports.progress import Beat
from models.clinic.moments import offsets
from models.exports.columns import LONG_TEXTS, Kind, kind_of
from models.exports.export import Order
from models.exports.rows import cells_of_export, rows_taken, span_of_moments

SHEET_ROWS = 1_048_575
"""What fits below the heading; the rest goes to another sheet."""
PIECE = 256 * 1024
WIDTHS = {"name": 24.0, "email": 30.0, "phone": 20.0, "service": 22.0, "message": 60.0} | {
    "call_to_action": 30.0, "assigned_to": 24.0, "tags": 24.0, "close_reason": 30.0,
    "response_minutes": 26.0, "notes": 60.0,
}  # fmt: skip
USUAL_WIDTH = 18.0
NUMBERED = {
    Kind.MOMENT: Format().set_num_format("yyyy-mm-dd hh:mm"),
    Kind.DAY: Format().set_num_format("yyyy-mm-dd"),
    Kind.NUMBER: Format().set_num_format("0"),
    Kind.FLAG: Format().set_num_format('"yes";"yes";"no"'),
}
"""How a spreadsheet shows what is no text: the year first, so that no month is taken for a day."""

Record = dict[str, Any]


def xlsx_pieces(session: Session, order: Order, beat: Beat) -> Iterator[bytes]:
    """Written beside the database's reach first: a workbook's table of contents comes last.

    The writer keeps text as text: `=1+1`, addresses and 0207 stay what they are.
    """
    with TemporaryDirectory(prefix="copydesk-export-") as folder:
        place = Path(folder) / "list.xlsx"
        _write(place, _records(session, order, beat), order)
        with place.open("rb") as whole:
            while piece := whole.read(PIECE):
                yield piece


def _write(place: Path, records: Iterator[Record], order: Order) -> None:
    titles = dict(zip(order.columns, order.headings, strict=True))
    shapes = {titles[n]: NUMBERED[kind_of(n)] for n in titles if kind_of(n) in NUMBERED}
    widths = [WIDTHS.get(name, USUAL_WIDTH) for name in titles]
    book = FastExcel(str(place)).format(bold_headers=True)
    for number in range(max(1, -(-order.total // SHEET_ROWS))):
        title = f"Enquiries {number + 1}" if number else "Enquiries"
        book.freeze(row=1, sheet=title)
        some = islice(records, SHEET_ROWS)
        book.sheet(title, some, column_widths=widths, column_formats=shapes, autofilter=True)
    told = [{"Receipt": title, "": value} for title, value in order.provenance().items()]
    book.sheet("Receipt", told, column_widths=[24.0, 80.0]).save()


def _records(session: Session, order: Order, beat: Beat) -> Iterator[Record]:
    rows, told, titles = 0, cells_of_export(session, order), order.headings
    # a line ends with LF in a workbook; other readers than Excel show a CR as _x000D_
    told |= {name: func.replace(told[name], "\r\n", "\n") for name in LONG_TEXTS & told.keys()}
    readings = _readings(session, order)
    if not order.total:
        yield dict.fromkeys(titles)  # a row without cells: the heading is written with the first
    for some in rows_taken(session, told, order.total):
        columns = zip(zip(*some, strict=True), readings, strict=True)
        typed = [column if read is None else read(column) for column, read in columns]
        for row in zip(*typed, strict=True):
            yield dict(zip(titles, row, strict=True))
        rows += len(some)
        beat(rows)


_Column = Sequence[Any]
_Reading = Callable[[_Column], _Column]
"""A whole column at once: a call for each cell would take as long as writing it."""


def _readings(session: Session, order: Order) -> list[_Reading | None]:
    """For each column; None where it is text already."""
    twice = _hours_that_come_again(session, order)
    known: dict[Kind, _Reading] = {
        Kind.MOMENT: (lambda column: _told_apart(column, twice)) if twice else _on_the_clock,
        Kind.DAY: lambda column: [cell and date.fromisoformat(cell) for cell in column],
        # LibreOffice would make a formula, TRUE(), of a boolean
        Kind.FLAG: lambda column: list(map(int, column)),
    }
    return [known.get(kind_of(name)) for name in order.columns]


def _on_the_clock(column: _Column) -> _Column:
    """As the clinic's clock showed it, to the second; a sheet knows of no zone."""
    read = datetime.fromisoformat
    return [cell and read(cell[:19]) for cell in column]


def _told_apart(column: _Column, twice: frozenset[str]) -> _Column:
    """An hour that comes a second time stays text with its offset: no date could tell it apart."""
    on_the_clock = _on_the_clock(column)
    return [
        cell if cell and cell[:13] + cell[-6:] in twice else read
        for cell, read in zip(column, on_the_clock, strict=True)
    ]


def _hours_that_come_again(session: Session, order: Order) -> frozenset[str]:
    """Such as 2026-10-25T01+00:00, when the clocks went back there."""
    ends = [end for end, _ in offsets(*span_of_moments(session, order.columns))][:-1]
    found = set()
    for end in ends:
        there = end.astimezone(settings.TIMEZONE)
        if there.fold:
            found.add(there.isoformat()[:13] + there.isoformat()[-6:])
    return frozenset(found)
