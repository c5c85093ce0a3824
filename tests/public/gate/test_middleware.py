from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

import anyio
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

import settings
from actions.clinic.settings import change_setting
from actions.staff.sessions import sign_out
from models.base.database import reading, writing
from models.staff.access import StaffSession, digest
from models.staff.member import Actor, Role, StaffMember
from models.staff.second_factor import ROLES_SETTING
from public.gate import addresses, bodies, headers, sockets, watch
from public.gate.errors import exception_handlers
from public.gate.middleware import Gate
from public.gate.sessions import safe_next

OURS = "http://localhost:8501"
STREAM = "/desk/_stcore/stream"
LINE = f"ws://localhost:8501{STREAM}"


async def echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def breaks(_request: Request) -> Response:
    raise RuntimeError("Ms Somebody's message")


def kept(_request: Request) -> Response:
    return PlainTextResponse("x", headers={"Cache-Control": "public, immutable, max-age=9"})


async def stream(socket: WebSocket) -> None:
    """Tells its identity, then every message that the gate lets through."""
    await socket.accept()
    await socket.send_text(",".join(socket.headers.getlist("x-copydesk-identity")))
    with suppress(WebSocketDisconnect):
        while True:
            await socket.send_text(f"passed {await socket.receive_bytes()!r}")


WIRE = sockets.Wire(asked=bytes.decode, as_whole_run=lambda message: b"whole " + message)


