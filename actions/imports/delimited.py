"""CSV and its relatives: which separator, which line is the heading, and the rows below it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from actions.imports.refusals import UnreadableFile
from actions.imports.table import SourceRow, SourceTable, fitted_row, is_blank, named_apart
from actions.imports.text import encoding_of

SEPARATORS = ",;\t|"
LOOKED_AT = 60
HIGHEST_HEADING = 10
LONGEST_CELL = 1_000_000
_CONTENT = re.compile(r"[^@\s]+@[^@\s]+\.\w|^\+?[\d\s().-]{6,}$|^\d{1,4}[/.-]\d{1,2}[/.-]\d")

TextRecord = tuple[int, list[str]]
"""The line on which it begins, and its cells."""


def read_delimited(file: BinaryIO) -> SourceTable:
    """Errors: UnreadableFile."""
    encoding = encoding_of(file)
    separator = _separator(file, encoding)
    some = list(islice(_records(file, encoding, separator), LOOKED_AT))
    place, header = heading(some)
    columns = named_apart(header)
    is_raw = encoding == "utf-8" and _starts_with_a_quote(file)

    def rows() -> Iterator[SourceRow]:
        for line, cells in _records(file, encoding, separator):
            if line > place:
                yield fitted_row(line, cells, len(columns))

    return SourceTable("csv", columns, rows, is_marked=not is_raw)


def _starts_with_a_quote(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(1) == b'"'


def _records(file: BinaryIO, encoding: str, separator: str) -> Iterator[TextRecord]:
    """Without blank ones. A file that is not closed here stays open for the next look."""
    csv.field_size_limit(LONGEST_CELL)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        reader = csv.reader(text, delimiter=separator)
        before = 0
        for cells in reader:
            if not is_blank(cells):
                yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise UnreadableFile(
            f"Line {reader.line_num}: the row cannot be read ({error})."
        ) from error
    finally:
        if not file.closed:
            text.detach()


def _separator(file: BinaryIO, encoding: str) -> str:
    """The one that cuts most rows into the same number of cells; more cells decide a draw."""

    def worth(separator: str) -> tuple[float, int]:
        some = [len(cells) for _, cells in islice(_records(file, encoding, separator), LOOKED_AT)]
        [(width, times)] = Counter(some).most_common(1) or [(0, 0)]
        return (times / len(some) if width > 1 else 0, width)

    return max(SEPARATORS, key=worth)


def heading(some: Sequence[tuple[int, Sequence[object]]]) -> tuple[int, Sequence[object]]:
    """The line of the heading and its names; line 0 and no names when rows begin at once.

    Titles above a table have fewer cells than most of its rows. Errors: UnreadableFile.
    """
    if not some:
        raise UnreadableFile("The file is empty.")
    filled = [sum(bool(str(cell or "").strip()) for cell in cells) for _, cells in some]
    usual = Counter(len(cells) for _, cells in some).most_common(1)[0][0]
    for (line, cells), names in zip(some[:HIGHEST_HEADING], filled, strict=False):
        if len(cells) >= usual and names * 2 > usual:
            has_content = any(_CONTENT.search(str(cell or "").strip()) for cell in cells)
            return (line - 1, [""] * len(cells)) if has_content else (line, cells)
    return some[0]
