"""Enquiries into a file from the terminal, recorded like any other export."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from actions.exports.delivery import Delivery
from actions.exports.preparing import Wanted, prepare_export, start_export
from commands.days import EXAMPLE, days_asked
from commands.failure import CommandFailed
from commands.output import AsJson, print_json
from models.base.database import reading, writing
from models.enquiries.enquiry import Status
from models.exports.columns import COLUMNS, MINIMUM, Profile
from models.exports.days import DayOf
from models.exports.export import ExportFormat, Order
from models.staff.member import OPERATOR

Output = Annotated[Path, typer.Option(help="The file to write; replaced when it exists.")]
Format = Annotated[ExportFormat, typer.Option(help="What to write.")]
Columns = Annotated[str, typer.Option(help=f"all, or some of {','.join(COLUMNS)}")]
Masked = Annotated[Profile, typer.Option(help="masked: initials, last digits, domains.")]
IsRaw = Annotated[bool, typer.Option("--raw", help="Fixed column names, nothing marked.")]
OfStatus = Annotated[Status | None, typer.Option(help="Only enquiries of this status.")]
Received = Annotated[str, typer.Option(help=f"Only of these days: {EXAMPLE}", metavar="DAYS")]
Answered = Annotated[str, typer.Option(help="Only first answered on these.", metavar="DAYS")]
BookedOn = Annotated[str, typer.Option(help="Only booked on these.", metavar="DAYS")]
Appointment = Annotated[str, typer.Option(help="Only to come on these.", metavar="DAYS")]
Reason = Annotated[str, typer.Option(help="What it is for.")]


def export(
    *,
    output: Output,
    format: Format = ExportFormat.CSV,  # noqa: A002  the name that the caller uses
    columns: Columns = "",
    profile: Masked = Profile.FULL,
    raw: IsRaw = False,
    status: OfStatus = None,
    received: Received = "",
    answered: Answered = "",
    booked: BookedOn = "",
    appointment: Appointment = "",
    reason: Reason = "Exported by the operator",
    json: AsJson = False,
) -> None:
    """Write enquiries to a file: whole, or not at all."""
    days = dict(zip(DayOf, (received, answered, booked, appointment), strict=True))
    wanted = Wanted(
        format=format,
        chosen=_chosen(status, days_asked(days)),
        columns=_columns(columns),
        profile=profile,
        reason=reason,
        is_raw=raw,
    )
    _tell(_write(wanted, output), output, as_json=json)


def _chosen(status: Status | None, days: dict[str, list[str]]) -> dict[str, Any]:
    asked: dict[str, Any] = {"days": days} if days else {}
    if status:
        asked["filter"] = {"status": status.value, "sort": "oldest"}
    return asked


def _columns(given: str) -> list[str]:
    if given.strip() == "all":
        return list(COLUMNS)
    return [name.strip() for name in given.split(",") if name.strip()] or list(MINIMUM)


def _write(wanted: Wanted, output: Path) -> Delivery:
    """Beside its place first: a run that breaks off leaves no file that looks whole."""
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    with _private(part) as file:
        delivery = Delivery(_order(wanted), OPERATOR, reading, writing)
        for piece in delivery.pieces():
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        part.replace(output)
    return delivery


@contextmanager
def _private(part: Path) -> Iterator[BinaryIO]:
    """A file that only its owner reads, and that is gone unless it was moved."""
    if not part.parent.is_dir():
        raise CommandFailed(f"There is no folder {part.parent}. Make it, then try again.")
    part.touch(0o600)
    try:
        with part.open("wb") as file:
            yield file
    finally:
        part.unlink(missing_ok=True)


def _order(wanted: Wanted) -> Order:
    with writing() as session:
        receipt = prepare_export(session, wanted, by=OPERATOR).receipt
    with writing() as session:
        return start_export(session, receipt, by=OPERATOR)


def _tell(delivery: Delivery, output: Path, *, as_json: bool) -> None:
    told = {
        "receipt": delivery.order.receipt,
        "output": str(output),
        "rows": delivery.rows,
        "columns": list(delivery.order.columns),
        "size": delivery.size,
        "sha256": delivery.sha256,
    }
    if as_json:
        print_json(told)
    else:
        print(f"{delivery.rows:,} enquiries written to {output}. Receipt {told['receipt']}.")
