"""The anchor of the log kept where the log ends; laid anew after a restore, or by decision."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

import settings
from actions.staff.log_verifying import ANCHORED, stands_in, was_anchored
from models.base.database import Transaction
from models.base.refusal import Refused
from models.base.table import now
from models.staff.log import record
from models.staff.log_anchor import (
    Anchor,
    BadAnchor,
    alone_with_anchor,
    keep_anchor_aside,
    read_anchor,
    write_anchor,
)
from models.staff.log_chain import BEGINNING, LogPoint, count_between, hash_at, newest_entry
from models.staff.member import Actor, Permission

ASIDE = ".anchor-{:%Y%m%dT%H%M%S%f}Z"


class LogOffAnchor(Refused):
    words = "The log does not reach its anchor. See `manage.py audit verify`."


def keep_anchor(reading: Transaction, writing: Transaction, *, by: Actor) -> None:
    """Move it to the newest entry; never past a log that lost what was anchored.

    That there is one is told in the log, so that its absence is noticed.
    Errors: NotAllowed, BadAnchor, LogOffAnchor, OSError.
    """
    by.must(Permission.READ_LOG)
    with alone_with_anchor():
        anchor = read_anchor()
        with reading() as session:
            is_told = was_anchored(session)
            if anchor is None and is_told:
                raise LogOffAnchor
            anchor = anchor or Anchor()
            if not stands_in(session, anchor.head):
                raise LogOffAnchor
            newest = _newest(session, anchor.head)
        if newest.entry > anchor.head.entry or not settings.anchor_file().exists():
            write_anchor(replace(anchor, head=newest))
    if not is_told:
        with writing() as session:
            if not was_anchored(session):
                record(session, by, ANCHORED)


def _newest(session: Session, since: LogPoint) -> LogPoint:
    """Its moment comes after the look: all up to it was written before."""
    found = session.execute(newest_entry()).one_or_none()
    if not found:
        return BEGINNING
    number, hashed = found
    count = since.count + session.scalars(count_between(since.entry, number)).one()
    return LogPoint(number, hashed, count, now())


def log_warning(reading: Transaction, *, by: Actor) -> str:
    """Empty while the database has the entry that is anchored: a quick look, no verification."""
    by.must(Permission.READ_LOG)
    try:
        anchor = read_anchor()
        with reading() as session:
            is_well = stands_in(session, anchor.head) if anchor else not was_anchored(session)
    except BadAnchor as error:
        return error.words
    except (OSError, DatabaseError):
        return "The log or its anchor cannot be read."
    return "" if is_well else LogOffAnchor.words


def accept_log(reading: Transaction, writing: Transaction, *, by: Actor) -> LogPoint:
    """Lay the anchor anew at the end of the log as it stands; the former one stays beside it.

    The log tells it. What was changed or removed still comes out when all of it is verified.
    """
    by.must(Permission.READ_LOG)
    file, former = settings.anchor_file(), Former().entry
    with alone_with_anchor():
        keep_anchor_aside(file.with_suffix(ASIDE.format(now())))
        with writing() as session:
            record(session, by, "log.accepted", details={"anchored": former})
        with reading() as session:
            newest = _newest(session, BEGINNING)
        write_anchor(Anchor(head=newest, verified=newest))
    return newest


class Former:
    """The anchor as it was before a restore, which may bring another secret."""

    def __init__(self) -> None:
        self._anchor, self._is_ours = None, True
        try:
            self._anchor = read_anchor()
        except BadAnchor:
            self._is_ours = False

    @property
    def entry(self) -> int | None:
        """None where there is no anchor, or none of ours."""
        return self._anchor.head.entry if self._anchor else None

    def told_of(self, reading: Transaction) -> dict[str, Any]:
        """For the log: up to where it was anchored, and whether it still had that entry."""
        is_there = self._is_ours
        if self._anchor and (head := self._anchor.head).entry:
            is_there = _hash_of(reading, head.entry) == head.hash
        return {"anchored": self.entry, "reached_anchor": is_there}


def _hash_of(reading: Transaction, entry: int) -> str | None:
    try:
        with reading() as session:
            return session.scalar(hash_at(entry))
    except DatabaseError:
        return None


def anchor_restored(reading: Transaction, before: Path, *, by: Actor) -> None:
    """At the end of what a backup brought, to be verified from its beginning.

    The former anchor goes to `before`, the database that it was about.
    """
    by.must(Permission.READ_LOG)
    with alone_with_anchor():
        keep_anchor_aside(before.with_suffix(".anchor"))
        with reading() as session:
            newest = _newest(session, BEGINNING)
        write_anchor(Anchor(head=newest))
