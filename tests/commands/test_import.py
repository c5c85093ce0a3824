"""Enquiries brought in from a terminal."""

import json
import time
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

import settings
from commands.enquiry import app
from models.base.database import reading
from models.base.refusal import Refused
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.listing.count import how_many_enquiries
from models.staff.log import LogEntry
from tests.importing import carry, people
from tests.program import begin

UNCLEAR = "Name,Email,Date\nAnna,a@x.example,03/04/2026\nBea,b@x.example,2026-01-01\n"


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def how_many() -> int:
    with reading() as session:
        return session.scalars(how_many_enquiries()).one()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def test_a_file_is_only_looked_through_until_it_is_confirmed(file: Path) -> None:
    file.write_text(people(2) + "Nobody,,,,\n")
    told = json.loads(run("import", str(file), "--json"))

    assert told["counts"] == {"new": 2, "duplicate": 0, "unclear": 0, "repaired": 0, "errors": 1}
    assert [row["line"] for row in told["rows"]] == [2, 3, 4]
    assert told["rows"][0] == {"line": 2, "outcome": "new", "reason": ""}
    assert (told["rows"][2]["outcome"], "neither" in told["rows"][2]["reason"]) == ("error", True)
    assert how_many() == 0


def test_confirmed_it_is_written_once_and_logged_as_the_operators(file: Path) -> None:
    file.write_text(people(3))
    told = json.loads(run("import", str(file), "--confirm", "--json"))

    assert (told["counts"]["new"], told["written"], how_many()) == (3, 3, 3)
    again = json.loads(run("import", str(file), "--confirm", "--json"))
    assert (again["counts"]["new"], again["counts"]["duplicate"], how_many()) == (0, 3, 3)
    with reading() as session:
        assert set(session.scalars(select(LogEntry.actor))) == {"operator"}


def test_dates_that_prove_nothing_hold_back_the_file_until_they_are_explained(file: Path) -> None:
    file.write_text(UNCLEAR)
    assert json.loads(run("import", str(file), "--json"))["counts"]["unclear"] == 1
    with pytest.raises(Refused, match="--date-order"):
        run("import", str(file), "--confirm", "--json")
    assert how_many() == 0

    run("import", str(file), "--confirm", "--date-order", "dmy")
    with reading() as session:
        received = session.scalars(select(Enquiry.received_at).where(Enquiry.name == "Anna")).one()
    assert (received.astimezone(settings.TIMEZONE).day, how_many()) == (3, 2)
    assert json.loads(run("import", str(file), "--json"))["counts"]["new"] == 0


def test_columns_are_named_by_hand(file: Path) -> None:
    file.write_text("A;B;C\nAnna;a@x.example;Knee\n")
    run("import", str(file), "--map", "A=name", "--map", "C=service", "--confirm")
    with reading() as session:
        [one] = session.scalars(select(Enquiry))

    assert (one.name, one.email, one.service) == ("Anna", "a@x.example", "Knee")
    with pytest.raises(Refused, match="names no column"):
        run("import", str(file), "--map", "Z=name")


def test_plain_json_lines_come_in(tmp_path: Path) -> None:
    file = tmp_path / "list.jsonl"
    one = {"name": "Anna", "email": "a@x.example", "message": "Hi", "status": "booked"}
    file.write_text(json.dumps(one) + "\n" + json.dumps({"name": "Bea", "phone": "020 7946 0001"}))
    told = json.loads(run("import", str(file), "--confirm", "--json"))

    assert told["counts"]["new"] == 2
    with reading() as session:
        assert set(session.scalars(select(Enquiry.status))) == {Status.BOOKED, Status.NEW}


def test_a_whole_import_is_taken_back(file: Path) -> None:
    file.write_text(people(3))
    number = json.loads(run("import", str(file), "--confirm", "--json"))["import"]
    told = json.loads(run("undo-import", str(number), "--json"))

    assert told == {"import": number, "taken_back": 3, "stay": []}
    assert how_many() == 0
    with pytest.raises(Refused, match="moved on"):
        run("undo-import", str(number))


def test_what_is_no_list_is_refused_in_one_line(file: Path) -> None:
    file.write_bytes(b"")
    with pytest.raises(Refused, match="empty"):
        run("import", str(file))
    with pytest.raises(OSError, match="No such file"):
        run("import", str(file.with_name("nothing.csv")))


def test_an_import_that_was_killed_loses_and_doubles_nothing(
    file: Path, fresh_database: Path
) -> None:
    file.write_text(people(3_000))
    words = ("enquiry", "import", str(file), "--confirm")
    killed = begin(fresh_database, *words, COPYDESK_TIMEZONE="Europe/London")
    while how_many() == 0 and killed.is_alive():
        time.sleep(0.02)
    killed.kill()
    killed.join()
    assert 0 < how_many() < 3_000

    carry(1)
    assert how_many() == 3_000
    file.write_text(people(3_000) + people(1, first=3_000).splitlines()[1])
    assert json.loads(run("import", str(file), "--json"))["counts"]["new"] == 1
