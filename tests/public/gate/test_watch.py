"""A line that says nothing is cut when what it was opened with ends."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from actions.clinic.settings import change_setting
from actions.staff.accounts import change_password, disable_staff, enable_staff
from actions.staff.sessions import end_all_sessions, end_session, sign_out
from models.base.database import engine, reading, writing
from models.base.table import now
from models.staff.access import IDLE, StaffSession, digest
from models.staff.member import Actor, Role, StaffMember
from models.staff.second_factor import ROLES_SETTING
from public.gate import sockets, watch
from public.gate.middleware import Gate
from tests.statements import statements

OURS = "http://localhost:8501"
LINE = "ws://localhost:8501/desk/_stcore/stream"
WIRE = sockets.Wire(asked=bytes.decode, as_whole_run=lambda message: message)
Lose = Callable[[Actor, Actor], None]


async def stream(socket: WebSocket) -> None:
    """Listens, and tells what it heard."""
    await socket.accept()
    with suppress(WebSocketDisconnect):
        while True:
            await socket.send_text((await socket.receive_bytes()).decode())


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 2 * watch.EVERY + watch.LAST_WORDS < 5
    monkeypatch.setattr(watch, "EVERY", 0.02)
    monkeypatch.setattr(watch, "LAST_WORDS", 0.02)


@pytest.fixture
def visitor() -> Iterator[TestClient]:
    behind = Starlette(routes=[WebSocketRoute("/desk/_stcore/stream", stream)])
    with TestClient(Gate(behind, wire=WIRE, script_hashes=""), base_url=OURS) as client:
        yield client


def signed_in(staff: Actor, token: str) -> dict[str, str]:
    with writing() as session:
        session.add(StaffSession(token_hash=digest(token), staff_id=staff.id or 0))
    return {"Cookie": f"copydesk_session={token}", "Origin": OURS}


def ended(mo: Actor, ada: Actor) -> None:
    with writing() as session:
        theirs = session.query(StaffSession).filter_by(token_hash=digest("there")).one()
        end_session(session, theirs.id, by=mo)


def ended_elsewhere(mo: Actor, ada: Actor) -> None:
    with writing() as session:
        end_all_sessions(session, mo.id or 0, except_token_hash=digest("here"), by=mo)


def password_changed(mo: Actor, ada: Actor) -> None:
    with writing() as session:
        change_password(session, "new", instead_of="", here=digest("here"), by=mo)


def disabled(mo: Actor, ada: Actor) -> None:
    with writing() as session:
        disable_staff(session, mo.id or 0, based_on=1, by=ada)


def disabled_and_enabled(mo: Actor, ada: Actor) -> None:
    disabled(mo, ada)
    with writing() as session:
        enable_staff(session, mo.id or 0, based_on=2, by=ada)


def demoted(mo: Actor, ada: Actor) -> None:
    with writing() as session:
        session.get_one(StaffMember, mo.id).role = Role.CLINICIAN


def second_step_required(mo: Actor, ada: Actor) -> None:
    with writing() as session:
        change_setting(session, ROLES_SETTING, ["manager"], version=0, by=ada)


@pytest.mark.parametrize(
    "lose",
    [
        ended,
        ended_elsewhere,
        password_changed,
        disabled,
        disabled_and_enabled,
        demoted,
        second_step_required,
    ],
)
def test_a_line_that_says_nothing_is_cut(
    visitor: TestClient, mo: Actor, ada: Actor, lose: Lose
) -> None:
    with visitor.websocket_connect(LINE, headers=signed_in(mo, "there")) as socket:
        socket.send_bytes(b"run")
        assert socket.receive_text() == "run"
        lose(mo, ada)
        with pytest.raises(WebSocketDisconnect) as cut:
            socket.receive_text()

    assert cut.value.code == sockets.NOT_ALLOWED


async def goodbye(socket: WebSocket) -> None:
    """Signs out whoever speaks, and a while later leads them away; listens all the time."""
    await socket.accept()
    token = (await socket.receive_bytes()).decode()
    hears = asyncio.create_task(socket.receive())
    with writing() as session:
        sign_out(session, digest(token))
    await asyncio.sleep(20 * watch.EVERY)
    await socket.send_text("/desk/session/end")
    await hears


def test_who_signs_out_is_led_away_before_the_line_is_cut(
    monkeypatch: pytest.MonkeyPatch, mo: Actor
) -> None:
    monkeypatch.setattr(watch, "LAST_WORDS", 600)
    behind = Starlette(routes=[WebSocketRoute("/desk/_stcore/stream", goodbye)])
    gate = Gate(behind, wire=WIRE, script_hashes="")
    with (
        TestClient(gate, base_url=OURS) as client,
        client.websocket_connect(LINE, headers=signed_in(mo, "here")) as socket,
    ):
        socket.send_bytes(b"here")
        assert socket.receive_text() == "/desk/session/end"


@pytest.mark.parametrize("lose", [ended, ended_elsewhere, password_changed])
def test_the_line_where_it_was_done_and_everybody_elses_go_on(
    visitor: TestClient, mo: Actor, ada: Actor, lose: Lose
) -> None:
    with ExitStack() as lines:
        here, others, there = (
            lines.enter_context(visitor.websocket_connect(LINE, headers=signed_in(whose, token)))
            for whose, token in ((mo, "here"), (ada, "others"), (mo, "there"))
        )
        lose(mo, ada)
        with pytest.raises(WebSocketDisconnect):
            there.receive_text()
        for socket in (here, others):
            socket.send_bytes(b"run")
            assert socket.receive_text() == "run"


def test_more_rights_and_an_idle_hour_cut_nothing(
    visitor: TestClient, mo: Actor, ada: Actor
) -> None:
    with (
        visitor.websocket_connect(LINE, headers=signed_in(mo, "here")) as socket,
        visitor.websocket_connect(LINE, headers=signed_in(ada, "there")) as other,
    ):
        with writing() as session:
            session.get_one(StaffMember, mo.id).role = Role.ADMINISTRATOR
            mine = StaffSession.token_hash == digest("here")
            session.execute(update(StaffSession).where(mine).values(last_seen_at=now() - IDLE))
        with writing() as session:
            end_all_sessions(session, ada.id or 0, by=ada)
        with pytest.raises(WebSocketDisconnect):
            other.receive_text()
        socket.send_bytes(b"run")
        assert socket.receive_text() == "run"


def test_many_lines_cost_one_look_and_only_after_somebody_has_committed(
    mo: Actor, ada: Actor
) -> None:
    for number in range(50):
        signed_in(mo, str(number))
    sought = {digest(str(number)) for number in range(50)}
    looking = watch.Watch()
    with statements() as asked:
        first = looking._look(sought)
        assert first
        assert first.keys() == sought
        assert 0 < len(asked) <= 4
        asked.clear()
        assert [looking._look(sought) for _ in range(100)] == [None] * 100
        assert asked == []
    ended_elsewhere(mo, ada)
    assert looking._look(sought) == {}


def test_a_database_that_cannot_be_asked_cuts_nobody(
    mo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(mo, "here")
    looking = watch.Watch()
    with reading() as session:
        session.connection().exec_driver_sql("SELECT 1")
    engine().dispose()
    with writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE staff_session RENAME TO elsewhere")
    assert looking._look({digest("here")}) is None
    with writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE elsewhere RENAME TO staff_session")
    assert looking._look({digest("here")}) == {digest("here"): mo.permissions}
