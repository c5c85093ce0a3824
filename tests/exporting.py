"""Lists to take out of the house, of any length."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl
from pyarrow import parquet
from sqlalchemy import insert, text

import settings
from actions.exports.delivery import Delivery
from actions.exports.preparing import Wanted, prepare_export, start_export
from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry
from models.exports.columns import COLUMNS, KINDS, Kind
from models.exports.export import Order
from models.staff.member import Actor
from tests.databases import drop_trigger, step

TOLD_APART = {"reference", "received_at"}
START = datetime(2024, 3, 30, 23, tzinfo=UTC)


def fill(count: int, **same: Any) -> None:
    """So many enquiries, one a minute; the words given are the same in all of them."""
    step(("enquiries", count, repr(same)), lambda: _fill(count, same))


def _fill(count: int, same: dict[str, Any]) -> None:
    with writing() as session:
        session.execute(insert(Enquiry), [_row(number) | same for number in range(count)])


def fill_with_copies(count: int) -> None:
    """So many enquiries, one a minute, otherwise the same, put in by the database itself."""
    fill(1)
    columns = Enquiry.__table__.columns
    kept = [c.name for c in columns if c.computed is None and c.name not in {"id", *TOLD_APART}]
    same = ", ".join(kept)
    later = "datetime(received_at, n || ' minutes') || '.000000'"
    if not settings.on_sqlite():
        later = "received_at + n * INTERVAL '1 minute'"
    with writing() as session:
        for counted in ("search", "count"):
            drop_trigger(session.connection(), f"enquiry_{counted}_insert", "enquiry")
        session.execute(
            text(
                f"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :more) "
                f"INSERT INTO enquiry (reference, received_at, {same}) "
                f"SELECT 'COPY-' || n, {later}, {same} FROM enquiry, n WHERE id = 1"
            ),
            {"more": count - 1},
        )


def _row(number: int) -> dict[str, Any]:
    return {
        "reference": f"CD-{number:06}",
        "received_at": START + timedelta(minutes=number),
        "name": f"Zoë Person {number}",
        "email": f"person{number}@mail.example",
        "phone": f"+44 20 7946 {number % 10_000:04}",
        "service": "Physiotherapy",
        "message": 'My knee, it "clicks".\nCan I come on Tuesday?',
        "status": "booked" if number % 3 == 0 else "new",
    }


def order_of(by: Actor, wanted: Wanted) -> Order:
    with writing() as session:
        receipt = prepare_export(session, wanted, by=by).receipt
    with writing() as session:
        return start_export(session, receipt, by=by)


def delivery_of(by: Actor, wanted: Wanted) -> Delivery:
    return Delivery(order_of(by, wanted), by, reading, writing)


def file_of(by: Actor, wanted: Wanted) -> bytes:
    return b"".join(delivery_of(by, wanted).pieces())


NAMES = {title: name for name, title in COLUMNS.items()}
"""By heading; the readers name columns alike, whatever a format calls them."""
FLAGS = {name for name, kind in KINDS.items() if kind is Kind.FLAG}


def csv_rows(content: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{NAMES.get(title, title): cell for title, cell in row.items()} for row in rows]


def json_rows(content: bytes) -> list[dict[str, str]]:
    rows = [json.loads(line) for line in content.decode().splitlines()]
    return [{name: _told(cell) for name, cell in row.items()} for row in rows]


def parquet_rows(content: bytes) -> list[dict[str, str]]:
    rows = parquet.read_table(io.BytesIO(content)).to_pylist()
    return [{name: _told(cell) for name, cell in row.items()} for row in rows]


def xlsx_rows(content: bytes, sheet: str = "Enquiries") -> list[dict[str, str]]:
    return list(_sheet_rows(content, sheet))


def _sheet_rows(content: bytes, sheet: str) -> Iterator[dict[str, str]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    rows = book[sheet].iter_rows(values_only=True)
    header = [NAMES.get(str(name), str(name or "")) for name in next(rows)]
    for row in rows:
        cells = [_told(cell) for cell in row] + [""] * len(header)
        told = dict(zip(header, cells, strict=False))
        yield {name: _flag(cell) if name in FLAGS else cell for name, cell in told.items()}


def _flag(cell: str) -> str:
    """A sheet has a number that is shown as a word."""
    return {"1": "yes", "0": "no"}[cell]


def _told(cell: Any) -> str:
    """As a file of text tells the same; a sheet's times are the clinic's."""
    if isinstance(cell, datetime):
        there = cell if cell.tzinfo else cell.replace(tzinfo=settings.TIMEZONE)
        return there.astimezone(settings.TIMEZONE).isoformat()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)


READERS = {"csv": csv_rows, "xlsx": xlsx_rows, "jsonl": json_rows, "parquet": parquet_rows}
