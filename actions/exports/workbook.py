"""The Excel file: sheets of real dates and plain text, and one that says who took it and why."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

from rustpy_xlsxwriter import FastExcel, Format
from sqlalchemy import func
from sqlalchemy.orm import Session

import settings
from actions.exports.progress import Beat
from models.clinic.moments import offsets
from models.exports.columns import Kind, kind_of
from models.exports.export import Order
from models.exports.rows import cells_of_export, rows_taken, span_of_moments

SHEET_ROWS = 1_048_575
"""What fits below the heading; the rest goes to another sheet."""
PIECE = 256 * 1024
BREATH = 0.002
"""Seconds left to everybody else after each batch: the writer holds the interpreter."""
WIDTHS = {"name": 24.0, "email": 30.0, "phone": 20.0, "service": 22.0, "message": 60.0} | {
    "call_to_action": 30.0, "assigned_to": 24.0, "tags": 24.0, "close_reason": 30.0,
    "response_minutes": 26.0, "notes": 60.0,
}  # fmt: skip
USUAL_WIDTH = 18.0
NUMBERED = {
    Kind.MOMENT: Format().set_num_format("yyyy-mm-dd hh:mm"),
    Kind.DAY: Format().set_num_format("yyyy-mm-dd"),
    Kind.NUMBER: Format().set_num_format("0"),
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
    # a line ends with LF in a workbook; other readings than Excel show a CR as _x000D_
    texts = {name for name in told if kind_of(name) is Kind.TEXT}
    told |= {name: func.replace(told[name], "\r\n", "\n") for name in texts}
    readings = _readings(session, order)
    if not order.total:
        yield dict.fromkeys(titles)  # a row without cells: the heading is written with the first
    for some in rows_taken(session, told, order.total):
        yield from (dict(zip(titles, row, strict=True)) for row in _typed(some, readings))
        rows += len(some)
        beat(rows)
        sleep(BREATH)


_Reading = Callable[[Any], Any]


def _typed(
    rows: Sequence[Sequence[Any]], readings: Mapping[int, _Reading]
) -> Iterator[tuple[Any, ...]]:
    """Column by column, which is quicker than cell by cell."""
    columns = list(zip(*rows, strict=True))
    for place, read in readings.items():
        columns[place] = tuple(None if cell is None else read(cell) for cell in columns[place])
    return zip(*columns, strict=True)


def _readings(session: Session, order: Order) -> dict[int, _Reading]:
    """For the columns that are no text, by their place."""
    twice = _hours_that_come_again(session, order)
    known: dict[Kind, _Reading] = {
        Kind.MOMENT: lambda cell: _on_the_clock(cell, twice),
        Kind.DAY: date.fromisoformat,
        Kind.FLAG: bool,
    }
    kinds = {place: kind_of(name) for place, name in enumerate(order.columns)}
    return {place: known[kind] for place, kind in kinds.items() if kind in known}


def _on_the_clock(cell: str, twice: frozenset[str]) -> datetime | str:
    """As the clinic's clock showed it, to the second; a sheet knows of no zone.

    An hour that comes a second time stays text with its offset: no date could tell it apart.
    """
    if cell[:13] + cell[-6:] in twice:
        return cell
    return datetime.fromisoformat(cell[:19])


def _hours_that_come_again(session: Session, order: Order) -> frozenset[str]:
    """Such as 2026-10-25T01+00:00, when the clocks went back there."""
    ends = [end for end, _ in offsets(*span_of_moments(session, order.columns))][:-1]
    found = set()
    for end in ends:
        there = end.astimezone(settings.TIMEZONE)
        if there.fold:
            found.add(there.isoformat()[:13] + there.isoformat()[-6:])
    return frozenset(found)
