"""What a desk made of an enquiry, as our own files tell it: taken over, and never guessed at."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from actions.imports.moments import read_received
from actions.imports.table import Cell, as_text
from models.base.text import LONG_TEXT, BadText, clean_line, clean_text
from models.enquiries.enquiry import EnquiryEvent, EnquirySource, Priority
from models.imports.fields import FIELDS, WORKED
from models.intake.arrival import Arrival
from models.intake.receipt import Receipt
from models.staff.member import Permission, staff_who_may

_YEAR_FIRST = re.compile(r"\d{4}-\d\d-\d\d")
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class WrongCell(ValueError):
    """The words are for the person."""


def read_worked(
    cells: Mapping[str, Cell], mapping: Mapping[str, str], zone: tzinfo
) -> dict[str, Any]:
    """Columns of Enquiry. `cells` are without what made them harmless. Errors: WrongCell."""
    told: dict[str, Any] = {}
    for name, cell in cells.items():
        field = mapping.get(name, "")
        if field not in WORKED or not as_text(cell).strip():
            continue
        try:
            column, value = _READINGS[field](field, cell, zone)
        except BadText as bad:
            raise WrongCell(bad.words) from bad
        told[column] = value
    return told


_Read = tuple[str, Any]


def _moment(field: str, cell: Cell, zone: tzinfo) -> _Read:
    """The year first or a real date; which other number is the day is not asked twice."""
    if isinstance(cell, datetime) or _YEAR_FIRST.match(as_text(cell)):
        received = read_received(cell, None, zone)
        if received.moment:
            return field, received.moment
        raise WrongCell(received.reason)
    raise WrongCell(f"{_said(field, cell)} is no moment. Write it like 2026-03-14 15:09.")


def _day(field: str, cell: Cell, _zone: tzinfo) -> _Read:
    if isinstance(cell, date):
        return field, cell.date() if isinstance(cell, datetime) else cell
    try:
        return field, date.fromisoformat(as_text(cell).strip()[:10])
    except ValueError:
        raise WrongCell(f"{_said(field, cell)} is no day. Write it like 2026-03-14.") from None


def _flag(field: str, cell: Cell, _zone: tzinfo) -> _Read:
    said = _FLAGS.get(as_text(cell).strip().casefold())
    if said is None:
        raise WrongCell(f"{_said(field, cell)} is neither yes nor no.")
    return field, said


def _one_of(words: type[StrEnum]) -> Callable[[str, Cell, tzinfo], _Read]:
    def read(field: str, cell: Cell, _zone: tzinfo) -> _Read:
        said = as_text(cell).strip().casefold()
        if said in {each.value for each in words}:
            return field, words(said)
        raise WrongCell(f"{_said(field, cell)} is unknown. Use one of: {', '.join(words)}.")

    return read


def _line_into(column: str) -> Callable[[str, Cell, tzinfo], _Read]:
    return lambda field, cell, _zone: (column, clean_line(as_text(cell), field=FIELDS[field]))


def _tags(field: str, cell: Cell, _zone: tzinfo) -> _Read:
    said = (clean_line(tag, field=FIELDS[field]) for tag in as_text(cell).split(","))
    return field, list(dict.fromkeys(filter(None, said)))


def _notes(field: str, cell: Cell, _zone: tzinfo) -> _Read:
    return field, clean_text(as_text(cell), field=FIELDS[field], limit=LONG_TEXT)


def _said(field: str, cell: Cell) -> str:
    return f"{FIELDS[field]}: “{as_text(cell).strip()[:40]}”"


_READINGS: dict[str, Callable[[str, Cell, tzinfo], _Read]] = {
    "call_to_action": _line_into("named_call_to_action"),
    "assigned_to": _line_into("named_colleague"),
    "close_reason": _line_into("close_reason"),
    "source": _one_of(EnquirySource),
    "priority": _one_of(Priority),
    "booked_for": _moment,
    "first_answered_at": _moment,
    "follow_up_on": _day,
    "tags": _tags,
    "is_at_risk": _flag,
    "notes": _notes,
}


def colleagues_named(session: Session) -> dict[str, int]:
    """Who may look after enquiries; two of one name are nobody."""
    found = session.execute(staff_who_may(Permission.TRIAGE_ENQUIRIES)).all()
    names = [name for _, name in found]
    return {name: staff_id for staff_id, name in found if names.count(name) == 1}


def given_to(known: Mapping[str, int], arrival: Arrival) -> Arrival:
    """Theirs, if they are here; otherwise the name is kept as it was told."""
    staff_id = known.get(arrival.worked.get("named_colleague", ""))
    if staff_id is None:
        return arrival
    worked = {**arrival.worked, "assigned_to_id": staff_id, "named_colleague": ""}
    return replace(arrival, worked=worked)


def keep_notes(
    session: Session, fresh: Sequence[tuple[Arrival, Receipt]], ids: Sequence[int]
) -> None:
    """In the timeline as well; who wrote them is not known here."""
    notes = [
        {
            "enquiry_id": number,
            "at": receipt.received_at,
            "kind": "note",
            "old": "",
            "new": "",
            "text": arrival.worked["notes"],
        }
        for (arrival, receipt), number in zip(fresh, ids, strict=True)
        if arrival.worked.get("notes")
    ]
    if notes:
        session.execute(insert(EnquiryEvent), notes)
