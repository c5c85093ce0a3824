"""Excel workbooks, row by row in constant memory; cells keep whether they were text or numbers."""

import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pickle import dump, load
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO
from weakref import finalize

from actions.imports.delimited import LOOKED_AT, heading
from actions.imports.refusals import UnreadableFile
from actions.imports.table import Cell, SourceRow, SourceTable, fitted_row, is_blank, named_apart

LARGEST = 1_000_000_000
"""Bytes once unpacked; no honest list is larger, and a trap stops here."""
AT_ONCE = 500
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")

SheetRecord = tuple[int, list[Cell]]


def read_workbook(file: BinaryIO) -> SourceTable:
    """The first sheet that holds anything, and further ones with its heading.

    Errors: UnreadableFile.
    """
    _must_be_a_workbook(file)
    sheets = _Sheets(file)
    some = list(islice(sheets.records(), LOOKED_AT))
    place, header = heading(some)
    columns = named_apart(header)

    def rows() -> Iterator[SourceRow]:
        for line, cells in sheets.records():
            if line > place and cells != list(header):
                yield fitted_row(line, cells, len(columns))

    return SourceTable("xlsx", columns, rows, is_marked=False)


def _must_be_a_workbook(file: BinaryIO) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as parts:
            size = sum(part.file_size for part in parts.infolist())
            is_workbook = "xl/workbook.xml" in parts.namelist()
    except zipfile.BadZipFile as error:
        raise UnreadableFile("The workbook is damaged. Save it again, then bring it.") from error
    if not is_workbook:
        raise UnreadableFile("This is no Excel workbook. Bring an .xlsx, CSV or JSON file.")
    if size > LARGEST:
        raise UnreadableFile("The workbook is too large. Split it, then bring the parts.")


class _Sheets:
    """Reading a workbook is slow: what was read once is kept beside it for the next look."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._kept: IO[bytes] | None = None

    def records(self) -> Iterator[SheetRecord]:
        if self._kept is None:
            return self._first_time()
        return self._again(self._kept)

    def _first_time(self) -> Iterator[SheetRecord]:
        kept = TemporaryFile()  # noqa: SIM115 — stays open as long as the table is in use
        finalize(self, kept.close)
        found = _records(self._file)
        while some := list(islice(found, AT_ONCE)):
            dump(some, kept)
            yield from some
        self._kept = kept

    def _again(self, kept: IO[bytes]) -> Iterator[SheetRecord]:
        kept.seek(0)
        while True:
            try:
                some: list[SheetRecord] = load(kept)  # noqa: S301 — written above, read by nobody else
            except EOFError:
                return
            yield from some


def _records(file: BinaryIO) -> Iterator[SheetRecord]:
    """Rows of all sheets that belong together, numbered on as if they were one."""
    from openpyxl import load_workbook  # noqa: PLC0415 — 15 MB that only a workbook needs

    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        yield from _joined(book)
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile("The workbook is damaged. Save it again, then bring it.") from error


def _joined(book: Any) -> Iterator[SheetRecord]:
    header: list[Cell] | None = None
    before = 0
    for sheet in book.worksheets:
        rows, last = _rows_of(sheet), 0
        first = next(rows, None)
        if first is None or (header is not None and first[1] != header):
            continue
        header = first[1]
        if not before:
            yield first
        for line, cells in rows:
            last = line
            yield before + line, cells
        before += max(last - 1, 0)


def _rows_of(sheet: Any) -> Iterator[SheetRecord]:
    sheet.reset_dimensions()
    for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        plain = [_whole(cell) for cell in cells]
        while plain and plain[-1] in {None, ""}:
            plain.pop()
        if not is_blank(plain):
            yield line, plain


def _whole(cell: Cell) -> Cell:
    """Characters that XML cannot hold stand as _x000B_ in a workbook."""
    if isinstance(cell, str) and "_x" in cell:
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell)
    return cell
