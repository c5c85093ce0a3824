"""The desk's open line to a browser: which messages pass, and when it is cut."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from starlette.types import Message, Receive, Send

LARGEST_FROM_STRANGERS = 64 * 1024
STRANGERS_FROM_ONE_ADDRESS = 100
NOT_ALLOWED, BROKEN, NOT_BYTES, TOO_LARGE, RECONNECT = 1008, 1002, 1003, 1009, 1012

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


class Line:
    """One websocket. `asked` reads a message; `still_holds` looks the identity up again."""

    def __init__(
        self,
        receive: Receive,
        send: Send,
        *,
        asked: Callable[[bytes], str],
        still_holds: Callable[[bool], Awaitable[bool]] | None,
    ) -> None:
        self._receive, self._send = receive, send
        self._asked, self._still_holds = asked, still_holds
        self._is_cut = False

    async def send(self, message: Message) -> None:
        if not self._is_cut:
            await self._send(message)

    async def receive(self) -> Message:
        """The next message that may pass; a disconnect once the line is cut."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            verdict = await self._verdict(message.get("bytes"))
            if verdict is None:
                return message
            if verdict:
                return await self._cut(verdict)

    async def _verdict(self, said: bytes | None) -> int | None:
        """None: let it pass; 0: drop it; else the code to close with."""
        if said is None:
            return NOT_BYTES
        if self._still_holds is None and len(said) > LARGEST_FROM_STRANGERS:
            return TOO_LARGE
        kind = self._asked(said)
        if kind in {"broken", "drop"}:
            return BROKEN if kind == "broken" else 0
        if kind in {"run", "refresh"} and self._still_holds:
            return None if await self._still_holds(kind == "run") else RECONNECT
        return None

    async def _cut(self, code: int) -> Message:
        await self.send({"type": "websocket.close", "code": code})
        self._is_cut = True
        return {"type": "websocket.disconnect", "code": code}


async def hang_up(receive: Receive, send: Send) -> None:
    """Refuse a websocket before it is one."""
    await receive()
    await send({"type": "websocket.close", "code": NOT_ALLOWED})
