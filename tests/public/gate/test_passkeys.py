import json
from http.cookies import SimpleCookie

import pytest
from starlette.testclient import TestClient

from models.base.database import reading, writing
from models.staff.access import digest
from models.staff.attempts import SignInAttempt
from models.staff.member import Actor
from public.gate import passkeys
from public.gate.limits import RateLimit
from tests.actions.staff.passkeys.authenticator import Device
from tests.actions.staff.passkeys.ways import with_passkey
from tests.actions.staff.test_second_factor import acting_in
from tests.public.visitors import visitor

OURS = {"Origin": "http://localhost:8501"}
DOOR = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def browser() -> TestClient:
    return visitor()


def ask(browser: TestClient) -> dict[str, str]:
    asked: dict[str, str] = browser.post("/desk/passkey/ask", headers=OURS).json()
    return asked


def test_a_passkey_is_worth_the_cookie_that_a_password_is(mo: Actor, browser: TestClient) -> None:
    device = with_passkey(mo)
    said = device.show(ask(browser))
    answered = browser.post("/desk/passkey/answer", content=said, headers=OURS)
    ticket = answered.json()["ticket"]
    came = browser.get(f"/desk/session/finish?ticket={ticket}&next=account", headers=DOOR)

    assert came.headers["location"] == "/desk/account"
    with reading() as session:
        assert acting_in(session, digest(browser.cookies["copydesk_session"])) == mo


def test_what_is_asked_names_nobody_and_wants_the_owner_verified(browser: TestClient) -> None:
    answered = browser.post("/desk/passkey/ask", headers=OURS)
    asked = answered.json()

    assert (asked["rpId"], asked["userVerification"]) == ("localhost", "required")
    assert not asked.get("allowCredentials")
    assert answered.headers["cache-control"] == "no-store"
    cookie = SimpleCookie(answered.headers["set-cookie"])["copydesk_passkey"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "strict")
    assert (cookie["path"], cookie["max-age"]) == ("/desk/passkey", "300")
    assert cookie.value not in answered.text


def test_the_challenge_of_one_browser_is_not_answered_by_another(
    mo: Actor, browser: TestClient
) -> None:
    device, other = with_passkey(mo), visitor()
    said = device.show(ask(browser))
    assert other.post("/desk/passkey/answer", content=said, headers=OURS).status_code == 410
    ask(other)
    assert other.post("/desk/passkey/answer", content=said, headers=OURS).status_code == 403

    assert browser.post("/desk/passkey/answer", content=said, headers=OURS).status_code == 200
    assert browser.post("/desk/passkey/answer", content=said, headers=OURS).status_code == 410


def test_wrong_unknown_and_locked_read_alike(mo: Actor, browser: TestClient) -> None:
    device, told = with_passkey(mo), set[str]()
    wrong = Device(credential_id=device.credential_id, handle=device.handle)
    for each in (Device(), *[wrong] * 6, device):
        said = each.show(ask(browser))
        answered = browser.post("/desk/passkey/answer", content=said, headers=OURS)
        assert answered.status_code == 403
        told.add(answered.text)

    assert len(told) == 1


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"[]", b"{" * 60_000, json.dumps({"id": 1}).encode()]
)
def test_what_is_no_answer_is_refused_calmly(browser: TestClient, body: bytes) -> None:
    ask(browser)

    assert browser.post("/desk/passkey/answer", content=body, headers=OURS).status_code == 403


@pytest.mark.parametrize("path", ["ask", "answer"])
@pytest.mark.parametrize(
    "origin", ["http://elsewhere.example", "null", "http://127.0.0.1:8501", ""]
)
def test_no_other_page_is_answered(browser: TestClient, path: str, origin: str) -> None:
    headers = {"Origin": origin} if origin else {}

    assert browser.post(f"/desk/passkey/{path}", headers=headers).status_code == 403
    assert browser.get(f"/desk/passkey/{path}", headers=OURS).status_code == 405


def test_neither_the_host_nor_a_header_says_whom_keys_are_for(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("settings.PUBLIC_URL", "https://clinic.example")
    named = {"Host": "elsewhere.example", "X-Forwarded-Host": "elsewhere.example"}
    asked = browser.post("/desk/passkey/ask", headers={"Origin": "https://clinic.example", **named})

    assert asked.json()["rpId"] == "clinic.example"


def test_without_https_there_is_nothing(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("settings.PUBLIC_URL", "http://clinic.example")
    headers = {"Origin": "http://clinic.example"}

    assert browser.post("/desk/passkey/ask", headers=headers).status_code == 404
    assert browser.post("/desk/passkey/answer", headers=headers).status_code == 404


def test_nobody_asks_without_end(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passkeys, "_asked", RateLimit(2, 60))
    told = [browser.post("/desk/passkey/ask", headers=OURS) for _ in range(3)]

    assert [each.status_code for each in told] == [200, 200, 429]
    assert told[2].headers["retry-after"]


def test_tries_are_counted_by_where_they_come_from(mo: Actor) -> None:
    with_passkey(mo)
    for address in ("192.0.2.7", "127.0.0.1"):
        browser = visitor()
        browser._transport.client = (address, 5)  # type: ignore[attr-defined]  # Starlette names it so
        said = Device().show(ask(browser))
        browser.post("/desk/passkey/answer", content=said, headers=OURS)

    with writing() as session:
        assert [each.address for each in session.query(SignInAttempt)] == ["192.0.2.7", ""]
