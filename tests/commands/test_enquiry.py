"""Enquiries in a terminal."""

import json

from typer.testing import CliRunner

from commands.enquiry import app
from models.enquiries.enquiry import Status
from tests.articles import Written
from tests.enquiries import arrive


def run(*words: str) -> str:
    result = CliRunner().invoke(app, ["list", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_program_reads_every_enquiry(tides: Written) -> None:
    one = arrive("Anna", phone="+1 212 555 0147", message="“Hello”", article_id=tides.id)
    arrive("Bea", status=Status.BOOKED)

    told = json.loads(run("--json"))

    assert [each["name"] for each in told] == ["Bea", "Anna"]
    assert told[1] == {
        "reference": one.reference,
        "at_risk": False,
        "name": "Anna",
        "email": "anna@example.com",
        "phone": "+1 212 555 0147",
        "service": "",
        "message": "“Hello”",
        "status": "new",
        "received_at": told[1]["received_at"],
        "article": "tides",
    }
    assert told[1]["received_at"][-6] in "+-"


def test_a_status_and_a_limit_are_heeded() -> None:
    for number in range(5):
        arrive(f"P{number}", status=Status.WAITING if number % 2 else Status.NEW)

    assert [each["name"] for each in json.loads(run("--json", "--status", "waiting"))] == [
        "P3",
        "P1",
    ]
    assert len(json.loads(run("--json", "--limit", "2"))) == 2


def test_a_person_reads_a_line_for_each() -> None:
    one = arrive("Anna")

    assert one.reference in run()


def test_an_empty_desk_is_an_empty_list() -> None:
    assert json.loads(run("--json")) == []
    assert run() == ""


def test_a_program_is_told_who_is_at_risk() -> None:
    arrive("Ruth", is_at_risk=True)
    arrive("Anna")

    assert {one["name"]: one["at_risk"] for one in json.loads(run("--json"))} == {
        "Ruth": True,
        "Anna": False,
    }
