"""Whose rights end while their line is open: it is cut, whether or not they say anything."""

import asyncio
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from logging import WARNING

from anyio import CapacityLimiter, to_thread

from actions.staff.sessions import rights_of_sessions
from logs import note
from models.base.database import change_token, reading
from models.staff.member import Permission
from public.gate.sockets import Line

EVERY = 1.5  # seconds
LAST_WORDS = 1.0  # seconds: who signs out here is led away by what is still on its way to them
AT_LEAST = 20  # turns: whatever the file under us became, and whoever put it there

Rights = frozenset[Permission]


class Watch:
    """All open lines of staff, looked after together while there is any.

    A turn asks whether anybody has committed, which costs microseconds; only when somebody has,
    or a line is new, it looks in the database, once for all lines.
    """

    def __init__(self) -> None:
        self._lines: dict[Line, tuple[str, Rights]] = {}
        self._token: object = None
        self._has_new = False
        self._turns: asyncio.Task[None] | None = None

    @contextmanager
    def over(self, line: Line, token_hash: str, rights: Rights) -> Iterator[None]:
        """While it is open. `rights` are what its session was worth when it was opened."""
        self._lines[line] = token_hash, rights
        self._has_new = True  # they may have ended since
        if self._turns is None:
            self._turns = asyncio.create_task(self._take_turns())
        try:
            yield
        finally:
            del self._lines[line]

    async def _take_turns(self) -> None:
        limiter = CapacityLimiter(1)
        try:
            for turn in count():
                if not self._lines:
                    return
                if self._has_new or turn % AT_LEAST == 0:
                    self._token, self._has_new = None, False
                sought = {token_hash for token_hash, _ in self._lines.values()}
                today = await to_thread.run_sync(self._look, sought, limiter=limiter)
                if today is not None and (over := self._those_without(today, sought)):
                    await asyncio.sleep(LAST_WORDS)
                    for line in over:
                        line.end()
                await asyncio.sleep(EVERY)
        finally:
            self._turns = None

    def _look(self, sought: Collection[str]) -> Mapping[str, Rights] | None:
        """In a thread. None when nothing has changed since, or when nobody can tell."""
        try:
            token = change_token()
            if token is not None and token == self._token:
                return None
            with reading() as session:
                found = rights_of_sessions(session, sought)
        except Exception as error:  # noqa: BLE001  whatever it is, the next turn looks again
            note("lines not looked after", level=WARNING, error=error)
            return None
        self._token = token
        return found

    def _those_without(self, today: Mapping[str, Rights], sought: Collection[str]) -> list[Line]:
        """The lines worth less than when they were opened; keeps what the others are worth now."""
        over = []
        for line, (token_hash, before) in list(self._lines.items()):
            if token_hash not in sought:
                continue
            rights = today.get(token_hash, frozenset())
            if rights and rights >= before:
                self._lines[line] = token_hash, rights
            else:
                over.append(line)
        return over
