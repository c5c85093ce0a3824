"""Other programs send enquiries, and are told exactly what became of them."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

import settings
from models.base.database import reading
from models.enquiries.enquiry import Status
from models.intake.receipt import received_as
from public.api.enquiries import LONGEST_KEY
from public.api.openapi import document
from tests.databases import refusing
from tests.public.visitors import kept, visitor

JANE: dict[str, Any] = {
    "name": "Jane Doe",
    "email": "jane@clinic.example",
    "phone": "+1 (212) 555-0147",
    "service": "Consultation",
    "preferred_at": "2027-03-01T10:30:00+01:00",
    "message": "My knee hurts.",
    "article": "not-published",
    "consent": True,
}
ADDRESS = "/api/enquiries"
AS_JSON = {"content-type": "application/json"}


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(settings, "INTAKE_LIMIT", None)
    return visitor()


def problem_in(answer: Response, status: int) -> dict[str, Any]:
    """Every refusal has one form, whatever it refuses."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    assert kept() == []
    return told


def test_an_enquiry_is_answered_with_its_reference(program: TestClient) -> None:
    answer = program.post(ADDRESS, json=JANE)

    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    [enquiry] = kept()
    assert answer.json() == {
        "reference": enquiry.reference,
        "received_at": enquiry.received_at.isoformat(),
    }
    assert (enquiry.source, enquiry.status) == ("api", Status.NEW)
    assert enquiry.preferred_at == JANE["preferred_at"]


def test_it_is_on_disk_when_it_is_answered(program: TestClient) -> None:
    answer = program.post(ADDRESS, json=JANE).json()

    with reading() as session:
        assert session.execute(received_as(answer["reference"])).one()


def test_empty_and_null_are_as_good_as_absent(program: TestClient) -> None:
    told = {"name": "Jo", "phone": "0207 946 0958", "email": None, "message": "", "consent": True}

    assert program.post(ADDRESS, json=told | {"colour": ["unknown"]}).status_code == 201


@pytest.mark.parametrize(
    "change, field",
    [
        ({"name": ""}, "name"),
        ({"name": 7}, "name"),
        ({"name": ["Jane"]}, "name"),
        ({"email": "jane"}, "email"),
        ({"email": {}}, "email"),
        ({"email": "", "phone": ""}, "email"),
        ({"phone": 2125550147}, "phone"),
        ({"message": "x" * 5_001}, "message"),
        ({"message": "\0"}, "message"),
        ({"message": "\ud800"}, "message"),
        ({"consent": False}, "consent"),
        ({"consent": "yes"}, "consent"),
        ({"consent": None}, "consent"),
        ({"consent": 1}, "consent"),
    ],
)
def test_a_wrong_field_is_named(program: TestClient, change: dict[str, Any], field: str) -> None:
    answer = program.post(ADDRESS, content=json.dumps(JANE | change), headers=AS_JSON)

    told = problem_in(answer, 422)
    assert [error["field"] for error in told["errors"]] == [field]
    assert told["errors"][0]["message"].endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xef\xbb\xbf{}",
        b'{"name": "\xff"}',
        b'{"name": "a", "name": "b"}',
        b'{"message": NaN}',
        b'{"message": -Infinity}',
        b'{"message": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        b'{"message": ' + b"9" * 10_000 + b"}",
        "{}".encode("utf-16"),
    ],
    ids=lambda body: str(body[:24]),
)
def test_what_is_not_json_is_refused(program: TestClient, body: bytes) -> None:
    assert problem_in(program.post(ADDRESS, content=body, headers=AS_JSON), 400)["detail"]


@pytest.mark.parametrize("body", ["[]", "null", "1e999", '"text"', "true"])
def test_what_is_no_object_is_refused(program: TestClient, body: str) -> None:
    problem_in(program.post(ADDRESS, content=body, headers=AS_JSON), 422)


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_only_json_is_taken(program: TestClient, kind: str) -> None:
    answer = program.post(ADDRESS, content=json.dumps(JANE), headers={"content-type": kind})

    problem_in(answer, 415)


