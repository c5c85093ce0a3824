"""Writing the rows of an export: a writer per format, each in constant memory."""

import io
from collections.abc import Callable, Iterator, Mapping
from time import sleep
from typing import Any

from sqlalchemy import SQLColumnExpression, func
from sqlalchemy.orm import Session

from actions.exports.workbook import workbook_pieces
from models.exports.columns import OURS, cells
from models.exports.export import ExportFormat, Order
from models.exports.rows import rows_taken, span_of_enquiries, text_taken
from models.exports.spreadsheet import marked_column

BOM = "\ufeff"
ROW_GROUP = 10_000
BREATH = 0.002
"""Seconds left to everybody else after each batch: the workbook's writer holds the interpreter."""

Beat = Callable[[int], None]
"""Called with the rows written so far; raises to stop the writer."""
Writer = Callable[[Session, Order, Beat], Iterator[bytes]]


def export_cells(session: Session, order: Order) -> dict[str, SQLColumnExpression[str]]:
    since, until = span_of_enquiries(session)
    return cells(order.columns, order.profile, since, until)


def csv_pieces(session: Session, order: Order, beat: Beat) -> Iterator[bytes]:
    """RFC 4180, every cell quoted. Unless raw: a BOM, so that Excel reads é, and marked cells."""
    told = export_cells(session, order)
    if not order.is_raw:
        told = {name: cell if name in OURS else marked_column(cell) for name, cell in told.items()}
    header = ",".join(f'"{name}"' for name in told)
    yield f"{'' if order.is_raw else BOM}{header}\r\n".encode()
    template = ",".join(['"%w"'] * len(told)) + "\r\n"
    yield from _lines(session, order, func.format(template, *told.values()), beat)


def json_pieces(session: Session, order: Order, beat: Beat) -> Iterator[bytes]:
    """One object per line and nothing else: the receipt is in the file's name and our records."""
    told = export_cells(session, order)
    pairs = [part for name, cell in told.items() for part in (name, cell)]
    yield from _lines(session, order, func.json_object(*pairs).concat("\n"), beat)


def _lines(
    session: Session, order: Order, line: SQLColumnExpression[str], beat: Beat
) -> Iterator[bytes]:
    rows = 0
    for count, text in text_taken(session, line, order.total):
        rows += count
        yield text.encode()
        beat(rows)


def parquet_pieces(session: Session, order: Order, beat: Beat) -> Iterator[bytes]:
    """Text columns; the receipt is in the schema's metadata."""
    import pyarrow as pa  # noqa: PLC0415 — 40 MB that only this format needs
    from pyarrow import parquet  # noqa: PLC0415  loaded where it is used: starting stays quick

    told, rows, out = export_cells(session, order), 0, _Outbox()
    receipt = {f"copydesk.{name}": value for name, value in order.provenance().items()}
    schema = pa.schema([(name, pa.string()) for name in told], metadata=receipt)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for some in rows_taken(session, told, order.total, size=ROW_GROUP):
            columns = [pa.array(column, pa.string()) for column in zip(*some, strict=True)]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            rows += len(some)
            yield out.emptied()
            beat(rows)
    yield out.emptied()


class _Outbox(io.RawIOBase):
    """A file that only remembers what was written since it was last emptied."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(self._pieces[-1])

    def emptied(self) -> bytes:
        whole = b"".join(self._pieces)
        self._pieces.clear()
        return whole


def xlsx_pieces(session: Session, order: Order, beat: Beat) -> Iterator[bytes]:
    return workbook_pieces(_records(session, order, beat), order)


def _records(session: Session, order: Order, beat: Beat) -> Iterator[dict[str, str]]:
    rows, told = 0, export_cells(session, order)
    # a line ends with LF in a workbook; other readers than Excel show a CR as _x000D_
    told = {name: func.replace(cell, "\r\n", "\n") for name, cell in told.items()}
    for some in rows_taken(session, told, order.total):
        yield from (dict(zip(order.columns, row, strict=True)) for row in some)
        rows += len(some)
        beat(rows)
        sleep(BREATH)


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
