"""Whether the log is whole: each entry follows from the one before, and none is gone."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import LargeBinary, Select, Text, cast, func, select

from models.staff.log import FIRST, LogEntry, LogHead, entry_hash
from models.staff.log_breach import Breach, BreachKind

MOST_NAMED = 20
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LogPoint:
    """An entry, its hash, how many there are up to it, and when we knew that."""

    entry: int = 0
    hash: str = FIRST
    count: int = 0
    at: datetime = LONG_AGO


BEGINNING = LogPoint()


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One entry of the chain; it is sound when its hash is that of what stands in it."""

    id: int
    at: datetime
    previous: str
    hash: str
    is_sound: bool


KEPT = (
    LogEntry.at,
    LogEntry.staff_id,
    LogEntry.actor,
    LogEntry.action,
    LogEntry.subject,
    LogEntry.details,
    LogEntry.previous_hash,
    LogEntry.hash,
)


RAW = LargeBinary().with_variant(Text(), "postgresql")
"""As bytes: what was put into a file behind our back may be anything, and must not stop us."""


def links_after(entry: int) -> Select[*tuple[Any, ...]]:
    kept = (cast(column, RAW) for column in KEPT)
    return select(LogEntry.id, *kept).where(LogEntry.id > entry).order_by(LogEntry.id)


def link_at(entry: int) -> Select[*tuple[Any, ...]]:
    return links_after(entry - 1).where(LogEntry.id == entry)


def numbers_until(entry: int) -> Select[int]:
    return select(LogEntry.id).where(LogEntry.id.between(1, entry)).order_by(LogEntry.id)


def count_between(after: int, until: int) -> Select[int]:
    return select(func.count(LogEntry.id)).where(LogEntry.id > after, LogEntry.id <= until)


def ends_before_the_first() -> Select[int, int]:
    """The chain begins with 1: whatever has a smaller number was put in."""
    return select(func.min(LogEntry.id), func.max(LogEntry.id)).where(LogEntry.id < 1)


def newest_entry() -> Select[int, str]:
    return select(LogEntry.id, LogEntry.hash).order_by(LogEntry.id.desc()).limit(1)


def hash_at(entry: int) -> Select[str]:
    return select(LogEntry.hash).where(LogEntry.id == entry)


def link_of(row: Iterable[Any]) -> ChainLink:
    """Of a row of `links_after`."""
    number, *kept = row
    try:
        at, staff, actor, action, subject, details, previous, hashed = (
            bytes(each).decode() if isinstance(each, bytes) else each for each in kept
        )
        moment = datetime.fromisoformat(at or "").replace(tzinfo=UTC)
        rest = [staff and int(staff), actor, action, subject, json.loads(details or "")]
        is_sound = entry_hash(previous or "", moment, rest) == hashed
        return ChainLink(number, moment, previous or "", hashed or "", is_sound)
    except (ValueError, RecursionError):  # nothing that we ever write
        return ChainLink(number, LONG_AGO, "", "", is_sound=False)


class Walk:
    """Along the chain from a known point, past other known points: what does not fit is `found`."""

    def __init__(self, start: LogPoint, known: Iterable[LogPoint] = ()) -> None:
        self.last, self.previous, self.count = start.entry, start.hash, start.count
        self.found: list[Breach] = []
        self._start = self._passed = start.entry
        self._seen = 0
        ahead = {point.entry: point for point in known if point.entry > start.entry}
        self._ahead = [ahead[entry] for entry in sorted(ahead)]
        self._newer = 0  # the first entry written after the next known point stood already

    def find(self, kind: BreachKind, first: int, last: int) -> None:
        """What touches the one before is one with it."""
        before = self.found[-1] if self.found else None
        if before and before.kind is kind and first <= before.last + 1:
            self.found[-1] = Breach(kind, min(first, before.first), max(last, before.last))
        elif len(self.found) < MOST_NAMED:
            self.found.append(Breach(kind, first, last))

    def begin(self, link: ChainLink) -> None:
        """With the entry of the start, as it stands now."""
        if not link.is_sound:
            self.find(BreachKind.CHANGED, link.id, link.id)
        elif link.hash != self.previous:
            self.find(BreachKind.REWRITTEN, 1, link.id)
        self._seen, self.previous = link.id, link.hash

    def step(self, link: ChainLink) -> None:
        if link.id > self.last + 1:
            self.find(BreachKind.REMOVED, self.last + 1, link.id - 1)
        elif link.previous != self.previous:
            is_the_one_before = link.is_sound and self.last > self._start
            changed = self.last if is_the_one_before else link.id
            self.find(BreachKind.CHANGED, changed, changed)
        if not link.is_sound:
            self.find(BreachKind.CHANGED, link.id, link.id)
        self._pass_known(link)
        self._seen = self.last = link.id
        self.previous, self.count = link.hash, self.count + 1

    def _pass_known(self, link: ChainLink) -> None:
        while self._ahead and self._ahead[0].entry < link.id:  # a gap, which is found already
            self._passed, self._newer = self._ahead.pop(0).entry, 0
        if not self._ahead:
            return
        point = self._ahead[0]
        if not self._newer and link.at > point.at:
            self._newer = link.id
        if link.id == point.entry:
            if link.hash != point.hash:
                self._find_other(point)
            self._ahead.pop(0)
            self._passed, self._newer = point.entry, 0

    def _find_other(self, point: LogPoint) -> None:
        """Another entry has its number: one that came later, or one made to look as old."""
        if self._newer:
            self.find(BreachKind.REMOVED, self._newer, point.entry)
        else:
            self.find(BreachKind.REWRITTEN, self._passed + 1, point.entry)

    def end(self, head: LogHead | None) -> None:
        """`head`: what the database says is the newest."""
        top = self.last
        for point in self._ahead:
            self.find(BreachKind.REMOVED, self._newer or self.last + 1, point.entry)
            top = point.entry
        number, hashed = (head.entry_id, head.hash) if head else (0, FIRST)
        if number > top:
            self.find(BreachKind.REMOVED, top + 1, number)
        elif number < self._seen:
            self.find(BreachKind.HEAD, number, number)
        elif number == self._seen and hashed != self.previous:
            self.find(BreachKind.CHANGED, number, number)