def test_a_content_type_may_name_its_character_set(program: TestClient) -> None:
    kind = {"content-type": "Application/JSON; charset=utf-8"}

    assert program.post(ADDRESS, content=json.dumps(JANE), headers=kind).status_code == 201


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_another_method_is_told_which_to_use(program: TestClient, method: str) -> None:
    answer = program.request(method, ADDRESS)

    problem_in(answer, 405)
    assert answer.headers["allow"] == "POST"


def test_the_same_key_brings_the_same_answer_and_one_enquiry(program: TestClient) -> None:
    key = {"Idempotency-Key": "k-1"}
    turned = dict(reversed(JANE.items()))
    first, again = (program.post(ADDRESS, json=body, headers=key) for body in (JANE, turned))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(kept()) == 1


def test_the_same_key_with_another_body_is_a_conflict(program: TestClient) -> None:
    key = {"Idempotency-Key": "k-1"}
    program.post(ADDRESS, json=JANE, headers=key)

    answer = program.post(ADDRESS, json=JANE | {"message": "Another."}, headers=key)

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(kept()) == 1


def test_a_key_that_came_with_a_wrong_request_is_still_free(program: TestClient) -> None:
    key = {"Idempotency-Key": "k-1"}
    program.post(ADDRESS, json=JANE | {"name": ""}, headers=key)

    assert program.post(ADDRESS, json=JANE, headers=key).status_code == 201


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_key_is_no_key(program: TestClient, blank: str) -> None:
    for message in ("One.", "Two."):
        key = {"Idempotency-Key": blank}
        answer = program.post(ADDRESS, json=JANE | {"message": message}, headers=key)
        assert answer.status_code == 201

    assert len(kept()) == 2


def test_a_key_too_long_is_refused_by_its_name(program: TestClient) -> None:
    key = {"Idempotency-Key": "k" * (LONGEST_KEY + 1)}
    told = problem_in(program.post(ADDRESS, json=JANE, headers=key), 422)

    assert told["errors"][0]["field"] == "Idempotency-Key"


def test_the_same_key_from_many_at_once_is_one_enquiry(program: TestClient) -> None:
    def send(_number: int) -> str:
        answer = program.post(ADDRESS, json=JANE, headers={"Idempotency-Key": "k-1"})
        return str(answer.json()["reference"])

    with ThreadPoolExecutor(16) as many:
        references = set(many.map(send, range(48)))

    assert references == {enquiry.reference for enquiry in kept()}
    assert len(kept()) == 1


def test_one_address_may_not_write_too_often(
    program: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "INTAKE_LIMIT", (1, 3_602))
    first, second = (program.post(ADDRESS, json=JANE) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 429)
    assert second.headers["content-type"] == "application/problem+json"
    assert int(second.headers["retry-after"]) > 3_000


def test_links_make_a_suspect_that_is_kept_all_the_same(program: TestClient) -> None:
    spam = JANE | {"message": "http://a.example " * 3}

    assert program.post(ADDRESS, json=spam).status_code == 201
    assert kept()[0].status == Status.SPAM


@pytest.mark.parametrize(
    "said, state, status",
    [("database or disk is full", "53100", 507), ("database is locked", "55P03", 503)],
)
def test_what_is_not_saved_is_not_acknowledged_and_it_recovers_by_itself(
    program: TestClient, said: str, state: str, status: int
) -> None:
    with refusing("enquiry", said, state=state):
        answer = program.post(ADDRESS, json=JANE)
        problem_in(answer, status)
        assert int(answer.headers["retry-after"]) > 0

    assert program.post(ADDRESS, json=JANE).status_code == 201


def test_the_document_names_every_problem_that_we_answer_with(program: TestClient) -> None:
    responses = document()["paths"][ADDRESS]["post"]["responses"]

    assert set(responses) >= {"201", "400", "409", "413", "415", "422", "429", "503", "507"}
    assert program.get("/api/openapi.json").json() == document()
