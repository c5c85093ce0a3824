"""Is the log as it was written: along its chain, and up to its anchor outside the database?"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.base.database import Transaction
from models.base.table import now
from models.staff.log import count_of_entries, entries_of, head_of_log
from models.staff.log_anchor import (
    Anchor,
    BadAnchor,
    alone_with_anchor,
    read_anchor,
    write_anchor,
)
from models.staff.log_breach import Breach, BreachKind, gaps
from models.staff.log_chain import (
    BEGINNING,
    LogPoint,
    Walk,
    count_between,
    ends_before_the_first,
    hash_at,
    link_at,
    link_of,
    links_after,
    numbers_until,
)
from models.staff.member import Actor, Permission

CHUNK = 1000
ANCHORED = "log.anchored"
MISSING, BAD = Breach(BreachKind.NO_ANCHOR), Breach(BreachKind.BAD_ANCHOR)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`after`: the entry up to which it was verified before, and not followed again."""

    entries: int
    after: int
    breaches: list[Breach]

    @property
    def is_whole(self) -> bool:
        return not self.breaches

    def breaches_in_words(self) -> str:
        return "; ".join(each.in_words() for each in self.breaches)


def verify_log(
    reading: Transaction,
    tell: Callable[[float], object] = lambda _: None,
    *,
    is_from_beginning: bool = False,
    by: Actor,
) -> Verdict:
    """From the entry up to which it was verified last. `tell` hears how far it is, from 0 to 1.

    The anchor is read before the entries: it may be behind them, never ahead. Errors: NotAllowed.
    """
    by.must(Permission.READ_LOG)
    anchor, trouble = _anchor_now()
    with reading() as session:
        if anchor is None and not trouble and was_anchored(session):
            anchor, trouble = _anchor_now()  # it may have been made since
            trouble = trouble or ([] if anchor else [MISSING])
        known = [anchor.verified, anchor.head] if anchor else []
        start = BEGINNING if is_from_beginning or not anchor else anchor.verified
        entries = session.scalars(count_of_entries()).one()
        walk = _walk(session, start, known, tell)
    verdict = Verdict(entries, start.entry, trouble + walk.found)
    if verdict.is_whole:
        _keep_verified(reading, LogPoint(walk.last, walk.previous, walk.count, now()))
    return verdict


def _anchor_now() -> tuple[Anchor | None, list[Breach]]:
    try:
        return read_anchor(), []
    except BadAnchor:
        return None, [BAD]


def was_anchored(session: Session) -> bool:
    """Whether there must be an anchor: the log tells of the first."""
    return session.scalars(entries_of(ANCHORED).limit(1)).first() is not None


def _walk(
    session: Session, start: LogPoint, known: list[LogPoint], tell: Callable[[float], object]
) -> Walk:
    walk = Walk(start, known)
    first, last = session.execute(ends_before_the_first()).one()
    if first is not None:
        walk.find(BreachKind.ADDED, first, last)
    if start.entry:
        _look_back(session, start, walk)
    head = session.scalar(head_of_log())
    ahead = max(1, (head.entry_id if head else 0) - start.entry)
    rows = session.execute(links_after(start.entry).execution_options(yield_per=CHUNK))
    for number, row in enumerate(rows):
        if number % CHUNK == 0:
            tell(min(number / ahead, 1.0))
        walk.step(link_of(row))
    walk.end(head)
    return walk


def _look_back(session: Session, start: LogPoint, walk: Walk) -> None:
    """What was verified before is not followed again: is all of it there, its end the same?"""
    if session.scalars(count_between(0, start.entry)).one() != start.count:
        for first, last in gaps(session.scalars(numbers_until(start.entry)), start.entry):
            walk.find(BreachKind.REMOVED, first, last)
    if row := session.execute(link_at(start.entry)).one_or_none():
        walk.begin(link_of(row))


def _keep_verified(reading: Transaction, point: LogPoint) -> None:
    """Unless the database or the anchor was replaced meanwhile."""
    with alone_with_anchor():
        anchor = read_anchor() or Anchor()
        with reading() as session:
            is_there = stands_in(session, point) and stands_in(session, anchor.head)
        if is_there and point.entry >= anchor.verified.entry:
            head = max(anchor.head, point, key=lambda each: each.entry)
            write_anchor(Anchor(head=head, verified=point))


def stands_in(session: Session, point: LogPoint) -> bool:
    """Whether the database still has that very entry."""
    return not point.entry or session.scalar(hash_at(point.entry)) == point.hash
