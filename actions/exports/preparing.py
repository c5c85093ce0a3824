"""Taking a list out of the house: what was asked, what was counted, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from actions.enquiries.masking import is_masked_for
from actions.exports.refusals import (
    ListChanged,
    NoSuchExport,
    PurposeMissing,
    TooLongForExcel,
    TooManyExports,
)
from models.base.table import now
from models.base.text import clean_line
from models.exports.columns import (
    COLUMNS,
    LONG_TEXTS,
    MINIMUM,
    PERMISSIONS_OF,
    Profile,
    in_order,
)
from models.exports.export import (
    FOR_PROGRAMS,
    Export,
    ExportFormat,
    ExportState,
    Order,
    count_of_running_exports,
    export_of,
    new_export_receipt,
)
from models.exports.rows import count_of_chosen, longest_text, newest_enquiry_id
from models.staff.log import record
from models.staff.member import Actor, Permission

AT_ONCE = 3
EXCEL_CELL = 32_767
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for. `chosen` as in models/exports/rows.py, empty for everything.

    `promised` and `last_enquiry_id` are what the person was shown; None asks for what is there.
    """

    format: ExportFormat = ExportFormat.CSV
    chosen: dict[str, Any] = field(default_factory=dict)
    columns: Sequence[str] = MINIMUM
    profile: Profile = Profile.FULL
    reason: str = ""
    is_raw: bool = False
    promised: int | None = None
    last_enquiry_id: int | None = None


def must_export(columns: Sequence[str], *, by: Actor) -> None:
    """Errors: NotAllowed, also for one column that has a permission of its own."""
    by.must(Permission.EXPORT_ENQUIRIES)
    for name in PERMISSIONS_OF.keys() & columns:
        by.must(PERMISSIONS_OF[name])


def count_for_export(session: Session, chosen: dict[str, Any], *, by: Actor) -> tuple[int, int]:
    """How many rows it would have now, and the newest enquiry that this takes into account."""
    by.must(Permission.EXPORT_ENQUIRIES)
    newest = session.scalars(newest_enquiry_id()).one()
    return session.scalars(count_of_chosen(chosen, newest)).one(), newest


def prepare_export(session: Session, wanted: Wanted, *, by: Actor) -> Export:
    """Count, and note who asked for what; masked for whom the screens are.

    Errors: actions.exports.refusals, UnknownColumn.
    """
    by.must(Permission.EXPORT_ENQUIRIES)
    if is_masked_for(session, by=by):
        wanted = replace(wanted, profile=Profile.MASKED)
    columns = in_order(wanted.columns)
    must_export(columns, by=by)
    reason = clean_line(wanted.reason, field="Reason", limit=LONGEST_REASON)
    if not reason:
        raise PurposeMissing
    total, last_id = _counted(session, wanted)
    _must_fit(session, wanted, last_id)
    export = _asked_for(wanted, by)
    of = session.scalars(count_of_chosen({}, last_id)).one() if wanted.chosen else total
    export.chosen = wanted.chosen | {"of": of}
    export.columns, export.reason = columns, reason
    export.total, export.last_enquiry_id = total, last_id
    session.add(export)
    session.flush()
    told = {"total": total, "columns": columns, "profile": export.profile}
    log_export(session, by, "prepared", export, **told)
    return export


def _asked_for(wanted: Wanted, by: Actor) -> Export:
    return Export(
        receipt=new_export_receipt(),
        requested_by_id=by.id,
        format=wanted.format,
        is_raw=wanted.is_raw or wanted.format in FOR_PROGRAMS,
        profile=wanted.profile.value,
    )


def _counted(session: Session, wanted: Wanted) -> tuple[int, int]:
    last_id = wanted.last_enquiry_id
    if last_id is None:
        last_id = session.scalars(newest_enquiry_id()).one()
    total = session.scalars(count_of_chosen(wanted.chosen, last_id)).one()
    if wanted.promised not in {None, total}:
        raise ListChanged(wanted.promised or 0, total)
    return total, last_id


def _must_fit(session: Session, wanted: Wanted, last_id: int) -> None:
    if wanted.format is not ExportFormat.XLSX or wanted.profile is Profile.MASKED:
        return
    for column in LONG_TEXTS.intersection(wanted.columns):
        longest = session.scalars(longest_text(wanted.chosen, last_id, column)).one()
        if longest > EXCEL_CELL:
            raise TooLongForExcel(COLUMNS[column], longest)


def start_export(session: Session, receipt: str, *, by: Actor) -> Order:
    """Claim one's own prepared export, once. One that came by the clock is made of what is here
    now, for what its taker may see now. Errors: NoSuchExport, TooManyExports, TooLongForExcel.
    """
    by.must(Permission.EXPORT_ENQUIRIES)
    export = session.scalar(export_of(receipt, by.id))
    if export is None or not export.is_open:
        raise NoSuchExport
    must_export(export.columns, by=by)
    if session.scalars(count_of_running_exports()).one() >= AT_ONCE:
        raise TooManyExports
    if export.kept_until is not None:
        _count_again(session, export, by)
    export.state = ExportState.RUNNING
    log_export(session, by, "started", export)
    return Order.of(export, by.name)


def _count_again(session: Session, export: Export, by: Actor) -> None:
    """What was asked for days ago may have lost people since, or moved."""
    last_id = export.last_enquiry_id
    if is_masked_for(session, by=by):
        export.profile = Profile.MASKED.value
    wanted = Wanted(export.format, export.chosen, export.columns, Profile(export.profile))
    _must_fit(session, wanted, last_id)
    export.total = session.scalars(count_of_chosen(export.chosen, last_id)).one()
    of = session.scalars(count_of_chosen({}, last_id)).one()
    export.chosen = export.chosen | {"of": of}
    export.requested_at, export.kept_until = now(), None


def log_export(session: Session, by: Actor, what: str, export: Export, **details: Any) -> None:
    by.must(Permission.USE_DESK)
    told = {"receipt": export.receipt, "format": export.format, **details}
    record(session, by, f"export.{what}", subject=f"export:{export.id}", details=told)
