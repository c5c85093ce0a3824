"""The file of an import, opened again as it was brought."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO

from sqlalchemy.orm import Session

from actions.imports.judging import Plan
from actions.imports.reading import read_table
from actions.imports.rehearsing import Rehearsal, plan_for, rehearsed
from actions.imports.table import SourceTable
from models.base.database import Transaction
from models.imports.batch import ImportBatch
from models.imports.fields import DateOrder
from models.staff.member import Actor, Permission

PIECE = 1_000_000


@contextmanager
def table_in(content: bytes) -> Iterator[SourceTable]:
    """Errors: UnreadableFile."""
    with TemporaryFile() as file:
        _unpack(content, file)
        yield read_table(file)


def _unpack(content: bytes, file: BinaryIO) -> None:
    unpacking = zlib.decompressobj()
    piece = unpacking.decompress(content, PIECE)
    while piece:
        file.write(piece)
        piece = unpacking.decompress(unpacking.unconsumed_tail, PIECE)
    file.write(unpacking.flush())


def plan_of(session: Session, batch: ImportBatch, table: SourceTable) -> Plan:
    order = DateOrder(batch.date_order) if batch.date_order else None
    return plan_for(session, table, dict(batch.mapping), order)


def rehearse_import(look: Transaction, batch_id: int, *, by: Actor) -> Iterator[Rehearsal]:
    """The same one again and again, with more rows each time. Errors: UnreadableFile."""
    by.must(Permission.IMPORT_ENQUIRIES)
    found = Rehearsal()
    with look() as session:
        batch = session.get_one(ImportBatch, batch_id)
        content = batch.content
    with table_in(content) as table:
        with look() as session:
            plan = plan_of(session, batch, table)
        for rows in rehearsed(table, plan, look):
            found.note(rows)
            yield found
    yield found
