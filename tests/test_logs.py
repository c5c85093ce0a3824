import json
import logging
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from logs import JsonLines, note, note_fault


def written(record: logging.LogRecord) -> dict[str, object]:
    told: dict[str, object] = json.loads(JsonLines().format(record))
    return told


def test_a_line_is_json_with_the_fields_that_were_given(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        note("started", path="/", milliseconds=12)
    told = written(caplog.records[-1])

    assert told.pop("at")
    assert told == {"level": "info", "event": "started", "path": "/", "milliseconds": 12}


def test_other_fields_are_refused() -> None:
    with pytest.raises(TypeError):
        note("signed in", name="Jane Doe")  # type: ignore[call-arg]  # this is what must be refused


def test_an_error_is_told_by_its_kind_and_place_not_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    try:
        json.loads("Jane Doe")
    except ValueError as error:
        reference = note_fault(error, path="/book", method="POST")
    line = JsonLines().format(caplog.records[-1])
    told = json.loads(line)

    assert told["reference"] == reference
    assert told["error"] == "JSONDecodeError"
    assert told["where"].startswith("tests/test_logs.py:")
    assert "Jane" not in line


def test_another_program_s_words_are_not_written_down(caplog: pytest.LogCaptureFixture) -> None:
    error = OperationalError("INSERT", {"name": "Jane"}, sqlite3.OperationalError("Jane"))
    logging.getLogger("streamlit").error("Failed for %s", "Jane", exc_info=error)
    told = written(caplog.records[-1])

    assert "Jane" not in json.dumps(told)
    assert told["error"] == "OperationalError"
