"""The outer gate: who may connect, under which identity, with how much, and in which dress."""

import secrets
from collections.abc import Callable

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions.staff.sessions import LiveSession
from models.staff.member import Permission
from public.gate import bodies, sockets
from public.gate.addresses import (
    is_closed,
    is_crooked,
    is_nobodys,
    is_ours,
    is_typed,
    is_upload,
    own_origin,
)
from public.gate.errors import fault, refusal
from public.gate.headers import dress
from public.gate.identity import digest_in, session_of, session_of_active
from public.gate.watch import Watch

IDENTITY = b"x-copydesk-identity"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
STREAM = "/desk/_stcore/stream"


class Gate:
    """Wraps everything. `wire` and `script_hashes` are what the desk knows of Streamlit."""

    def __init__(self, app: ASGIApp, *, wire: sockets.Wire, script_hashes: str) -> None:
        self.app, self.wire, self.script_hashes = app, wire, script_hashes
        self._lookups: CapacityLimiter | None = None
        self._watch = Watch()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        scope["headers"] = [pair for pair in scope["headers"] if not _claims_identity(pair[0])]
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._request(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = Answer(send, scope["path"], self.script_hashes)
        try:
            await self._admit(scope)
            await self.app(scope, await _body(scope, receive), answer.send)
        except ClientDisconnect:
            return  # they left in the middle of their own sentence: nobody to answer, no fault
        except HTTPException as error:
            await answer.instead(refusal(Request(scope), error), scope, receive)
        except Exception as error:  # noqa: BLE001 our own faults show a reference only, too
            await answer.instead(fault(Request(scope), error), scope, receive)

    async def _admit(self, scope: Scope) -> None:
        """Errors: HTTPException."""
        headers, path = Headers(scope=scope), scope["path"]
        if not is_ours(headers, scope):
            raise HTTPException(400)
        digest = digest_in(headers)
        is_from_us = headers.get("origin") == own_origin(headers)
        if digest and scope["method"] not in SAFE_METHODS and not is_from_us:
            raise HTTPException(403)
        if is_nobodys(path) or is_crooked(path):
            raise HTTPException(404)
        if is_closed(path):
            found = await self._look_up(session_of, digest)
            if found is None or (is_upload(path) and not found.by.may(Permission.USE_DESK)):
                raise HTTPException(404)

    async def _look_up(
        self, how: Callable[[str], LiveSession | None], digest: str
    ) -> LiveSession | None:
        """In threads of their own, so that nobody's slow work delays a look at the door."""
        if not digest:
            return None
        self._lookups = self._lookups or CapacityLimiter(8)
        return await to_thread.run_sync(how, digest, limiter=self._lookups)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        is_welcome = (
            scope["path"] == STREAM
            and is_ours(headers, scope)
            and headers.get("origin") == own_origin(headers)
        )
        if not is_welcome:
            await sockets.hang_up(receive, send)
            return
        digest = digest_in(headers)
        if found := await self._look_up(session_of_active, digest):
            await self._staff_line(scope, receive, send, (digest, found))
        else:
            await self._strangers_line(scope, receive, send, "ended" if digest else "stranger")

    async def _staff_line(
        self, scope: Scope, receive: Receive, send: Send, who: tuple[str, LiveSession]
    ) -> None:
        digest, found = who

        async def still_holds(is_active: bool) -> bool:
            how = session_of_active if is_active else session_of
            today = await self._look_up(how, digest)
            return today is not None and today.by == found.by

        line = sockets.Line(receive, send, self.wire, still_holds)
        # The role is part of the identity: with another one, Streamlit starts afresh and
        # nothing that was drawn or prepared under the old role can be asked for.
        known = _known_as(scope, f"{digest}:{found.by.role}")
        with self._watch.over(line, digest, found.by.permissions):
            await self.app(known, line.receive, line.send)

    async def _strangers_line(self, scope: Scope, receive: Receive, send: Send, kind: str) -> None:
        address = scope["client"][0] if scope["client"] else ""
        with sockets.counted(address) as has_room:
            if not has_room:
                await sockets.hang_up(receive, send)
                return
            line = sockets.Line(receive, send, self.wire)
            # Every stranger is another, so that none takes over what a second one typed.
            name = f"{kind}:{secrets.token_urlsafe(16)}"
            await self.app(_known_as(scope, name), line.receive, line.send)


class Answer:
    """One response on its way out, dressed; replaceable until its first byte."""

    def __init__(self, send: Send, path: str, script_hashes: str) -> None:
        self._send, self._path, self._script_hashes = send, path, script_hashes
        self._has_started = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._has_started = True
            dress(MutableHeaders(scope=message), self._path, self._script_hashes)
        await self._send(message)

    async def instead(self, response: ASGIApp, scope: Scope, receive: Receive) -> None:
        """Too late once it has started: the connection then just ends."""
        if not self._has_started:
            await response(scope, receive, self.send)


def _claims_identity(name: bytes) -> bool:
    return name.lower().replace(b"_", b"-") == IDENTITY


def _known_as(scope: Scope, identity: str) -> Scope:
    return {**scope, "headers": [*scope["headers"], (IDENTITY, identity.encode())]}


def _limit(path: str, headers: Headers) -> int:
    """A long text only from who came with a cookie."""
    if is_upload(path):
        return bodies.UPLOAD
    return bodies.TYPED if is_typed(path) and digest_in(headers) else bodies.SMALL


async def _body(scope: Scope, receive: Receive) -> Receive:
    headers = Headers(scope=scope)
    if "content-length" not in headers and "transfer-encoding" not in headers:
        return receive
    limit = _limit(scope["path"], headers)
    bodies.refuse_announced(headers, limit)
    if is_upload(scope["path"]):
        return bodies.pieces(receive, limit)
    return await bodies.whole(receive, limit)
