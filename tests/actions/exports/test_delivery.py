"""The file has the rows that were promised, and every end of it is noted."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from itertools import pairwise

import pytest
from pyarrow import parquet
from sqlalchemy import delete, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

import settings
from actions.exports.delivery import Delivery
from actions.exports.outcomes import cancel_export
from actions.exports.preparing import Wanted
from actions.exports.refusals import ExportStopped, ListChanged
from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry
from models.exports.columns import COLUMNS, MINIMUM, Profile
from models.exports.export import Export, ExportFormat, ExportState
from models.exports.spreadsheet import unmarked
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed, Role, StaffMember
from tests.exporting import (
    READERS,
    csv_rows,
    delivery_of,
    file_of,
    fill,
    fill_with_copies,
    order_of,
    parquet_rows,
    xlsx_rows,
)
from tests.statements import statements

FORMATS = list(ExportFormat)
EVERYTHING = [name for name in COLUMNS if name != "notes"]
ASKED = EVERYTHING[: EVERYTHING.index("article") + 1]


def rows_of_sheet(content: bytes) -> int:
    """Without the heading; counted in the XML, which is quicker than reading every cell."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("xl/worksheets/sheet1.xml").count(b"<row>") - 1


COUNTS: dict[ExportFormat, Callable[[bytes], int]] = {
    ExportFormat.CSV: lambda content: content.count(b"\r\n") - 1,
    ExportFormat.JSONL: lambda content: content.count(b"\n"),
    ExportFormat.XLSX: rows_of_sheet,
    ExportFormat.PARQUET: lambda content: parquet.read_metadata(io.BytesIO(content)).num_rows,
}


def latest() -> Export:
    with reading() as session:
        return session.scalars(select(Export).order_by(Export.id.desc())).first()  # type: ignore[return-value]  # the test made one


def last_logged() -> str:
    with reading() as session:
        return session.scalars(select(LogEntry.action).order_by(LogEntry.id.desc())).first() or ""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("count", [1, 101, 6_001])
def test_the_file_has_the_promised_number_of_rows(
    mo: Actor, form: ExportFormat, count: int
) -> None:
    fill(count)
    rows = READERS[form](file_of(mo, Wanted(form, reason="Count")))

    assert len(rows) == count == latest().rows_sent
    assert len({row["reference"] for row in rows}) == count


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_list_is_a_file_without_rows(mo: Actor, form: ExportFormat) -> None:
    content = file_of(mo, Wanted(form, reason="Count"))

    assert READERS[form](content) == []
    assert (latest().state, latest().rows_sent) == (ExportState.FINISHED, 0)


def test_a_hundred_thousand_and_one_rows_are_all_there_in_every_format(mo: Actor) -> None:
    fill_with_copies(100_001)
    for form, count in COUNTS.items():
        wanted = Wanted(form, columns=["reference"], reason="Count")

        assert count(file_of(mo, wanted)) == 100_001, form


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_the_same(mo: Actor, form: ExportFormat) -> None:
    fill(30)
    rows = READERS[form](file_of(mo, Wanted(form, columns=ASKED, reason="Compare")))
    with reading() as session:
        kept = session.scalars(select(Enquiry).order_by(Enquiry.id)).all()

    for row, enquiry in zip(rows, kept, strict=True):
        assert {name: unmarked(cell) for name, cell in row.items()} == {
            "reference": enquiry.reference,
            "name": enquiry.name,
            "email": enquiry.email,
            "phone": enquiry.phone,
            "service": enquiry.service,
            "message": enquiry.message,
            "received_at": enquiry.received_at.astimezone(settings.TIMEZONE).isoformat(),
            "preferred_at": "",
            "status": enquiry.status,
            "article": "",
        }


@pytest.mark.parametrize("form", FORMATS)
def test_an_unticked_column_is_absent(mo: Actor, form: ExportFormat) -> None:
    fill(3, message="CANARY")
    content = file_of(mo, Wanted(form, reason="Minimum"))

    assert list(READERS[form](content)[0]) == list(MINIMUM)
    assert b"CANARY" not in content


