"""The references in one of our own files, in whichever format it was taken."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from csv import reader as csv_reader

from lxml import etree

from models.exports.export import ExportFormat
from models.exports.spreadsheet import unmarked

CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"


def _in_csv(content: bytes) -> Iterator[str]:
    """The first column, whatever its heading says."""
    lines = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    rows = csv_reader(lines)
    next(rows, None)
    return (unmarked(row[0]) for row in rows)


def _in_json(content: bytes) -> Iterator[str]:
    return (json.loads(line)["reference"] for line in io.BytesIO(content))


def _in_parquet(content: bytes) -> Iterator[str]:
    from pyarrow import parquet  # noqa: PLC0415 — 40 MB that only this format needs

    found = parquet.read_table(io.BytesIO(content), columns=["reference"])
    return iter(found.column("reference").to_pylist())


def _in_workbook(content: bytes) -> Iterator[str]:
    """The first column of every sheet but the last, which is the receipt."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = sorted(name for name in parts.namelist() if name.startswith("xl/worksheets/sheet"))
        for sheet in sheets[: len(sheets) - 1]:
            with parts.open(sheet) as part:
                yield from _first_column(part)


def _first_column(sheet: object) -> Iterator[str]:
    for _, cell in etree.iterparse(sheet, tag=CELL, resolve_entities=False):
        place = cell.get("r", "")
        if place[:1] == "A" and place[1:].isdecimal() and place != "A1":
            yield "".join(cell.itertext())
        cell.clear()


_READERS: Mapping[ExportFormat, Callable[[bytes], Iterator[str]]] = {
    ExportFormat.CSV: _in_csv,
    ExportFormat.XLSX: _in_workbook,
    ExportFormat.JSONL: _in_json,
    ExportFormat.PARQUET: _in_parquet,
}


def references_in(content: bytes, form: ExportFormat) -> Iterator[str]:
    """Only for a file whose fingerprint says that we wrote it, with the references."""
    return _READERS[form](content)
