"""What clinics have: the schema of each release, and in each of its tables what people type.

At a release: `python -m tests.models.base.releases` writes down the schemas that are out then.
"""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Enum
from sqlalchemy.exc import IntegrityError

from models import tables
from models.base import schema
from models.base.database import engine
from models.base.table import Base
from tests.databases import use_database
from tests.models.base.test_upgrade import up_to

PAGE = Path(__file__).with_name("releases.txt")
HOSTILE = (
    "'; DROP TABLE enquiry; --",
    '"" %s {0} {{x}} :name ?1 \\',
    "<script>alert(1)</script> =HYPERLINK(1)",
    "O’Brien\u200b\u202eesrever\u202c ́\ufeff",
    "\U0001f469\u200d\U0001f4bb 张伟 مرحبا",
    "line one\nline two\r\n\ttabbed\x0b",
    "x" * 400,
)
MOMENTS = ("1970-01-01 00:00:00.000000", "2026-03-29 01:30:00.999999", "9998-12-31 23:59:59.000000")
READ_ON = {
    ("spread", "changed"): '{"sections": [[1, 1, 2]], "pages": [], "shares": []}',
    ("spread", "kind"): "picture",
    ("replacement", "done"): "[[1, 1, 2]]",
}
"""What a later migration reads, as the program of then wrote it."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    is_needed: bool
    place_in_key: int
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """One row as a release wrote it, by the names of its columns but for a number of its own."""

    table: str
    values: dict[str, Any]


def revisions() -> list[str]:
    return sorted(schema._revisions())


def released() -> dict[str, str]:
    """Each schema that is out, and the digest of all that it is made of."""
    lines = PAGE.read_text("utf-8").splitlines()
    return dict(line.split() for line in lines)


def digest_of_schema() -> str:
    """Of what stands in the database now, in whatever order a table tells its constraints."""
    with engine().connect() as connection:
        made = connection.exec_driver_sql(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        )
        words = [sorted(" ".join(map(str, row)).replace(",", " ").split()) for row in made]
    return sha256(repr(words).encode()).hexdigest()[:16]


def walk() -> Iterator[str]:
    """From an empty database through each schema, the first to the newest."""
    for revision in revisions():
        up_to(revision)
        yield revision


_numbers = count(1)


def fill(connection: Connection) -> list[Written]:
    """A row in each table that people's work is kept in; what triggers keep is theirs."""
    each = (_one(connection, table) for table in _in_order(connection))
    return [written for written in each if written]


def _in_order(connection: Connection) -> list[str]:
    """Tables before those that point at them."""
    listed = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    names = {name: sql for name, sql in listed if not name.startswith(("sqlite_", "alembic_"))}
    virtual = tuple(name for name, sql in names.items() if sql.startswith("CREATE VIRTUAL"))
    kept = _kept_by_triggers(connection) | {"log_head"}
    of_virtual = tuple(f"{each}_" for each in virtual)
    left = [name for name in names if name not in {*virtual, *kept}
            if not name.startswith(of_virtual)]  # fmt: skip
    parents = {each: {c.parent for c in _columns(connection, each)} - {each, ""} for each in left}
    ordered: list[str] = []
    while left:
        ready = [each for each in left if not parents[each] & {*left}] or left[:1]
        ordered += ready
        left = [each for each in left if each not in ready]
    return ordered


def _kept_by_triggers(connection: Connection) -> set[str]:
    told = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    words = " ".join(sql for (sql,) in told).replace("(", " ").split()
    return {after for before, after in pairwise(words) if before == "INTO"}


def _columns(connection: Connection, table: str) -> list[Column]:
    points = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})")
    parent = {row[3]: row[2] for row in points}
    return [
        Column(name, kind.upper(), bool(is_needed), key, parent.get(name, ""))
        for _, name, kind, is_needed, _, key, hidden
        in connection.exec_driver_sql(f"PRAGMA table_xinfo({table})")
        if not hidden
    ]  # fmt: skip


def _one(connection: Connection, table: str) -> Written | None:
    """None where the table has a rule that such a row breaks: a second of its kind."""
    number, columns = next(_numbers), _columns(connection, table)
    key = [column for column in columns if column.place_in_key]
    is_numbered = len(key) == 1 and key[0].type == "INTEGER" and not key[0].parent
    values = {
        column.name: _value(connection, table, column, number)
        for column in columns
        if not (is_numbered and column is key[0])
    }
    names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" for _ in values)
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(statement, tuple(values.values()))
    except IntegrityError:
        return None
    return Written(table, values)


def _value(connection: Connection, table: str, column: Column, number: int) -> Any:
    if (table, column.name) in READ_ON:
        return READ_ON[table, column.name]
    if column.parent:
        return _some_of(connection, column, number)
    if not column.is_needed and number % 3 == 0 and not column.place_in_key:
        return None
    chosen = _choices().get((table, column.name))
    if chosen:
        return chosen[number % len(chosen)]
    return _plain(table, column, number)


def _some_of(connection: Connection, column: Column, number: int) -> Any:
    [key] = [each for each in _columns(connection, column.parent) if each.place_in_key][:1]
    newest = f'SELECT "{key.name}" FROM {column.parent} ORDER BY rowid DESC LIMIT 3'
    found = connection.exec_driver_sql(newest)
    keys = found.scalars().all()
    return keys[number % len(keys)] if keys else None


def _plain(table: str, column: Column, number: int) -> Any:
    words = f"{HOSTILE[number % len(HOSTILE)]} {number}"
    if column.type == "JSON":
        return json.dumps(_lists().get((table, column.name), {"words": words}))
    if column.type == "DATE":
        return (date(1970, 1, 2) if number % 2 else date(9998, 12, 31)).isoformat()
    if column.type == "DATETIME":
        return MOMENTS[number % len(MOMENTS)]
    if column.type in {"INTEGER", "BIGINT", "FLOAT", "NUMERIC"}:
        return number
    if column.type == "BOOLEAN":
        return number % 2
    return words.encode() if column.type == "BLOB" else words


@cache
def _choices() -> dict[tuple[str, str], list[str]]:
    return {
        (table.name, column.name): list(column.type.enums)
        for table in tables.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Enum) and column.type.enums
    }


@cache
def _lists() -> dict[tuple[str, str], list[Any]]:
    """What stands in the columns of JSON that hold lists, of words or of numbers."""
    return {
        (mapper.class_.__tablename__, name): [1, 2] if "[int]" in str(told) else [*HOSTILE[:3]]
        for mapper in Base.registry.mappers
        for name, told in mapper.class_.__annotations__.items()
        if "list[" in str(told)
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        use_database(Path(folder) / "release.sqlite")
        PAGE.write_text("".join(f"{each} {digest_of_schema()}\n" for each in walk()), "utf-8")
        engine().dispose()


if __name__ == "__main__":
    main()
