"""One thread that keeps enquiries: whoever waits is answered when theirs is on disk, not before."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from logging import ERROR
from threading import Condition, Thread

from actions.intake.receiving import receive_enquiries
from logs import note
from models.base.database import writing
from models.base.trouble import trouble_of
from models.intake.arrival import Arrival
from models.intake.receipt import Receipt

LARGEST_GROUP = 200
LONGEST_QUEUE = 2_000
GATHERING = 0.002  # seconds; a commit costs more than that, however many are in it


class NotKept(Exception):
    """Nothing was saved and nothing is acknowledged. Attribute: status, 503 or 507."""

    def __init__(self, status: int = 503) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Somebody at the door, and where they wait for their answer."""

    arrival: Arrival
    loop: asyncio.AbstractEventLoop
    answer: "asyncio.Future[Receipt]"


class IntakeWriter:
    """Takes arrivals in groups, one transaction each; starts with the first, ends with `close`."""

    def __init__(self) -> None:
        self._queue: deque[_Waiting] = deque()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._is_open = True
        self._last_size = self._expected = 0

    def open(self) -> None:
        with self._changed:
            self._is_open = True

    def close(self) -> None:
        """Keep what is waiting, then end; later arrivals are refused."""
        with self._changed:
            self._is_open = False
            self._changed.notify()
            thread, self._thread = self._thread, None
        if thread:
            thread.join()

    async def keep(self, arrival: Arrival) -> Receipt:
        """Return once it is on disk. Errors: NotKept, KeyReused."""
        loop = asyncio.get_running_loop()
        waiting = _Waiting(arrival, loop, loop.create_future())
        with self._changed:
            if not self._is_open or len(self._queue) >= LONGEST_QUEUE:
                raise NotKept
            self._queue.append(waiting)
            self._start()
            if len(self._queue) in {1, self._expected}:
                self._changed.notify()
        return await waiting.answer

    def _start(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._work, name="intake", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while group := self._next_group():
            _answer(group, _outcomes([waiting.arrival for waiting in group]))

    def _next_group(self) -> list[_Waiting]:
        """Wait for arrivals; an empty group means that the doors are closed."""
        with self._changed:
            self._expected = min(self._last_size + len(self._queue), LARGEST_GROUP)
            self._changed.wait_for(lambda: self._queue or not self._is_open)
            self._gather()
            self._last_size = min(len(self._queue), LARGEST_GROUP)
            return [self._queue.popleft() for _ in range(self._last_size)]

    def _gather(self) -> None:
        """In a rush as many come again: wait for them while they come, and keep all at once."""
        known = 0
        while self._is_open and known < len(self._queue) < self._expected:
            known = len(self._queue)
            self._changed.wait(GATHERING)


def _outcomes(arrivals: Sequence[Arrival]) -> Sequence[Receipt | Exception]:
    """One for each, in order, after the commit. One that cannot be kept spoils no other."""
    try:
        with writing() as session:
            kept = receive_enquiries(session, arrivals)
    except Exception as error:  # noqa: BLE001  whoever waits must hear of it, whatever it is
        if trouble := trouble_of(error):
            note("intake failed", level=ERROR, status=trouble.status, error=error)
            return [NotKept(trouble.status) for _ in arrivals]
        if len(arrivals) == 1:
            return [error]
        return [outcome for arrival in arrivals for outcome in _outcomes([arrival])]
    return kept


def _answer(group: Sequence[_Waiting], outcomes: Sequence[Receipt | Exception]) -> None:
    """Wake each loop once, for all who wait in it."""
    by_loop = defaultdict(list)
    for waiting, outcome in zip(group, outcomes, strict=True):
        by_loop[waiting.loop].append((waiting.answer, outcome))
    for loop, settled in by_loop.items():
        with suppress(RuntimeError):  # the loop has ended, and everybody in it has left
            loop.call_soon_threadsafe(_settle, settled)


def _settle(settled: "list[tuple[asyncio.Future[Receipt], Receipt | Exception]]") -> None:
    for answer, outcome in settled:
        if answer.done():  # they did not wait
            continue
        if isinstance(outcome, Exception):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)


intake = IntakeWriter()
