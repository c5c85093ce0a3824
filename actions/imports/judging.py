"""One row of somebody's file as an enquiry: what it says, what was mended, or what is wrong."""

import re
from collections.abc import Mapping as Named
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from actions.imports.moments import Received, read_received
from actions.imports.phones import ShortenedPhone, mended
from actions.imports.table import Cell, SourceRow, as_text
from actions.imports.words import by_name, status_called
from actions.imports.worked import WrongCell, read_worked
from models.enquiries.contact import phone_key
from models.enquiries.enquiry import EnquirySource, Status
from models.exports.spreadsheet import unmarked
from models.imports.fields import DateOrder, Mapping, RowOutcome
from models.imports.keys import content_key, digest_of
from models.intake.arrival import Arrival
from models.intake.booking import BadFields, BookingRequest, read_request

CONSENT = "imported"
"""Asked by another program; its wording is not known here."""
_ALERT = re.compile(
    r"'?\((?:Security Alert:[^()]*|[^()]*heads-up-about-spreadsheet-vulnerabilities[^()]*)\)\s*"
)
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_PLAIN_FIELDS = ("service", "article", "reference", "status")


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of one file are read. `zone` is that of clocks without one.

    `is_ours`: Copydesk wrote it, so nothing is mended. `is_marked` as in SourceTable.
    """

    columns: tuple[str, ...]
    mapping: Mapping
    order: DateOrder | None
    zone: tzinfo
    region: str
    is_ours: bool = False
    is_marked: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """`arrival` is None for what cannot come in; `received_at` None means now."""

    line: int
    outcome: RowOutcome
    reason: str
    name: str = ""
    reference: str = ""
    received_at: datetime | None = None
    arrival: Arrival | None = None
    phone_key: str = ""
    content_key: str = ""
    source_key: str = ""


def judged(row: SourceRow, plan: Plan) -> Judged:
    """Never raises for what a row holds."""
    source_key = digest_of([*plan.columns, *map(as_text, row.cells)])
    if row.wrong:
        return Judged(row.line, RowOutcome.ERROR, row.wrong, source_key=source_key)
    cells = {
        name: cell for name, cell in zip(plan.columns, row.cells, strict=False) if cell is not None
    }
    try:
        return _read(row.line, cells, plan, source_key)
    except WrongCell as wrong:
        who = _name(cells, plan)
        return Judged(row.line, RowOutcome.ERROR, str(wrong), who, source_key=source_key)


def _read(line: int, cells: Named[str, Cell], plan: Plan, source_key: str) -> Judged:
    """Errors: WrongCell."""
    received = _received(cells, plan)
    asked, notes = _asked(cells, plan)
    reference, status = _ours(cells, plan)
    if received.outcome in {RowOutcome.ERROR, RowOutcome.UNCLEAR}:
        return Judged(line, received.outcome, received.reason, asked.name, source_key=source_key)
    reason = " ".join(filter(None, [received.reason, *notes]))
    key = phone_key(asked.phone, plan.region)
    return Judged(
        line=line,
        outcome=RowOutcome.REPAIRED if reason else RowOutcome.NEW,
        reason=reason,
        name=asked.name,
        reference=reference,
        received_at=received.moment,
        arrival=Arrival(asked, EnquirySource.IMPORT, status=status, worked=_worked(cells, plan)),
        phone_key=key,
        content_key=content_key(asked, received.moment, key),
        source_key=source_key,
    )


def _cells_for(field: str, cells: Named[str, Cell], plan: Plan) -> list[tuple[str, Cell]]:
    return [
        (name, cells[name]) for name, to in plan.mapping.items() if to == field and name in cells
    ]


def _received(cells: Named[str, Cell], plan: Plan) -> Received:
    found = _cells_for("received_at", cells, plan)
    return read_received(found[0][1], plan.order, plan.zone) if found else Received()


def _worked(cells: Named[str, Cell], plan: Plan) -> dict[str, Any]:
    """Errors: WrongCell."""
    told = {
        name: _clean(cell, plan) if isinstance(cell, str) else cell for name, cell in cells.items()
    }
    return read_worked(told, plan.mapping, plan.zone)


def _text(field: str, cells: Named[str, Cell], plan: Plan) -> str:
    told = [_clean(as_text(cell), plan) for _, cell in _cells_for(field, cells, plan)]
    return " ".join(filter(None, told)) if len(told) > 1 else "".join(told)


def _clean(text: str, plan: Plan) -> str:
    """Without what was put before it to make a spreadsheet harmless."""
    if not plan.is_ours:
        text = _ALERT.sub("", text, count=1) if "(" in text[:2] else text
        return unmarked(text)
    return unmarked(text) if plan.is_marked else text


def _asked(cells: Named[str, Cell], plan: Plan) -> tuple[BookingRequest, list[str]]:
    """The request, and what was mended in it. Errors: WrongCell."""
    phone, note = _phone(cells, plan)
    typed = {field: _text(field, cells, plan) for field in _PLAIN_FIELDS[:2]}
    typed |= {
        "email": _text("email", cells, plan).strip().removeprefix("mailto:"),
        "phone": phone,
        "preferred_at": _text("preferred_at", cells, plan),
        "message": _message(cells, plan),
        "consent": "yes",
    }
    name = _name(cells, plan)
    typed["name"] = name or typed["email"] or phone
    if not typed["email"].strip() and not phone.strip():
        raise WrongCell("There is neither an email address nor a phone number. Add one.")
    try:
        return read_request(typed, consent_version=CONSENT), [note]
    except BadFields as bad:
        raise WrongCell(" ".join(bad.errors.values())) from bad


def _name(cells: Named[str, Cell], plan: Plan) -> str:
    if whole := _text("name", cells, plan).strip():
        return whole
    parts = (_text(part, cells, plan).strip() for part in ("first_name", "last_name"))
    return " ".join(filter(None, parts))


def _phone(cells: Named[str, Cell], plan: Plan) -> tuple[str, str]:
    found = _cells_for("phone", cells, plan)
    if not found:
        return "", ""
    cell = found[0][1]
    text = _clean(cell, plan) if isinstance(cell, str) else cell
    if plan.is_ours and not plan.is_marked:
        return as_text(text), ""
    try:
        number, note = mended(text, plan.region)
    except ShortenedPhone as lost:
        raise WrongCell(str(lost)) from lost
    return (as_text(text), "") if plan.is_ours else (number, note)


def _message(cells: Named[str, Cell], plan: Plan) -> str:
    """One column's words as they are; of several, further ones each behind its column's name."""
    found = [
        (name, text)
        for name, cell in _cells_for("message", cells, plan)
        if (text := _clean(as_text(cell), plan)).strip()
    ]
    several = sum(to == "message" for to in plan.mapping.values()) > 1
    first = next((name for name, _ in found if by_name(name) == "message"), "")
    found.sort(key=lambda pair: pair[0] != first)
    is_bare = (lambda name: name == first) if several else (lambda _: True)
    return "\n".join(text if is_bare(name) else f"{name}: {text}" for name, text in found)


def _ours(cells: Named[str, Cell], plan: Plan) -> tuple[str, Status | None]:
    """The reference and the status that it had here before. Errors: WrongCell."""
    reference, status = (_text(field, cells, plan).strip() for field in _PLAIN_FIELDS[2:])
    if reference and not _REFERENCE.fullmatch(reference):
        raise WrongCell(f"“{reference[:40]}” is no reference of ours. Mend it, or leave it empty.")
    known = status_called(status)
    if status and known is None:
        raise WrongCell(f"“{status[:40]}” is no status. Use one of: {', '.join(Status)}.")
    return reference, Status(known) if known else None
