"""Carrying out what was confirmed, a stretch at a time: it can stop at any moment and go on."""

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from actions.imports.judging import Judged, judged
from actions.imports.known import WANTED, SeenRows, told_apart
from actions.imports.opening import plan_of, table_in
from actions.imports.worked import colleagues_named, given_to, keep_notes
from actions.intake.keeping import keep_enquiries, unused_references
from models.base.database import Transaction
from models.base.table import now
from models.enquiries.enquiry import Enquiry, EnquiryEvent
from models.imports.batch import ImportBatch, ImportState, import_numbered
from models.imports.row import ImportRow, how_many_of, untouched_of
from models.intake.receipt import Receipt
from models.notices.notice import Notice
from models.staff.log import record
from models.staff.member import OPERATOR, Actor, Permission, StaffMember

STRETCH = 200
"""Rows of one transaction: others wait no longer than it takes."""


class Carrier:
    """Writes one import, or takes it back. Another one at the same work stops by itself."""

    def __init__(self, batch_id: int, look: Transaction, write: Transaction) -> None:
        self._id, self._look, self._write = batch_id, look, write

    def stretches(self) -> Iterator[None]:
        """Does a stretch between two yields. Errors: UnreadableFile."""
        with self._look() as session:
            state = session.get_one(ImportBatch, self._id).state
        if state is ImportState.RUNNING:
            yield from self._written()
        elif state is ImportState.UNDOING:
            yield from self._taken_back()

    def _written(self) -> Iterator[None]:
        with self._look() as session:
            batch = session.get_one(ImportBatch, self._id)
            content, position = batch.content, batch.position
        with table_in(content) as table:
            with self._look() as session:
                plan = plan_of(session, batch, table)
            rows = islice(table.rows(), position, None)
            while some := [judged(row, plan) for row in islice(rows, STRETCH)]:
                with self._write() as session:
                    if not _write_stretch(session, self._id, position, some):
                        return
                position += len(some)
                yield
        with self._write() as session:
            _end(session, self._id, ImportState.RUNNING, ImportState.FINISHED)

    def _taken_back(self) -> Iterator[None]:
        is_more = True
        while is_more:
            with self._write() as session:
                is_more = _take_back_stretch(session, self._id)
            yield
        with self._write() as session:
            _end(session, self._id, ImportState.UNDOING, ImportState.UNDONE)


def _who_confirmed(session: Session, batch: ImportBatch) -> Actor:
    if batch.confirmed_by_id is None:
        return OPERATOR
    return session.get_one(StaffMember, batch.confirmed_by_id).as_actor()


def _write_stretch(session: Session, batch_id: int, position: int, rows: Sequence[Judged]) -> bool:
    """Whether it was this one's turn; who may no longer import has their import stopped."""
    batch = session.scalar(import_numbered(batch_id))
    if batch is None or batch.state is not ImportState.RUNNING or batch.position != position:
        return False
    by = _who_confirmed(session, batch)
    if not by.may(Permission.IMPORT_ENQUIRIES):
        batch.state, batch.ended_at = ImportState.CANCELLED, now()
        return False
    told = told_apart(session, rows, SeenRows())
    wanted = [row for row in told if row.outcome in WANTED]
    if wanted:
        _keep(session, batch_id, wanted, by)
    batch.position, batch.written = position + len(rows), batch.written + len(wanted)
    return True


def _keep(session: Session, batch_id: int, rows: Sequence[Judged], by: Actor) -> None:
    """The same way in as every enquiry's."""
    unused = iter(unused_references(session, len(rows)))
    known = colleagues_named(session)
    told = [(row, given_to(known, row.arrival)) for row in rows if row.arrival]
    fresh = [
        (arrival, Receipt(row.reference or next(unused), row.received_at or now()))
        for row, arrival in told
    ]
    ids = keep_enquiries(session, fresh, by)
    keep_notes(session, fresh, ids)
    session.execute(
        insert(ImportRow),
        [
            {
                "enquiry_id": number,
                "batch_id": batch_id,
                "line": row.line,
                "content_key": row.content_key,
                "source_key": row.source_key,
            }
            for number, row in zip(ids, rows, strict=True)
        ],
    )


def _take_back_stretch(session: Session, batch_id: int) -> bool:
    """Whether there is more. What somebody has worked on stays."""
    ids = session.scalars(untouched_of(batch_id, 0, STRETCH)).all()
    if not ids:
        return False
    session.execute(delete(EnquiryEvent).where(EnquiryEvent.enquiry_id.in_(ids)))
    session.execute(delete(Notice).where(Notice.enquiry_id.in_(ids)))
    session.execute(delete(ImportRow).where(ImportRow.enquiry_id.in_(ids)))
    session.execute(delete(Enquiry).where(Enquiry.id.in_(ids)))
    more = {"taken_back": ImportBatch.taken_back + len(ids)}
    session.execute(update(ImportBatch).where(ImportBatch.id == batch_id).values(more))
    return True


def _end(session: Session, batch_id: int, was: ImportState, becomes: ImportState) -> None:
    """The file's words are not kept longer than they are needed."""
    batch = session.scalar(import_numbered(batch_id))
    if batch is None or batch.state is not was:
        return
    by = _who_confirmed(session, batch)
    batch.state, batch.ended_at, batch.content, batch.findings = becomes, now(), b"", None
    batch.samples = {}
    here = session.scalars(how_many_of(batch_id)).one()
    told = {"written": batch.written, "taken_back": batch.taken_back, "here": here}
    record(session, by, f"import.{becomes}", subject=f"import:{batch_id}", details=told)
