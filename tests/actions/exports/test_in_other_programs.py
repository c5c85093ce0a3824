"""What other programs find in our files: dates that are dates, and text that stays text."""

import io
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from actions.exports.preparing import Wanted
from models.exports.columns import COLUMNS
from models.exports.export import ExportFormat
from models.staff.member import Actor
from tests.exporting import file_of, fill, xlsx_rows

EVERYTHING = [name for name in COLUMNS if name != "notes"]
SUMMER = datetime(2026, 7, 1, 8, 30, 15, tzinfo=UTC)
HOSTILE = {
    "name": "Zoë =cmd",
    "phone": "+44 20 7946 0001",
    "message": "=HYPERLINK(0)",
    "service": "https://clinic.example",
    "preferred_at": "2026-12-01",
}


def sheet_of(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def opened_in_libreoffice(file: Path, folder: Path) -> Worksheet:
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
            *(["--infilter=CSV:44,34,76,1"] if file.suffix == ".csv" else []),
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "opened", file,
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return openpyxl.load_workbook(folder / "opened" / f"{file.stem}.xlsx").worksheets[0]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")
@pytest.mark.parametrize("form", [ExportFormat.CSV, ExportFormat.XLSX])
def test_libreoffice_finds_no_formula_and_no_link(
    mo: Actor, tmp_path: Path, form: ExportFormat
) -> None:
    fill(1, received_at=SUMMER, **HOSTILE)
    file = tmp_path / f"list.{form}"
    file.write_bytes(file_of(mo, Wanted(form, columns=EVERYTHING, reason="Look")))
    sheet = opened_in_libreoffice(file, tmp_path)
    header, cells = ([cell.value for cell in row] for row in sheet.iter_rows())
    row = dict(zip(header, cells, strict=True))
    mark = "'" if form is ExportFormat.CSV else ""

    assert (row["Name"], row["Phone"]) == ("Zoë =cmd", f"{mark}+44 20 7946 0001")
    assert row["Message"] == f"{mark}=HYPERLINK(0)"
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    if form is ExportFormat.XLSX:
        assert row["Received"] == datetime(2026, 7, 1, 9, 30, 15)  # noqa: DTZ001 — a sheet's times have no zone
    assert row["Preferred time"] == f"{mark}2026-12-01"


def test_a_sheet_has_real_times_a_filter_row_and_a_heading_that_stays(mo: Actor) -> None:
    fill(2, received_at=SUMMER)
    sheet = sheet_of(file_of(mo, Wanted(ExportFormat.XLSX, columns=EVERYTHING, reason="Look")))
    place = EVERYTHING.index("received_at")

    assert [cell.value for cell in sheet[1]] == [COLUMNS[name] for name in EVERYTHING]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet[2][place].data_type == "d"
    assert sheet[2][place].number_format == "yyyy-mm-dd hh:mm"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(EVERYTHING))}3"
    assert sheet.column_dimensions["F"].width > sheet.column_dimensions["A"].width


def test_an_empty_sheet_still_has_its_heading(mo: Actor) -> None:
    content = file_of(mo, Wanted(ExportFormat.XLSX, reason="Look"))

    assert [cell.value for cell in sheet_of(content)[1]][:2] == ["Reference", "Name"]
    assert xlsx_rows(content) == []


def test_the_receipt_names_the_clock(mo: Actor) -> None:
    content = file_of(mo, Wanted(ExportFormat.XLSX, reason="Look"))
    told = {row["Receipt"]: row[""] for row in xlsx_rows(content, "Receipt")}

    assert told["Clock"] == "Europe/London"


def test_an_hour_that_comes_twice_is_told_apart(mo: Actor) -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    for number in range(2):
        fill(1, reference=f"CD-{number}", received_at=first + timedelta(hours=number))
    wanted = Wanted(ExportFormat.XLSX, columns=["received_at"], reason="Look")
    rows = [row[0].value for row in sheet_of(file_of(mo, wanted)).iter_rows(min_row=2)]

    assert rows == [datetime(2026, 10, 25, 1, 30), "2026-10-25T01:30:00+00:00"]  # noqa: DTZ001 — a sheet's times have no zone


def test_pandas_and_duckdb_read_moments_in_the_clinics_zone(mo: Actor, tmp_path: Path) -> None:
    fill(3, received_at=SUMMER)
    file = tmp_path / "list.parquet"
    file.write_bytes(file_of(mo, Wanted(ExportFormat.PARQUET, columns=EVERYTHING, reason="Look")))
    frame = pd.read_parquet(file)

    assert str(frame["received_at"].dtype) == "datetime64[us, Europe/London]"
    assert list(frame["received_at"]) == [pd.Timestamp(SUMMER)] * 3
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT typeof(received_at), epoch(received_at) FROM read_parquet(?)", [str(file)]
        ).fetchall()
    assert found == [("TIMESTAMP WITH TIME ZONE", SUMMER.timestamp())] * 3
