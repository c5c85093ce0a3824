"""Bringing a file, choosing what its columns are, confirming, cancelling, and taking all back."""

import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import BinaryIO

from sqlalchemy.orm import Session

from actions.imports.mapping import proposed, samples_of
from actions.imports.reading import read_table
from actions.imports.refusals import NoSuchImport, NotRehearsed, UnclearDates, UnreadableFile
from actions.imports.rehearsing import Rehearsal
from actions.imports.table import SourceTable, columns_key
from actions.imports.vendors import vendor_of
from models.base.table import now
from models.base.text import ONE_LINE
from models.imports.batch import (
    UNDOABLE,
    ImportBatch,
    ImportState,
    import_numbered,
    imports_forgotten,
    mapping_kept,
)
from models.imports.fields import DateOrder, Mapping, checked
from models.staff.log import record
from models.staff.member import OPERATOR, Actor, Permission

PIECE = 1_000_000
LARGEST = 300_000_000


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it will be kept until it is over, and what it seems to be."""

    filename: str
    content: bytes
    sha256: str
    size: int
    table: SourceTable
    vendor: str
    mapping: Mapping
    samples: dict[str, list[str]]


def look_at(file: BinaryIO, name: str) -> Brought:
    """Read, not kept. Errors: UnreadableFile."""
    table = read_table(file)
    content, print_of, size = _packed(file)
    vendor = vendor_of(table.columns)
    told = vendor.name if vendor else ""
    shown = PurePath(name).name[-ONE_LINE:].encode(errors="replace").decode()
    mapping, samples = proposed(table), samples_of(table)
    return Brought(shown, content, print_of, size, table, told, mapping, samples)


def _packed(file: BinaryIO) -> tuple[bytes, str, int]:
    file.seek(0)
    packing, printing, pieces, size = zlib.compressobj(6), sha256(), [], 0
    while piece := file.read(PIECE):
        size += len(piece)
        if size > LARGEST:
            raise UnreadableFile("The file is larger than 300 MB. Split it, then bring the parts.")
        printing.update(piece)
        pieces.append(packing.compress(piece))
    pieces.append(packing.flush())
    return b"".join(pieces), printing.hexdigest(), size


def usual_mapping(session: Session, table: SourceTable, *, by: Actor) -> Mapping | None:
    """As it was confirmed for the last file with just these columns."""
    by.must(Permission.IMPORT_ENQUIRIES)
    kept = session.scalar(mapping_kept(columns_key(table.columns)))
    return checked(dict(kept.mapping), list(table.columns)) if kept else None


def bring_file(session: Session, brought: Brought, *, by: Actor) -> ImportBatch:
    """Keep the file; no enquiry is written."""
    by.must(Permission.IMPORT_ENQUIRIES)
    batch = ImportBatch(
        filename=brought.filename,
        sha256=brought.sha256,
        size=brought.size,
        content=brought.content,
        vendor=brought.vendor,
        columns=list(brought.table.columns),
        columns_key=columns_key(brought.table.columns),
        mapping=usual_mapping(session, brought.table, by=by) or brought.mapping,
        samples=brought.samples,
        brought_by_id=by.id,
    )
    session.add(batch)
    session.flush()
    _log(session, by, "brought", batch)
    return batch


def choose_mapping(
    session: Session, batch_id: int, mapping: Mapping, order: DateOrder | None, *, by: Actor
) -> None:
    """What was rehearsed before no longer counts. Errors: BadMapping, NoSuchImport."""
    by.must(Permission.IMPORT_ENQUIRIES)
    batch = _standing(session, batch_id, ImportState.BROUGHT)
    batch.mapping = checked(mapping, batch.columns)
    batch.date_order = order or ""
    batch.counts = batch.findings = None


def keep_rehearsal(
    session: Session,
    batch_id: int,
    rehearsal: Rehearsal,
    mapping: Mapping,
    order: DateOrder | None = None,
    *,
    by: Actor,
) -> None:
    """What was found with this mapping and order. Errors: NoSuchImport, NotRehearsed."""
    by.must(Permission.IMPORT_ENQUIRIES)
    batch = _standing(session, batch_id, ImportState.BROUGHT)
    if (batch.mapping, batch.date_order) != (mapping, order or ""):
        raise NotRehearsed
    batch.counts, batch.findings = rehearsal.counts, rehearsal.findings
    batch.total = rehearsal.total


def confirm_import(session: Session, batch_id: int, *, by: Actor) -> ImportBatch:
    """From now on it is written, a stretch at a time; a cancelled one goes on.

    Errors: UnclearDates, NotRehearsed, NoSuchImport, BadMapping.
    """
    by.must(Permission.IMPORT_ENQUIRIES)
    batch = _standing(session, batch_id, ImportState.BROUGHT, ImportState.CANCELLED)
    if batch.counts is None:
        raise NotRehearsed
    if batch.counts["unclear"]:
        raise UnclearDates(batch.counts["unclear"])
    checked(dict(batch.mapping), batch.columns)
    batch.state, batch.confirmed_by_id, batch.confirmed_at = ImportState.RUNNING, by.id, now()
    batch.ended_at = None
    _log(session, by, "confirmed", batch, **batch.counts)
    return batch


def cancel_import(session: Session, batch_id: int, *, by: Actor) -> None:
    """What was written stays, and can be taken back. Errors: NoSuchImport."""
    by.must(Permission.IMPORT_ENQUIRIES)
    batch = _standing(session, batch_id, ImportState.RUNNING)
    batch.state, batch.ended_at = ImportState.CANCELLED, now()
    _log(session, by, "cancelled", batch, written=batch.written)


def discard_import(session: Session, batch_id: int, *, by: Actor) -> None:
    """Forget a file that was never confirmed. Errors: NoSuchImport."""
    by.must(Permission.IMPORT_ENQUIRIES)
    batch = _standing(session, batch_id, ImportState.BROUGHT)
    _log(session, by, "discarded", batch)
    session.delete(batch)


def forget_unconfirmed(session: Session) -> None:
    """By the clock."""
    for batch in session.scalars(imports_forgotten()).all():
        _log(session, OPERATOR, "forgotten", batch)
        session.delete(batch)


def undo_import(session: Session, batch_id: int, *, by: Actor) -> None:
    """From now on it is taken back, a stretch at a time. Errors: NoSuchImport."""
    by.must(Permission.IMPORT_ENQUIRIES)
    batch = _standing(session, batch_id, *UNDOABLE)
    batch.state, batch.confirmed_by_id, batch.ended_at = ImportState.UNDOING, by.id, None
    _log(session, by, "undo_started", batch, written=batch.written)


def _standing(session: Session, batch_id: int, *states: ImportState) -> ImportBatch:
    batch = session.scalar(import_numbered(batch_id))
    if batch is None or batch.state not in states:
        raise NoSuchImport
    return batch


def _log(session: Session, by: Actor, what: str, batch: ImportBatch, **told: int) -> None:
    record(session, by, f"import.{what}", subject=f"import:{batch.id}", details=dict(told))
