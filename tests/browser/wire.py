"""An attacker's own client: the desk's websocket and plain requests, without a browser."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from models.base.database import writing
from models.staff.access import StaffSession, digest
from models.staff.member import Actor
from tests.browser.server import Server


def cookie_of(staff: Actor) -> str:
    """A live session of theirs, as the browser would send it."""
    token = secrets.token_urlsafe(32)
    assert staff.id
    with writing() as session:
        session.add(StaffSession(token_hash=digest(token), staff_id=staff.id))
    return f"copydesk_session={token}"


@contextmanager
def line(
    server: Server,
    *,
    cookie: str = "",
    origin: str | None = None,
    resume: str = "",
    headers: dict[str, str] | None = None,
) -> Iterator[ClientConnection]:
    """An open websocket; `resume` names a Streamlit session to take over."""
    words = ["streamlit", "none", resume] if resume else ["streamlit"]
    with connect(
        server.url.replace("http", "ws", 1) + "/desk/_stcore/stream",
        origin=Origin(server.url if origin is None else origin),
        subprotocols=[Subprotocol(word) for word in words],
        additional_headers={**({"Cookie": cookie} if cookie else {}), **(headers or {})},
        max_size=None,
        compression=None,
    ) as opened:
        yield opened


def run(
    page: str = "", *, drawn: str = "", query: str = "", fragment: str = "", click: str = ""
) -> bytes:
    """What a browser sends to show a page, to run a fragment, or to press a button.

    `drawn` is what the desk itself calls the page that the browser shows.
    """
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.page_script_hash = drawn
    message.rerun_script.query_string = query
    message.rerun_script.fragment_id = fragment
    if click:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = click, True
    return bytes(message.SerializeToString())


def answer(opened: ClientConnection, *, seconds: float = 30) -> list[ForwardMsg]:
    """Everything up to the end of one run of the script."""
    messages: list[ForwardMsg] = []
    while not messages or messages[-1].WhichOneof("type") != "script_finished":
        message = ForwardMsg()
        said = opened.recv(timeout=seconds)
        assert isinstance(said, bytes)
        message.ParseFromString(said)
        messages.append(message)
    return messages


def told(messages: list[ForwardMsg]) -> str:
    return " ".join(str(message) for message in messages)


def session_named_in(messages: list[ForwardMsg]) -> str:
    named = [m.new_session.initialize.session_id for m in messages if m.HasField("new_session")]
    return named[0]


@dataclass(frozen=True)
class Answered:
    status: int
    headers: Message
    body: bytes


def ask(
    server: Server,
    path: str,
    *,
    method: str = "GET",
    body: bytes | Iterable[bytes] | None = None,
    headers: dict[str, str] | None = None,
) -> Answered:
    """One request, redirects not followed; a body in pieces is sent without its length."""
    address = urlsplit(server.url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=30)
    with closing(connection):
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        return Answered(response.status, response.headers, response.read())
