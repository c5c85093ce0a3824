"""Writing the rows of an export: a writer per format, each in constant memory."""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import SQLColumnExpression, literal
from sqlalchemy.orm import Session

from actions.exports.columnar import parquet_pieces
from actions.exports.progress import Beat
from actions.exports.workbook import xlsx_pieces
from models.base.functions import json_of
from models.exports.cells import as_json, as_text
from models.exports.columns import OURS
from models.exports.export import ExportFormat, Order
from models.exports.lines import LINE_ENDS, line_of, quoted_lines
from models.exports.rows import cells_of_export, text_taken
from models.exports.spreadsheet import marked_column

BOM = "\ufeff"
Writer = Callable[[Session, Order, Beat], Iterator[bytes]]


def csv_pieces(session: Session, order: Order, beat: Beat) -> Iterator[bytes]:
    """RFC 4180, every cell quoted. Unless raw: a BOM, so that Excel reads é, and marked cells."""
    header = ",".join(f'"{title}"' for title in order.headings)
    yield f"{'' if order.is_raw else BOM}{header}\r\n".encode()
    told = {name: as_text(name, cell) for name, cell in cells_of_export(session, order).items()}
    if not order.is_raw:
        told = {name: cell if name in OURS else marked_column(cell) for name, cell in told.items()}
    line = line_of(list(told.values()))
    for lines in _lines(session, order, line, LINE_ENDS, beat):
        yield quoted_lines(lines)


def json_pieces(session: Session, order: Order, beat: Beat) -> Iterator[bytes]:
    """One object per line and nothing else: the receipt is in the file's name and our records."""
    told = cells_of_export(session, order)
    pairs = [part for name, cell in told.items() for part in (name, as_json(name, cell))]
    for lines in _lines(session, order, json_of(*pairs), literal("\n"), beat):
        yield lines + b"\n"


def _lines(
    session: Session,
    order: Order,
    line: SQLColumnExpression[str],
    between: SQLColumnExpression[str],
    beat: Beat,
) -> Iterator[bytes]:
    rows = 0
    for count, lines in text_taken(session, order, line, between):
        rows += count
        yield lines
        beat(rows)


WRITERS: Mapping[ExportFormat, Writer] = {
    ExportFormat.CSV: csv_pieces,
    ExportFormat.XLSX: xlsx_pieces,
    ExportFormat.JSONL: json_pieces,
    ExportFormat.PARQUET: parquet_pieces,
}
MEDIA_TYPES: Mapping[ExportFormat, str] = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSONL: "application/jsonl",
    ExportFormat.PARQUET: "application/vnd.apache.parquet",
}
