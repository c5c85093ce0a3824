"""The log as a file: what the filter shows, oldest first, a stretch at a time, and on record."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from io import StringIO

from sqlalchemy.orm import Session

from models.base.database import Transaction
from models.exports.spreadsheet import marked
from models.staff.log import LogEntry, record
from models.staff.log_chain import newest_entry
from models.staff.log_filter import LogFilter, count_matching, entries_matching
from models.staff.member import Actor, Permission

STRETCH = 1000
COLUMNS = ("No.", "When (UTC)", "Account", "Who", "What", "About", "Details", "Hash")


def note_log_export(session: Session, sought: LogFilter, *, by: Actor) -> int:
    """Tells it in the log. The number of the newest entry that the file may hold."""
    by.must(Permission.READ_LOG)
    total = session.scalars(count_matching(sought)).one()
    newest = session.execute(newest_entry()).one_or_none()
    record(session, by, "log.exported", details={"entries": total})
    return newest[0] if newest else 0


def log_as_csv(
    reading: Transaction, sought: LogFilter, until: int, *, by: Actor
) -> Iterator[bytes]:
    """Nothing that stands there ever changes: each stretch is a look of its own, and nobody waits.

    Errors: NotAllowed, before the first piece.
    """
    by.must(Permission.READ_LOG)
    yield "\ufeff".encode() + _lines([COLUMNS])
    last = 0
    while last < until:
        wanted = entries_matching(sought, is_oldest_first=True).limit(STRETCH)
        with reading() as session:
            entries = list(session.scalars(wanted.where(LogEntry.id > last, LogEntry.id <= until)))
        if not entries:
            return
        yield _lines(_row(entry) for entry in entries)
        last = entries[-1].id


def _row(entry: LogEntry) -> Sequence[object]:
    told = json.dumps(entry.details, ensure_ascii=False) if entry.details else ""
    moment = f"{entry.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    words = (entry.actor, entry.action, entry.subject, told)
    return [entry.id, moment, entry.staff_id, *map(marked, words), entry.hash]


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    written = StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()
