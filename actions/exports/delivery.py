"""Handing over an export piece by piece, and noting what became of it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Event
from time import monotonic
from typing import Any

from sqlalchemy.exc import DatabaseError, OperationalError

from actions.exports.outcomes import (
    cancel_export,
    fail_export,
    finish_export,
    may_go_on,
    note_progress,
)
from actions.exports.refusals import ExportStopped, ListChanged, NoSuchExport
from actions.exports.writers import WRITERS
from models.base.database import Transaction
from models.exports.export import Order
from models.exports.rows import count_of_chosen, drop_snapshot
from models.staff.member import Actor, NotAllowed, Permission

HEARTBEAT = 0.5
"""Seconds between two notes of how far it is; a cancel is heard at the next one."""

WORDS: dict[type[BaseException], str] = {
    NotAllowed: "The role of whoever asked changed meanwhile.",
    DatabaseError: "The database could not be read or written. Try again.",
    OSError: "There was no room for the file. Free some disk space and try again.",
}


@dataclass
class Delivery:
    """One export on its way. The edge lends it its transactions; `stopped` ends it early."""

    order: Order
    by: Actor
    reading: Transaction
    writing: Transaction
    stopped: Event = field(default_factory=Event)
    rows: int = 0
    size: int = 0
    next_note: float = 0.0
    _sum: Any = field(default_factory=sha256)

    def pieces(self) -> Iterator[bytes]:
        """The file, in constant memory. The first piece is empty: the rows were counted.

        Rows and count are of one snapshot. Errors: ListChanged, ExportStopped, and whatever
        breaks it; each is noted. Closing it early notes a cancel.
        """
        self.by.must(Permission.EXPORT_ENQUIRIES)
        try:
            yield from self._written()
            with self.writing() as session:
                finish_export(session, self.order.id, **self._told(), by=self.by)
        except (GeneratorExit, ExportStopped):
            self._note_cancel()
            raise
        except Exception as error:
            self._note_failure(error)
            raise

    def _written(self) -> Iterator[bytes]:
        order = self.order
        with self.reading() as session:
            promised = count_of_chosen(order.chosen, order.last_enquiry_id)
            if (found := session.scalars(promised).one()) != order.total:
                raise ListChanged(order.total, found)
            yield b""
            for piece in WRITERS[order.format](session, order, self._beat):
                self._sum.update(piece)
                self.size += len(piece)
                yield piece
            drop_snapshot(session)

    def _beat(self, rows: int) -> None:
        self.rows = rows
        if self.stopped.is_set():
            raise ExportStopped
        if monotonic() >= self.next_note:
            with self.reading() as session:
                may_go_on(session, self.order.id, by=self.by)
            with suppress(OperationalError), self.writing() as session:
                note_progress(session, self.order.id, rows, by=self.by)
            self.next_note = monotonic() + HEARTBEAT

    @property
    def sha256(self) -> str:
        return str(self._sum.hexdigest())

    def _told(self) -> dict[str, Any]:
        return {"rows": self.rows, "size": self.size, "sha256": self.sha256}

    def _note_cancel(self) -> None:
        with self.writing() as session:
            try:
                cancel_export(session, self.order.receipt, by=self.by)
            except NoSuchExport:
                return  # whoever pressed Cancel has noted it

    def _note_failure(self, error: Exception) -> None:
        known = (words for kind, words in WORDS.items() if isinstance(error, kind))
        words = str(error) if isinstance(error, ListChanged) else next(known, "")
        with self.writing() as session:
            fail_export(
                session,
                self.order.id,
                words or "Something went wrong. Try again; if it persists, tell the operator.",
                rows=self.rows,
                by=self.by,
            )
