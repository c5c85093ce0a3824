"""Enquiries into a file from the terminal."""

import csv
import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
import typer
from sqlalchemy import select
from typer.testing import CliRunner

from commands.export import export
from commands.failure import CommandFailed
from models.base.database import reading
from models.base.refusal import Refused
from models.enquiries.enquiry import Status
from models.exports.columns import COLUMNS, MINIMUM
from models.exports.export import Export, ExportFormat
from models.staff.log import LogEntry
from tests.enquiries import arrive
from tests.exporting import READERS, fill

app = typer.Typer()
app.command()(export)


def run(output: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["--output", str(output), *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def headed(file: Path) -> list[str]:
    if file.suffix == ".xlsx":
        return [str(cell.value) for cell in openpyxl.load_workbook(file).worksheets[0][1]]
    return next(csv.reader(file.read_text("utf-8-sig").splitlines()))


def latest() -> Export:
    with reading() as session:
        return session.scalars(select(Export).order_by(Export.id.desc())).first()  # type: ignore[return-value]  # the test made one


@pytest.mark.parametrize("form", ExportFormat)
def test_the_file_is_there_and_the_answer_tells_of_it(tmp_path: Path, form: ExportFormat) -> None:
    fill(30)
    file = tmp_path / f"list.{form}"
    told = json.loads(run(file, "--format", form, "--columns", "all", "--json"))

    rows = READERS[form](file.read_bytes())
    assert len(rows) == told["rows"] == 30
    assert list(rows[0]) == list(COLUMNS)
    assert told["sha256"] == latest().sha256 == sha256(file.read_bytes()).hexdigest()
    assert told["receipt"] == latest().receipt
    assert [found.name for found in tmp_path.iterdir() if "list" in found.name] == [file.name]


def test_the_minimum_is_what_is_told_without_asking(tmp_path: Path) -> None:
    fill(3)
    run(tmp_path / "list.csv")

    assert list(READERS["csv"]((tmp_path / "list.csv").read_bytes())[0]) == list(MINIMUM)


def test_columns_profile_status_and_raw_are_heeded(tmp_path: Path) -> None:
    fill(30)
    words = ("--columns", "phone,name", "--profile", "masked", "--raw", "--status", "booked")
    told = run(tmp_path / "list.csv", *words)

    assert told.startswith("10 enquiries written")
    assert (tmp_path / "list.csv").read_bytes().startswith(b'"name","phone"\r\n"Z. 0.","')


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--received", "2026-10-01"], ["First"]),
        (["--received", "2026-10-01..2026-10-02"], ["First", "Second"]),
        (["--received", "2026-10-02.."], ["Second"]),
        (["--answered", "..2026-10-03"], ["First"]),
        (["--appointment", "2026-10-01..2026-10-31", "--status", "booked"], ["Second"]),
        (["--booked", "2026-10-01.."], ["Second"]),
        (["--received", "2026-10-01..", "--appointment", "2026-10-20"], ["Second"]),
        (["--appointment", "2026-11-01.."], []),
    ],
)
def test_days_narrow_it_as_they_do_on_the_screen(
    tmp_path: Path, words: list[str], names: list[str]
) -> None:
    first, second = (datetime(2026, 10, day, 12, tzinfo=UTC) for day in (1, 2))
    arrive("First", received_at=first, first_answered_at=first)
    booked = datetime(2026, 10, 20, 9, tzinfo=UTC)
    arrive("Second", received_at=second, status=Status.BOOKED, booked_for=booked)
    run(tmp_path / "list.csv", *words)

    rows = READERS["csv"]((tmp_path / "list.csv").read_bytes())
    assert [row["name"] for row in rows] == names


@pytest.mark.parametrize(
    ("said", "why"),
    [("1 October", "write days like"), ("..", "write days like"),
     ("2026-10-02..2026-10-01", "before the first")],
)  # fmt: skip
def test_days_that_mean_nothing_are_refused_and_nothing_is_prepared(
    tmp_path: Path, said: str, why: str
) -> None:
    with pytest.raises(CommandFailed, match=why):
        run(tmp_path / "list.csv", "--booked", said)
    assert latest() is None


def test_a_sheet_is_headed_in_words_and_by_names_when_raw(tmp_path: Path) -> None:
    fill(3)
    for form in ("csv", "xlsx"):
        file, words = tmp_path / f"list.{form}", ("--format", form, "--columns", "received_at,name")
        run(file, *words)
        assert headed(file) == ["Name", "Received"]

        run(file, *words, "--raw")
        assert headed(file) == ["name", "received_at"]


def test_it_is_logged_as_the_operators(tmp_path: Path) -> None:
    fill(3)
    run(tmp_path / "list.csv", "--reason", "Yearly copy")

    assert (latest().requested_by_id, latest().reason) == (None, "Yearly copy")
    with reading() as session:
        assert set(session.scalars(select(LogEntry.actor))) == {"operator"}


def test_an_unknown_column_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no column weight"):
        run(tmp_path / "list.csv", "--columns", "weight")


def test_a_run_that_breaks_off_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(3)
    (tmp_path / "list.csv").write_text("the list of yesterday")
    monkeypatch.setattr("models.exports.rows.BATCH", 1)
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))

    with pytest.raises(OSError, match="No space"):
        run(tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_text() == "the list of yesterday"
    assert not list(tmp_path.glob(".*.part"))


def test_a_missing_folder_is_named_and_nothing_is_prepared(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no folder"):
        run(tmp_path / "nowhere" / "list.csv")
    assert latest() is None


def test_others_on_the_machine_cannot_read_the_file(tmp_path: Path) -> None:
    fill(3)
    run(tmp_path / "list.csv")

    assert (tmp_path / "list.csv").stat().st_mode & 0o077 == 0
