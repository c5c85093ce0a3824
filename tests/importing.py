"""Files of enquiries as other programs write them, and bringing them in."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import openpyxl

from actions.imports.batches import (
    bring_file,
    choose_mapping,
    confirm_import,
    keep_rehearsal,
    look_at,
)
from actions.imports.carrying import Carrier
from actions.imports.judging import Judged
from actions.imports.rehearsing import Rehearsal, plan_for, rehearsed
from models.base.database import reading, writing
from models.imports.fields import DateOrder, Mapping
from models.staff.member import Actor


@dataclass
class Rehearsed:
    """What was found in a file."""

    vendor: str
    mapping: Mapping
    rows: list[Judged] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def outcomes(self) -> list[str]:
        return [row.outcome.value for row in self.rows]


def rehearse(
    content: bytes | str, order: DateOrder | None = None, mapping: Mapping | None = None
) -> Rehearsed:
    brought = look_at(_file(content), "list")
    chosen = mapping or brought.mapping
    with reading() as session:
        plan = plan_for(session, brought.table, chosen, order)
    told, found = Rehearsed(brought.vendor, chosen), Rehearsal()
    for rows in rehearsed(brought.table, plan, reading):
        found.note(rows)
        told.rows += rows
    told.counts = found.counts
    return told


def bring(content: bytes | str, by: Actor) -> int:
    """The file is there, rehearsed with what was proposed; returns the import's number."""
    brought = look_at(_file(content), "list.csv")
    with reading() as session:
        plan = plan_for(session, brought.table, brought.mapping, None)
    found = Rehearsal()
    for rows in rehearsed(brought.table, plan, reading):
        found.note(rows)
    with writing() as session:
        number = bring_file(session, brought, by=by).id
        choose_mapping(session, number, brought.mapping, None, by=by)
        keep_rehearsal(session, number, found, brought.mapping, by=by)
    return number


def confirm(number: int, by: Actor) -> None:
    with writing() as session:
        confirm_import(session, number, by=by)


def carry(number: int) -> None:
    for _ in Carrier(number, reading, writing).stretches():
        pass


def import_whole(content: bytes | str, by: Actor) -> int:
    number = bring(content, by)
    confirm(number, by)
    carry(number)
    return number


def _file(content: bytes | str) -> io.BytesIO:
    return io.BytesIO(content.encode() if isinstance(content, str) else content)


def workbook(*rows: Sequence[object]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


def people(count: int, first: int = 0) -> str:
    """A plain list of so many people, each with another message."""
    lines = ["Name,Email,Phone,Message,Date"]
    lines += [
        f"Person {number},person{number}@mail.example,020 7946 {number % 10_000:04},"
        f"Please call me about number {number},2026-01-{number % 28 + 1:02} 09:30"
        for number in range(first, first + count)
    ]
    return "\n".join(lines) + "\n"
