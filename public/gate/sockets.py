"""The desk's open line to a browser: which messages pass, and when it is cut."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from anyio import CancelScope
from starlette.types import Message, Receive, Send

LARGEST_FROM_STRANGERS = 64 * 1024
STRANGERS_FROM_ONE_ADDRESS = 100
NOT_ALLOWED, BROKEN, NOT_BYTES, TOO_LARGE = 1008, 1002, 1003, 1009

_strangers: Counter[str] = Counter()


@contextmanager
def counted(address: str) -> Iterator[bool]:
    """Whether one more stranger from this address has room; counted while the line is open."""
    _strangers[address] += 1
    try:
        yield _strangers[address] <= STRANGERS_FROM_ONE_ADDRESS
    finally:
        _strangers[address] -= 1
        if not _strangers[address]:
            del _strangers[address]


@dataclass(frozen=True, slots=True)
class Wire:
    """What the desk knows of its own messages, which this room must not import.

    `asked` tells a message's kind: run, refresh, pass, drop or broken; `as_whole_run` makes
    one that runs a part of a page run all of it.
    """

    asked: Callable[[bytes], str]
    as_whole_run: Callable[[bytes], bytes]


class Line:
    """One websocket; `still_holds` looks the identity up again, None for a stranger's."""

    def __init__(
        self,
        receive: Receive,
        send: Send,
        wire: Wire,
        still_holds: Callable[[bool], Awaitable[bool]] | None = None,
    ) -> None:
        self._receive, self._send = receive, send
        self._wire, self._still_holds = wire, still_holds
        self._is_over = self._is_cut = False
        self._waiting: CancelScope | None = None

    def end(self) -> None:
        """From now on nothing passes: it is cut where it waits, or when it comes to wait."""
        self._is_over = True
        if self._waiting:
            self._waiting.cancel()

    async def send(self, message: Message) -> None:
        if not self._is_cut:
            await self._send(message)

    async def receive(self) -> Message:
        """The next message that may pass; a disconnect once the line is cut."""
        while True:
            message = await self._next()
            if message is None:
                return await self._cut(NOT_ALLOWED)
            if message["type"] != "websocket.receive":
                return message
            said: bytes | None = message.get("bytes")
            if said is None:
                return await self._cut(NOT_BYTES)
            if code := self._objection(said):
                return await self._cut(code)
            kind = self._wire.asked(said)
            if kind != "drop":
                return {**message, "bytes": await self._today(said, kind)}

    async def _next(self) -> Message | None:
        """None when the line ends before anything is said."""
        said = None
        with CancelScope() as self._waiting:
            if not self._is_over:
                said = await self._receive()
        self._waiting = None
        return None if self._is_over else said

    def _objection(self, said: bytes) -> int:
        """The code to close with; 0 when there is nothing against it."""
        if self._still_holds is None and len(said) > LARGEST_FROM_STRANGERS:
            return TOO_LARGE
        return BROKEN if self._wire.asked(said) == "broken" else 0

    async def _today(self, said: bytes, kind: str) -> bytes:
        """With lost or other rights only whole pages run: these ask who it is from the start."""
        if self._still_holds is None or kind not in {"run", "refresh"}:
            return said
        holds = await self._still_holds(kind == "run")
        return said if holds else self._wire.as_whole_run(said)

    async def _cut(self, code: int) -> Message:
        self._is_cut = True  # first: what the desk still sends must not come after the goodbye
        await self._send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}


async def hang_up(receive: Receive, send: Send) -> None:
    """Refuse a websocket before it is one."""
    await receive()
    await send({"type": "websocket.close", "code": NOT_ALLOWED})
