"""From a SQLite file into an empty PostgreSQL: every row as it is, proved by counts and hashes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    create_engine,
    event,
    func,
    inspect,
    select,
    text,
)

from models.base.database import database_place, database_tables, engine
from models.base.dialects.sqlite import sqlite_driver
from models.base.refusal import Refused
from models.base.schema import NUMBER, lay_out, newest_revision

AT_A_TIME = 500
SEARCHED = "_search_"
"""In the names of triggers that fill an index; what all others keep is a table that comes along."""
TRIGGERS = text(
    "SELECT tgrelid::regclass::text AS watched, tgname FROM pg_trigger "
    "WHERE NOT tgisinternal AND position(:searched IN tgname) = 0"
)


class NothingToMove(Refused):
    """There is no file of today's form."""


class NotEmpty(Refused):
    def __init__(self) -> None:
        super().__init__(f"{database_place()} holds something already. Name an empty database.")


class NotTheSame(Refused):
    """What arrived is not what was there: nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A table of which both databases have as many rows, and the same ones."""

    table: str
    rows: int
    hash: str


def move(file: Path, metadata: MetaData) -> list[Moved]:
    """Into the present database, whole or not at all; nobody writes to the file meanwhile.

    Errors: NothingToMove, NotEmpty, NotTheSame.
    """
    if not file.is_file():
        raise NothingToMove(f"There is no file {file}.")
    if database_tables() is not None:
        raise NotEmpty
    source = _opened(file)
    with source.connect() as there, engine().execution_options(writing=True).begin() as here:
        _refuse_old(there, file)
        lay_out(here)
        _mind_triggers(here, "DISABLE")
        moved = [_move_table(table, there, here) for table in metadata.sorted_tables]
        _mind_triggers(here, "ENABLE")
        here.exec_driver_sql("ANALYZE")
    source.dispose()
    return moved


def _opened(file: Path) -> Engine:
    made = create_engine(URL.create("sqlite", database=str(file)), module=sqlite_driver())
    event.listen(made, "connect", _leave_beginning)
    event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return made


def _leave_beginning(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _refuse_old(there: Connection, file: Path) -> None:
    is_ours = inspect(there).has_table("alembic_version")
    if not is_ours or there.exec_driver_sql(NUMBER).scalar() != newest_revision():
        raise NothingToMove(
            f"{file} is not a database of this version. If it is of an older one, bring it to "
            f"today's form first: COPYDESK_DATABASE={file} python manage.py migrate"
        )


def _mind_triggers(here: Connection, how: str) -> None:
    for watched, name in here.execute(TRIGGERS, {"searched": SEARCHED}).all():
        here.exec_driver_sql(f"ALTER TABLE {watched} {how} TRIGGER {name}")


def _move_table(table: Table, there: Connection, here: Connection) -> Moved:
    own = [column for column in table.columns if column.computed is None]
    try:
        _copy_rows(table, own, there, here)
    except here.dialect.loaded_dbapi.Error as error:
        raise NotTheSame(f"{table.name} cannot be kept there ({error}). Nothing was.") from error
    _go_on_counting(table, there, here)
    before, after = _proof(own, there), _proof(own, here)
    if before != after:
        raise NotTheSame(f"{table.name} did not arrive as it was. Nothing was kept of it.")
    return Moved(table.name, *before)


def _rows(own: Sequence[Column[Any]], connection: Connection) -> Iterator[Sequence[Any]]:
    asked = select(*own).order_by(*own[0].table.primary_key)
    yield from connection.execute(asked, execution_options={"yield_per": AT_A_TIME})


def _copy_rows(
    table: Table, own: Sequence[Column[Any]], there: Connection, here: Connection
) -> None:
    """In one statement, so that a row may point at a later one."""
    dialect: Any = here.dialect
    ways = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in own]
    quoted = dialect.identifier_preparer.quote
    names = ", ".join(quoted(column.name) for column in own)
    driver: Any = here.connection.driver_connection
    statement = f"COPY {quoted(table.name)} ({names}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in _rows(own, there):
            told = zip(ways, row, strict=True)
            copy.write_row([way(each) if way else each for way, each in told])


def _proof(own: Sequence[Column[Any]], connection: Connection) -> tuple[int, str]:
    count, hashed = 0, sha256()
    for row in _rows(own, connection):
        count += 1
        hashed.update(repr(tuple(row)).encode())
    return count, hashed.hexdigest()


def _go_on_counting(table: Table, there: Connection, here: Connection) -> None:
    """From the last number that was ever given, also where its row is gone."""
    counted = table.autoincrement_column
    if counted is None:
        return
    last = there.scalar(select(func.max(counted))) or 0
    if inspect(there).has_table("sqlite_sequence"):
        asked = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        last = max(last, there.scalar(asked, {"name": table.name}) or 0)
    if last:
        sequence = text("SELECT setval(pg_get_serial_sequence(:name, :column), :last)")
        here.execute(sequence, {"name": table.name, "column": counted.name, "last": last})