@pytest.mark.parametrize("form", FORMATS)
def test_a_masked_list_names_nobody(mo: Actor, form: ExportFormat) -> None:
    fill(3, name="Zoë van der Berg", email="zoe@mail.example", message="My knee")
    wanted = Wanted(form, columns=EVERYTHING, profile=Profile.MASKED, reason="Statistics")
    [row, *_] = READERS[form](file_of(mo, wanted))

    assert row["name"] == "Z. B."
    assert row["email"] == "mail.example"
    assert row["phone"] == "… 000"
    assert row["message"] == "7 characters"


def test_received_at_has_the_offset_of_its_day(mo: Actor) -> None:
    fill(150)
    rows = csv_rows(file_of(mo, Wanted(reason="Times")))
    moments = [datetime.fromisoformat(row["received_at"]) for row in rows]

    assert {row["received_at"][-6:] for row in rows} == {"+00:00", "+01:00"}
    assert [(b - a).seconds for a, b in pairwise(moments)] == [60] * 149


def test_a_formula_is_text_in_every_cell_that_a_stranger_filled(mo: Actor) -> None:
    bad = "=HYPERLINK(0)"
    fill(1, name=bad, email=bad, phone=bad, service=bad, message=bad, preferred_at=bad)
    [row] = csv_rows(file_of(mo, Wanted(columns=EVERYTHING, reason="Look")))
    [raw] = csv_rows(file_of(mo, Wanted(columns=EVERYTHING, reason="Look", is_raw=True)))

    for name in ("name", "email", "phone", "service", "message", "preferred_at"):
        assert (row[name], raw[name]) == ("'" + bad, bad)


def test_excel_gets_a_byte_order_mark_and_programs_get_none(mo: Actor) -> None:
    assert file_of(mo, Wanted(reason="Look")).startswith(b"\xef\xbb\xbf")
    assert file_of(mo, Wanted(reason="Look", is_raw=True)).startswith(b'"reference"')


def test_the_workbook_and_the_parquet_file_hold_their_receipt(mo: Actor) -> None:
    fill(2)
    book = file_of(mo, Wanted(ExportFormat.XLSX, reason="Call back"))
    told = {row["Receipt"]: row[""] for row in xlsx_rows(book, "Receipt")}

    assert told["Receipt"] == latest().receipt
    assert (told["Taken by"], told["Reason"]) == (mo.name, "Call back")
    assert (told["Enquiries"], told["Chosen"]) == ("2", "Everything")

    content = file_of(mo, Wanted(ExportFormat.PARQUET, reason="Call back"))
    assert latest().receipt.encode() in content
    assert len(parquet_rows(content)) == 2


def test_lines_end_in_a_workbook_as_excel_ends_them(mo: Actor) -> None:
    fill(1, message="One\r\ntwo")
    [row] = xlsx_rows(file_of(mo, Wanted(ExportFormat.XLSX, columns=["message"], reason="Look")))

    assert row["message"] == "One\ntwo"


@pytest.mark.parametrize(
    ("limit", "at", "sizes"),
    [("SHEET_ROWS", 10, [10, 10, 5]), ("SHEET_BYTES", 1, [5, 5, 5, 5, 5])],
)
def test_what_does_not_fit_on_a_sheet_goes_to_the_next(
    mo: Actor, monkeypatch: pytest.MonkeyPatch, limit: str, at: int, sizes: list[int]
) -> None:
    monkeypatch.setattr(f"actions.exports.workbook.{limit}", at)
    monkeypatch.setattr("actions.exports.workbook.BATCH", 5)
    for few in ("BATCH", "FEWEST"):
        monkeypatch.setattr(f"models.exports.rows.{few}", 5)
    fill(25)
    content = file_of(mo, Wanted(ExportFormat.XLSX, reason="Call back"))
    sheets = ["Enquiries", *(f"Enquiries {number}" for number in range(2, len(sizes) + 1))]

    assert [len(xlsx_rows(content, sheet)) for sheet in sheets] == sizes


