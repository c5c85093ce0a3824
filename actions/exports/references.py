"""The references in one of our own files, in whichever format it was taken."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from csv import reader as csv_reader

from lxml import etree

from actions.exports.workbook_parts import place_of_sheet
from models.exports.export import ExportFormat
from models.exports.spreadsheet import unmarked

ROW = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row"


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
        sheets = sum(name.startswith("xl/worksheets/sheet") for name in parts.namelist())
        for number in range(1, sheets):
            with parts.open(place_of_sheet(number)) as part:
                yield from _first_column(part)


def _first_column(sheet: object) -> Iterator[str]:
    rows = etree.iterparse(sheet, tag=ROW, resolve_entities=False)
    for number, (_, row) in enumerate(rows):
        if number and len(row):
            yield "".join(row[0].itertext())
        row.clear()


_READERS: Mapping[ExportFormat, Callable[[bytes], Iterator[str]]] = {
    ExportFormat.CSV: _in_csv,
    ExportFormat.XLSX: _in_workbook,
    ExportFormat.JSONL: _in_json,
    ExportFormat.PARQUET: _in_parquet,
}


def references_in(content: bytes, form: ExportFormat) -> Iterator[str]:
    """Only for a file whose fingerprint says that we wrote it, with the references."""
    return _READERS[form](content)
