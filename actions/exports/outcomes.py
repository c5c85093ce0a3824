"""What became of an export: going on, finished, cancelled, failed, refused."""

from sqlalchemy.orm import Session

from actions.exports.preparing import log_export, must_export
from actions.exports.refusals import ExportStopped, ListChanged, NoSuchExport
from models.base.table import now
from models.exports.export import Export, ExportState, export_of, export_with_receipt
from models.staff.log import record
from models.staff.member import Actor, Permission, StaffMember


def may_go_on(session: Session, export_id: int, *, by: Actor) -> None:
    """Errors: ExportStopped when cancelled, NotAllowed when demoted since."""
    by.must(Permission.EXPORT_ENQUIRIES)
    export = _running(session, export_id)
    if by.id is not None and (member := session.get(StaffMember, by.id)):
        must_export(export.columns, by=member.as_actor())


def note_progress(session: Session, export_id: int, rows: int, *, by: Actor) -> None:
    """How far it is. Errors: ExportStopped when cancelled, NotAllowed."""
    by.must(Permission.EXPORT_ENQUIRIES)
    _running(session, export_id).rows_sent = rows


def finish_export(
    session: Session, export_id: int, *, rows: int, size: int, sha256: str, by: Actor
) -> None:
    """Note what was written. Errors: ExportStopped, ListChanged when rows are missing."""
    by.must(Permission.EXPORT_ENQUIRIES)
    export = _running(session, export_id)
    if rows != export.total:
        raise ListChanged(export.total, rows)
    export.rows_sent, export.size, export.sha256 = rows, size, sha256
    _settle(export, ExportState.FINISHED)
    log_export(session, by, "finished", export, rows=rows, size=size, sha256=sha256)


def cancel_export(session: Session, receipt: str, *, by: Actor) -> None:
    """Stop one's own export. Errors: NoSuchExport when there is nothing to stop."""
    by.must(Permission.EXPORT_ENQUIRIES)
    export = session.scalar(export_of(receipt, by.id))
    if export is None or not export.is_under_way:
        raise NoSuchExport("It had ended already; nothing was cancelled.")
    _settle(export, ExportState.CANCELLED)
    log_export(session, by, "cancelled", export, rows=export.rows_sent)


def fail_export(session: Session, export_id: int, words: str, *, rows: int, by: Actor) -> None:
    """Note why it broke off, unless it was settled already."""
    by.must(Permission.EXPORT_ENQUIRIES)
    export = session.get_one(Export, export_id)
    if export.state is not ExportState.RUNNING:
        return
    export.failure, export.rows_sent = words, rows
    _settle(export, ExportState.FAILED)
    log_export(session, by, "failed", export, rows=rows)


def note_refused_export(session: Session, receipt: str, *, by: Actor) -> None:
    """Somebody asked for a file that is not theirs to have."""
    by.must(Permission.USE_DESK)
    export = session.scalar(export_with_receipt(receipt))
    if export:
        record(session, by, "export.refused", subject=f"export:{export.id}")
    else:
        record(session, by, "export.refused")


def _running(session: Session, export_id: int) -> Export:
    export = session.get(Export, export_id)
    if export is None or not export.is_running:
        raise ExportStopped
    return export


def _settle(export: Export, state: ExportState) -> None:
    """The end of it. What was searched for may name a person, and is not needed any more."""
    export.state, export.finished_at = state, now()
    if "q" in export.chosen.get("filter", {}):
        export.chosen = export.chosen | {"filter": export.chosen["filter"] | {"q": "…"}}
