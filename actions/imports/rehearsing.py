"""Going through a file without writing anything: what would become of every row."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from actions.imports.judging import Judged, Plan, judged
from actions.imports.known import SeenRows, told_apart
from actions.imports.moments import clinic_zone, proven_order
from actions.imports.table import Cell, SourceTable
from actions.imports.vendors import OURS, vendor_of
from models.base.database import Transaction
from models.clinic.setting import setting
from models.imports.fields import COUNTED, DateOrder, Mapping

STRETCH = 200
MOST_SHOWN = 1_000
"""Findings of one kind that a screen keeps; the counts tell of all."""


def plan_for(
    session: Session, table: SourceTable, mapping: Mapping, order: DateOrder | None
) -> Plan:
    """Where nobody chose an order of dates, the column itself may prove it."""
    vendor = vendor_of(table.columns)
    return Plan(
        columns=table.columns,
        mapping=mapping,
        order=order or proven_order(_dates(table, mapping)),
        zone=(vendor and vendor.zone) or clinic_zone(),
        region=setting(session, "phone_region"),
        is_ours=vendor is not None and vendor.name == OURS,
        is_marked=table.is_marked,
    )


def _dates(table: SourceTable, mapping: Mapping) -> Iterator[Cell]:
    places = [place for place, name in enumerate(table.columns) if mapping[name] == "received_at"]
    return (row.cells[places[0]] for row in table.rows()) if places else iter(())


def rehearsed(table: SourceTable, plan: Plan, look: Transaction) -> Iterator[list[Judged]]:
    """A stretch of rows at a time. Errors: UnreadableFile."""
    rows, seen = table.rows(), SeenRows()
    while some := [judged(row, plan) for row in islice(rows, STRETCH)]:
        with look() as session:
            yield told_apart(session, some, seen)


class Rehearsal:
    """Counts of all rows, and the first of each kind that there is something to say about."""

    def __init__(self) -> None:
        self.total = 0
        self.findings: list[list[Any]] = []
        self._counted: Counter[str] = Counter()

    def note(self, rows: list[Judged]) -> None:
        for row in rows:
            self.total += 1
            self._counted[row.outcome] += 1
            if self._counted[row.outcome] <= MOST_SHOWN:
                self.findings.append([row.line, row.outcome, row.name[:80], row.reason])

    @property
    def counts(self) -> dict[str, int]:
        return {name: self._counted[outcome] for outcome, name in COUNTED.items()}
