"""Enquiries from another program's file: looked through first, written only when confirmed."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from actions.imports.batches import (
    Brought,
    bring_file,
    choose_mapping,
    confirm_import,
    keep_rehearsal,
    look_at,
    undo_import,
    usual_mapping,
)
from actions.imports.carrying import Carrier
from actions.imports.mapping import read_mapping
from actions.imports.refusals import UnclearDates
from actions.imports.rehearsing import Rehearsal, plan_for, rehearsed
from commands.output import AsJson, print_json
from models.base.database import reading, writing
from models.imports.batch import ImportBatch
from models.imports.fields import FIELDS, DateOrder, Mapping
from models.imports.row import left_of
from models.staff.member import OPERATOR

_NAMES = ", ".join(filter(None, FIELDS))

File = Annotated[Path, typer.Argument(help="CSV, XLSX, JSON or JSON Lines.")]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", help=f"COLUMN=FIELD, as often as needed; fields: {_NAMES}. Or skip."),
]
Confirm = Annotated[bool, typer.Option("--confirm", help="Write what was found to be new.")]
Order = Annotated[DateOrder | None, typer.Option(help="Whether 3/4 is 3 April or 4 March.")]


@dataclass(slots=True)
class _Told:
    """What will be printed."""

    rows: list[tuple[int, str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def tell(self, *, as_json: bool) -> None:
        if as_json:
            named = ("line", "outcome", "reason")
            rows = [dict(zip(named, row, strict=True)) for row in self.rows]
            print_json({"counts": self.counts, "rows": rows} | self.more)
            return
        for line, outcome, reason in self.rows:
            if reason:
                print(f"line {line}: {outcome}. {reason}")
        print(", ".join(f"{many:,} {name}" for name, many in self.counts.items()))
        if "written" in self.more:
            print(f"{self.more['written']:,} written. Import {self.more['import']}.")


def bring_in(
    file: File,
    *,
    mapping: Map = None,
    confirm: Confirm = False,
    date_order: Order = None,
    json: AsJson = False,
) -> None:
    """Look through a file of enquiries; with --confirm, write them."""
    told = _Told()
    with file.open("rb") as opened:
        brought = look_at(opened, file.name)
        chosen = _mapping(brought, mapping or [])
        found = _rehearse(brought, chosen, date_order, told)
        if confirm and not found.counts["unclear"]:
            _write(brought, chosen, date_order, found, told)
    told.tell(as_json=json)
    if confirm and found.counts["unclear"]:
        raise UnclearDates(found.counts["unclear"])


def _mapping(brought: Brought, given: list[str]) -> Mapping:
    """What was typed counts first, then what was confirmed for such a file, then the proposal."""
    with reading() as session:
        usual = usual_mapping(session, brought.table, by=OPERATOR) or brought.mapping
    chosen = read_mapping(given, brought.table.columns)
    taken = set(chosen.values())
    kept = {column: "" if name in taken else name for column, name in usual.items()}
    return kept | chosen


def _rehearse(
    brought: Brought, mapping: Mapping, order: DateOrder | None, told: _Told
) -> Rehearsal:
    with reading() as session:
        plan = plan_for(session, brought.table, mapping, order)
    found = Rehearsal()
    for rows in rehearsed(brought.table, plan, reading):
        found.note(rows)
        told.rows += [(row.line, row.outcome.value, row.reason) for row in rows]
    told.counts = found.counts
    told.more = {"vendor": brought.vendor, "mapping": mapping}
    return found


def _write(
    brought: Brought, mapping: Mapping, order: DateOrder | None, found: Rehearsal, told: _Told
) -> None:
    with writing() as session:
        number = bring_file(session, brought, by=OPERATOR).id
        choose_mapping(session, number, mapping, order, by=OPERATOR)
        keep_rehearsal(session, number, found, mapping, order, by=OPERATOR)
        confirm_import(session, number, by=OPERATOR)
    _carry(number)
    with reading() as session:
        batch = session.get_one(ImportBatch, number)
        told.more |= {"import": number, "written": batch.written}


def _carry(number: int) -> None:
    for _ in Carrier(number, reading, writing).stretches():
        pass


def take_back(
    number: Annotated[int, typer.Argument(help="Of the import, as it was told.")],
    *,
    json: AsJson = False,
) -> None:
    """Take back a whole import, except what somebody has worked on since."""
    with writing() as session:
        undo_import(session, number, by=OPERATOR)
    _carry(number)
    with reading() as session:
        taken_back = session.get_one(ImportBatch, number).taken_back
        stay = [reference for _, reference, _ in session.execute(left_of(number))]
    if json:
        print_json({"import": number, "taken_back": taken_back, "stay": stay})
    else:
        print(f"{taken_back:,} enquiries taken back, {len(stay):,} stay. {' '.join(stay)}")