@pytest.fixture
def visitor() -> Iterator[TestClient]:
    """Somebody in front of the gate, behind which four small routes stand."""
    routes = [
        Route("/book", echo, methods=["GET", "POST"]),
        Route("/breaks", breaks),
        Route("/desk/_stcore/upload_file/a/b", echo, methods=["PUT"]),
        Route("/desk/preview", echo),
        Route("/desk/static/app.js", kept),
        WebSocketRoute(STREAM, stream),
    ]
    behind = Starlette(routes=routes, exception_handlers=exception_handlers)
    gate = Gate(behind, wire=WIRE, script_hashes="'sha256-abc'")
    with TestClient(gate, base_url=OURS, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def cookie(mo: Actor) -> dict[str, str]:
    """Mo's live session."""
    with writing() as session:
        session.add(StaffSession(token_hash=digest("token"), staff_id=mo.id or 0))
    return {"Cookie": "copydesk_session=token"}


def test_what_breaks_shows_a_reference_and_nothing_else(visitor: TestClient) -> None:
    broken = visitor.get("/breaks")

    assert broken.status_code == 500
    assert "Somebody" not in broken.text
    assert "RuntimeError" not in broken.text
    assert "default-src 'none'" in broken.headers["Content-Security-Policy"]


def test_a_change_that_comes_with_the_cookie_must_come_from_our_pages(
    visitor: TestClient, cookie: dict[str, str]
) -> None:
    assert visitor.post("/book", headers=cookie).status_code == 403
    for origin, status in ((OURS, 200), ("http://evil.example", 403), ("null", 403)):
        answered = visitor.post("/book", headers={**cookie, "Origin": origin})
        assert answered.status_code == status
    assert visitor.post("/book", headers={"Origin": "http://evil.example"}).status_code == 200


@pytest.mark.parametrize(
    "host, status",
    [
        ("localhost:8501", 200),
        ("LOCALHOST:8501", 200),
        ("127.0.0.1:8501", 200),
        ("localhost:8502", 400),
        ("evil.example", 400),
        ("localhost:8501.evil.example", 400),
        ("", 400),
    ],
)
def test_only_our_own_hosts_are_answered(visitor: TestClient, host: str, status: int) -> None:
    assert visitor.get("/book", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    "path", ["/%00", "/articles/%00", "/api/%2e%2e/x", "//elsewhere/x", "/%5c%5celsewhere", "/c:x"]
)
def test_a_crooked_address_is_not_here(visitor: TestClient, path: str) -> None:
    refused = visitor.get(f"{OURS}{path}")

    assert refused.status_code == 404
    assert ("problem+json" if "/api/" in path else "html") in refused.headers["content-type"]


def test_behind_a_proxy_the_public_address_is_the_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PUBLIC_URL", "https://clinic.example")
    monkeypatch.setattr(addresses, "PUBLIC", urlsplit("https://clinic.example"))

    assert {"clinic.example", "localhost:8600"} <= addresses.own_hosts(8600)
    for host in ("clinic.example", "Clinic.Example", "clinic.example:443"):
        assert addresses.own_origin(Headers({"host": host})) == "https://clinic.example"
    assert addresses.own_origin(Headers({"host": "localhost:8600"})) == ("http://localhost:8600")


def test_under_https_browsers_are_told_to_stay_there(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Strict-Transport-Security" not in visitor.get("/book").headers
    monkeypatch.setattr(headers, "IS_SECURE", True)

    assert visitor.get("/book").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_only_the_preview_may_be_framed_and_only_by_the_desk(
    visitor: TestClient,
) -> None:
    for path, framed_by in (("/desk/preview", "'self'"), ("/book", "'none'"), ("/desk/", "'none'")):
        policy = visitor.get(path).headers["Content-Security-Policy"]
        assert f"frame-ancestors {framed_by}" in policy
    policy = visitor.get("/desk/preview").headers["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "form-action 'none'" in policy


def test_desk_pages_are_not_kept_but_its_immutable_files_are(visitor: TestClient) -> None:
    assert visitor.get("/desk/preview").headers["Cache-Control"] == "no-store"
    assert "immutable" in visitor.get("/desk/static/app.js").headers["Cache-Control"]


def test_bodies_are_capped_by_what_the_address_takes(
    visitor: TestClient, cookie: dict[str, str]
) -> None:
    large = b"x" * (bodies.SMALL + 1)
    upload = "/desk/_stcore/upload_file/a/b"
    ours = {**cookie, "Origin": OURS}

    assert visitor.post("/book", content=large).status_code == 413
    assert visitor.post("/book", content=iter([large])).status_code == 413
    assert visitor.put(upload, content=large, headers=ours).text == str(len(large))
    assert visitor.put(upload, content=large).status_code == 404
    too_large = iter([b"x" * 1024 * 1024] * 22)
    assert visitor.put(upload, content=too_large, headers=ours).status_code == 413


def test_nobody_uploads_while_the_second_step_is_owed(
    visitor: TestClient, cookie: dict[str, str], ada: Actor
) -> None:
    upload, ours = "/desk/_stcore/upload_file/a/b", {**cookie, "Origin": OURS}
    assert visitor.put(upload, content=b"x", headers=ours).status_code == 200
    with writing() as session:
        change_setting(session, ROLES_SETTING, ["manager"], version=0, by=ada)

    assert visitor.put(upload, content=b"x", headers=ours).status_code == 404


def test_a_body_that_does_not_arrive_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def half() -> Message:
        await anyio.sleep(5)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def both() -> None:
        with pytest.raises(bodies.TooSlow):
            await bodies.whole(half)
        with pytest.raises(bodies.TooSlow):
            await bodies.pieces(half, bodies.UPLOAD)()

    monkeypatch.setattr(bodies, "WHOLE_WITHIN", 0.05)
    monkeypatch.setattr(bodies, "PIECE_WITHIN", 0.05)
    anyio.run(both)


def test_somebody_who_leaves_in_mid_sentence_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    said: list[Message] = [
        {"type": "http.request", "body": b"na", "more_body": True},
        {"type": "http.disconnect"},
    ]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/book",
        "query_string": b"",
        "server": ("localhost", 8501),
        "headers": [(b"host", b"localhost:8501"), (b"content-length", b"9")],
    }

    async def receive() -> Message:
        return said.pop(0)

    async def send(_message: Message) -> None:
        raise AssertionError

    async def app(scope: Scope, receive: Receive, _send: Send) -> None:
        await Request(scope, receive).body()

    anyio.run(Gate(app, wire=WIRE, script_hashes=""), scope, receive, send)

    assert "fault" not in caplog.text


def test_the_identity_is_the_cookies_and_nobody_elses(
    visitor: TestClient, cookie: dict[str, str]
) -> None:
    for claimed in ("x-copydesk-identity", "X_Copydesk_Identity"):
        forged = {"Origin": OURS, claimed: f"{digest('token')}:manager"}
        with visitor.websocket_connect(LINE, headers=forged) as socket:
            assert socket.receive_text().startswith("stranger:")
        with visitor.websocket_connect(LINE, headers={**forged, **cookie}) as socket:
            assert socket.receive_text() == f"{digest('token')}:manager"
        dead = {**forged, "Cookie": "copydesk_session=dead"}
        with visitor.websocket_connect(LINE, headers=dead) as socket:
            assert socket.receive_text().startswith("ended:")


def test_other_cookies_do_not_hide_ours(visitor: TestClient, cookie: dict[str, str]) -> None:
    crowded = 'theme={"a":1}; x; =y; ' + cookie["Cookie"]
    with visitor.websocket_connect(LINE, headers={"Origin": OURS, "Cookie": crowded}) as socket:
        assert socket.receive_text() == f"{digest('token')}:manager"


def test_no_two_strangers_are_the_same(visitor: TestClient) -> None:
    seen = set()
    for _ in range(3):
        with visitor.websocket_connect(LINE, headers={"Origin": OURS}) as socket:
            seen.add(socket.receive_text())

    assert len(seen) == 3


def test_messages_pass_are_dropped_or_end_the_line(visitor: TestClient) -> None:
    with visitor.websocket_connect(LINE, headers={"Origin": OURS}) as socket:
        socket.receive_text()
        socket.send_bytes(b"drop")
        socket.send_bytes(b"run")
        assert socket.receive_text() == "passed b'run'"
        socket.send_bytes(b"broken")
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_text()
    assert ended.value.code == sockets.BROKEN


def never(_watch: watch.Watch, _sought: object) -> None:
    """Looks at no session."""


def test_once_the_rights_are_others_only_whole_pages_run(
    visitor: TestClient, cookie: dict[str, str], mo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch.Watch, "_look", never)  # until it is cut, they may still speak
    with visitor.websocket_connect(LINE, headers={**cookie, "Origin": OURS}) as socket:
        socket.receive_text()
        socket.send_bytes(b"run")
        assert socket.receive_text() == "passed b'run'"
        with writing() as session:
            session.get_one(StaffMember, mo.id).role = Role.CLINICIAN
        socket.send_bytes(b"refresh")
        assert socket.receive_text() == "passed b'whole refresh'"
        with writing() as session:
            sign_out(session, digest("token"))
        socket.send_bytes(b"run")
        assert socket.receive_text() == "passed b'whole run'"


def test_only_what_a_person_does_is_a_sign_of_life(
    visitor: TestClient, cookie: dict[str, str]
) -> None:
    def seen() -> str:
        with reading() as session:
            return str(session.query(StaffSession).one().last_seen_at)

    with visitor.websocket_connect(LINE, headers={**cookie, "Origin": OURS}) as socket:
        socket.receive_text()
        with writing() as session:
            opened = session.query(StaffSession).one()
            opened.last_seen_at -= timedelta(minutes=2)
        before = seen()
        socket.send_bytes(b"refresh")
        socket.receive_text()
        assert seen() == before
        socket.send_bytes(b"run")
        socket.receive_text()
        assert seen() > before


def test_strangers_from_one_address_have_room_for_a_hundred_lines() -> None:
    opened = [sockets.counted("192.0.2.1") for _ in range(101)]
    room = [each.__enter__() for each in opened]
    for each in opened:
        each.__exit__(None, None, None)

    assert room == [True] * 100 + [False]
    with sockets.counted("192.0.2.1") as has_room:
        assert has_room


@pytest.mark.parametrize(
    "wanted, address",
    [
        ("", "/desk/"),
        ("account", "/desk/account"),
        ("article?slug=tides&tab=2", "/desk/article?slug=tides&tab=2"),
        ("article?slug=a%0d%0ab", "/desk/article?slug=a%0D%0Ab"),
        ("?slug=tides", "/desk/?slug=tides"),
        ("//evil.example", "/desk/"),
        ("\\\\evil.example", "/desk/"),
        ("../api", "/desk/"),
        ("session/end", "/desk/"),
        ("Ａccount", "/desk/"),
        ("article?" + "x=1&" * 500, "/desk/article"),
        ("article?" + "x=1&" * 30, "/desk/article?" + "&".join(["x=1"] * 30)),
    ],
)
def test_after_signing_in_one_lands_on_the_desk(wanted: str, address: str) -> None:
    assert safe_next(wanted) == address