def test_the_record_has_the_size_and_fingerprint_of_the_very_file(mo: Actor) -> None:
    fill(5)
    content = file_of(mo, Wanted(reason="Call back"))

    assert latest().state is ExportState.FINISHED
    assert (latest().size, latest().sha256) == (len(content), sha256(content).hexdigest())


def test_rows_that_arrive_while_it_is_written_are_left_out(mo: Actor) -> None:
    fill(3_000)
    pieces = delivery_of(mo, Wanted(reason="Call back", is_raw=True)).pieces()
    begun = [next(pieces) for _ in range(3)]
    fill_more = {"reference": "LATE", "name": "Late"}
    with writing() as session:
        session.add(Enquiry(**fill_more))
        session.execute(delete(Enquiry).where(Enquiry.id == 2_999))

    assert len(csv_rows(b"".join([*begun, *pieces]))) == 3_000


def test_a_list_that_lost_rows_since_it_was_prepared_is_refused(mo: Actor) -> None:
    fill(10)
    delivery = delivery_of(mo, Wanted(reason="Call back"))
    with writing() as session:
        session.execute(delete(Enquiry).where(Enquiry.id == 3))

    with pytest.raises(ListChanged):
        list(delivery.pieces())
    assert latest().state is ExportState.FAILED
    assert last_logged() == "export.failed"


@pytest.mark.parametrize("form", [ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.PARQUET])
def test_it_begins_before_the_rows_are_looked_for(mo: Actor, form: ExportFormat) -> None:
    fill(3)
    pieces = delivery_of(mo, Wanted(form, reason="Call back")).pieces()
    with statements() as sent:
        assert [bool(next(pieces)) for _ in range(2)] == [False, True]

    assert not any("enquiry_taken" in statement for statement in sent)
    pieces.close()  # type: ignore[attr-defined]  # a generator, declared as an iterator


def test_somebody_else_writing_for_long_does_not_break_it_off(mo: Actor) -> None:
    fill(3_000)
    order, busy = order_of(mo, Wanted(reason="Call back")), [True]

    @contextmanager
    def writing_later() -> Iterator[Session]:
        if busy and busy.pop():
            raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))
        with writing() as session:
            yield session

    content = b"".join(Delivery(order, mo, reading, writing_later).pieces())

    assert not busy
    assert len(csv_rows(content)) == latest().rows_sent == 3_000
    assert latest().state is ExportState.FINISHED


def test_closing_it_early_notes_a_cancel(mo: Actor) -> None:
    fill(3_000)
    pieces = delivery_of(mo, Wanted(reason="Call back")).pieces()
    for _ in range(3):
        next(pieces)
    pieces.close()  # type: ignore[attr-defined]  # a generator, declared as an iterator

    assert latest().state is ExportState.CANCELLED
    assert last_logged() == "export.cancelled"


@pytest.mark.parametrize("form", FORMATS)
def test_a_cancel_by_the_button_is_heard(
    mo: Actor, form: ExportFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.exports.delivery.HEARTBEAT", 0)
    fill(3_000)
    delivery = delivery_of(mo, Wanted(form, reason="Call back"))
    pieces = delivery.pieces()
    next(pieces)
    with writing() as session:
        cancel_export(session, delivery.order.receipt, by=mo)

    with pytest.raises(ExportStopped):
        list(pieces)
    assert latest().state is ExportState.CANCELLED


def test_a_demotion_stops_it_on_the_way(mo: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.exports.delivery.HEARTBEAT", 0)
    fill(3_000)
    pieces = delivery_of(mo, Wanted(reason="Call back")).pieces()
    next(pieces)
    with writing() as session:
        session.execute(update(StaffMember).values(role=Role.FRONT_DESK))

    with pytest.raises(NotAllowed):
        list(pieces)
    assert latest().state is ExportState.FAILED
    assert "role" in latest().failure
