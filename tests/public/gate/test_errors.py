import json
import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

import settings
from public.gate.errors import exception_handlers, fault
from public.gate.middleware import Gate
from public.gate.sockets import Wire


@pytest.fixture
def failing() -> Callable[[Exception], TestClient]:
    """A visitor behind the gate, for whom /fails and /api/fails raise this error."""

    def failing(error: Exception) -> TestClient:
        def fails(_request: Request) -> Response:
            raise error

        routes = [Route("/fails/{token}", fails), Route("/api/fails", fails, methods=["GET"])]
        gate = Middleware(Gate, wire=Wire(str, bytes), script_hashes="")
        app = Starlette(routes=routes, middleware=[gate], exception_handlers=exception_handlers)
        return TestClient(app, base_url=settings.PUBLIC_URL)

    return failing


def test_a_fault_shows_a_reference_and_the_log_holds_it(
    failing: Callable[[Exception], TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    answer = failing(ValueError("Jane Doe, 020 7946 0000")).get("/fails/secret-token?name=Jane")
    (record,) = [record for record in caplog.records if record.name == "copydesk"]
    noted = record.__dict__["fields"]

    assert answer.status_code == 500
    assert noted["reference"] in answer.text
    assert (noted["error"], noted["path"], noted["method"]) == (
        "ValueError",
        "/fails/{token}",
        "GET",
    )
    assert "Jane" not in answer.text + json.dumps(noted)
    assert "secret-token" not in answer.text + json.dumps(noted)
    assert "ValueError" not in answer.text


def test_an_error_page_is_as_guarded_as_any_other(
    failing: Callable[[Exception], TestClient],
) -> None:
    headers = failing(ValueError()).get("/fails/x").headers

    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["cache-control"] == "no-store"


def test_a_program_gets_a_problem_document(failing: Callable[[Exception], TestClient]) -> None:
    answer = failing(ValueError("x")).get("/api/fails")

    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 500
    assert answer.json()["reference"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("database is locked", 503),
        ("database or disk is full", 507),
        ("attempt to write a readonly database", 503),
        ("database disk image is malformed", 503),
        ("unable to open database file", 503),
        ("near “x”: syntax error", 500),
    ],
)
def test_trouble_with_the_database_has_its_own_status(
    failing: Callable[[Exception], TestClient], said: str, status: int
) -> None:
    error = OperationalError("SELECT", {}, sqlite3.OperationalError(said))
    answer = failing(error).get("/api/fails")

    assert answer.status_code == status
    assert ("retry-after" in answer.headers) is (status != 500)


def test_an_unknown_address_is_a_page_for_people_and_a_problem_for_programs(
    reader: TestClient,
) -> None:
    assert "This page is not here" in reader.get("/nope").text
    assert reader.get("/api/nope").headers["content-type"] == "application/problem+json"


def test_a_wrong_method_names_the_right_one(reader: TestClient) -> None:
    answer = reader.post("/feed.xml")

    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_an_address_in_an_error_page_is_never_repeated(reader: TestClient) -> None:
    assert "alert" not in reader.get("/<script>alert(1)</script>").text


def test_a_fault_outside_a_known_route_notes_its_first_step_only(
    caplog: pytest.LogCaptureFixture,
) -> None:
    scope = {"type": "http", "method": "GET", "path": "/desk/welcome/token", "headers": []}
    fault(Request(scope), ValueError())

    assert caplog.records[-1].__dict__["fields"]["path"] == "/desk"
