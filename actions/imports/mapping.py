"""Which column becomes what: proposed by the program that wrote the file, by names, by content."""

import json
from collections.abc import Sequence
from itertools import islice

from actions.imports.table import SourceTable, as_text
from actions.imports.vendors import OURS, vendor_of
from actions.imports.words import are_statuses, by_content, by_name, plain
from models.imports.fields import FIELDS, LEFT_OUT, SHARED, BadMapping, Mapping

LOOKED_AT = 100
SAMPLES, SAMPLE = 3, 60


def proposed(table: SourceTable) -> Mapping:
    """A field for every column. What nothing is known of goes into the message, with its name."""
    values = _values(table)
    vendor = vendor_of(table.columns)
    known = vendor.fields if vendor else {}
    is_ours = vendor is not None and vendor.name == OURS
    mapping: Mapping = {}
    for column in table.columns:
        wanted = known.get(plain(column)) if plain(column) in known else None
        if wanted is None:
            wanted = _guessed(column, values[column])
        mapping[column] = _free(wanted, mapping, is_ours=is_ours)
    return _without_doubt(mapping, values)


def samples_of(table: SourceTable) -> dict[str, list[str]]:
    """The first few different words of each column, cut short, to recognise it by."""
    found = _values(table).items()
    told = {column: [" ".join(value.split()) for value in values] for column, values in found}
    return {
        column: [value[:SAMPLE] for value in dict.fromkeys(filter(None, values))][:SAMPLES]
        for column, values in told.items()
    }


def _values(table: SourceTable) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {column: [] for column in table.columns}
    for row in islice(table.rows(), LOOKED_AT):
        for column, cell in zip(table.columns, row.cells, strict=False):
            found[column].append(as_text(cell))
    return found


def _guessed(column: str, values: Sequence[str]) -> str:
    if plain(column) == "status" and are_statuses(values):
        return "status"
    named = by_name(column)
    if named is not None:
        return named
    shown = by_content(values)
    return "message" if shown is None else shown


def _free(wanted: str, mapping: Mapping, *, is_ours: bool) -> str:
    """A field that another column has already takes no second: its content joins the message."""
    if wanted in SHARED or wanted not in mapping.values() or is_ours:
        return wanted
    return LEFT_OUT if wanted in {"email", "received_at"} else "message"


def _without_doubt(mapping: Mapping, values: dict[str, list[str]]) -> Mapping:
    """A column that has the name of a contact and none of its content gives way to one that has."""
    for field in ("email", "phone"):
        holder = next((column for column, name in mapping.items() if name == field), None)
        if holder is not None:
            continue
        for column, name in mapping.items():
            if name == "message" and by_content(values[column]) == field:
                mapping[column] = field
                break
    return mapping


def read_mapping(given: Sequence[str], columns: Sequence[str]) -> Mapping:
    """From COLUMN=FIELD, FIELD=COLUMN, or a JSON object of these. Errors: BadMapping."""
    found: Mapping = {}
    for part in given:
        for left, right in _pairs(part, columns):
            column, name = _told_apart(left.strip(), right.strip(), columns)
            found[column] = name
    return found


def _pairs(part: str, columns: Sequence[str]) -> list[tuple[str, str]]:
    if part.lstrip().startswith("{"):
        try:
            return [(str(left), str(right or "")) for left, right in json.loads(part).items()]
        except ValueError as wrong:
            raise BadMapping("The mapping is not valid JSON.") from wrong
    each = [part] if part.rpartition("=")[0] in columns else part.split(",")
    if any("=" not in one for one in each):
        raise BadMapping(f"Write the mapping as COLUMN=FIELD, not “{part}”.")
    return [(one.rpartition("=")[0], one.rpartition("=")[2]) for one in each]


def _told_apart(left: str, right: str, columns: Sequence[str]) -> tuple[str, str]:
    for column, name in ((left, right), (right, left)):
        here = [one for one in columns if plain(one) == plain(column) or one == column]
        word = name.casefold().replace(" ", "_")
        if here and (word in FIELDS or word in {"skip", "ignore", "none"}):
            return here[0], word if word in FIELDS else LEFT_OUT
    names = ", ".join(filter(None, FIELDS))
    raise BadMapping(
        f"“{left}={right}” names no column of the file with a field. "
        f"Columns: {', '.join(columns)}. Fields: {names}."
    )
