"""What the database itself keeps beside a table: triggers, told once, written as it wants them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, event

from models.base.table import Base

ALL = {"OLD": "taken", "NEW": "brought"}
"""What the rows of a statement are called that are taken or brought."""


@dataclass(frozen=True, slots=True)
class Sql:
    """What the same step says differently in SQLite and in PostgreSQL."""

    is_postgresql: bool
    is_at_once: bool = False
    """Of all rows that a statement brings or takes: in PostgreSQL, where one that many rows of a
    transaction change is looked for among all that it has been."""

    def day(self, moment: str) -> str:
        return f"{moment}::date" if self.is_postgresql else f"substr({moment}, 1, 10)"

    def number(self, condition: str) -> str:
        """1 where it holds, else 0."""
        return f"({condition})::integer" if self.is_postgresql else f"({condition})"

    def refusing(self, why: str) -> str:
        """A step that undoes the statement."""
        if self.is_postgresql:
            return f"RAISE integrity_constraint_violation USING MESSAGE = '{why}'; "
        return f"SELECT RAISE(ABORT, '{why}'); "

    def counted(self, row: str, told: Sequence[str], *counts: str, where: str = "") -> str:
        """What the OLD or NEW row is told by, and how much it counts for, if it does."""
        where = where and f"WHERE {where} "
        listed = ", ".join([*told, *counts])
        if not self.is_at_once:
            return f"SELECT {listed} {where}" if where else f"VALUES ({listed}) "
        listed = ", ".join([*told, *(f"sum({count})" for count in counts)])
        places = ", ".join(str(place) for place in range(1, len(told) + 1))
        return f"SELECT {listed} FROM {ALL[row]} AS {row} {where}GROUP BY {places} "  # noqa: S608  made of names: no value is put into it

    def adding(self, table: str, key: str, **changes: str) -> str:
        """Where the row is there already, these columns of it grow by so much."""
        grown = ", ".join(
            f"{name} = {table}.{name} + excluded.{name}"
            if self.is_postgresql
            else f"{name} = {name} + {more}"
            for name, more in changes.items()
        )
        return f"ON CONFLICT ({key}) DO UPDATE SET {grown}; "


@dataclass(frozen=True, slots=True)
class Trigger:
    """`happening` such as AFTER INSERT; `steps` are statements, each with its semicolon."""

    name: str
    happening: str
    table: str
    steps: str
    when: str = ""
    of_all: str = ""
    """OLD or NEW, for steps that take all rows of a statement at once, in PostgreSQL."""

    def statements(self, sql: Sql) -> list[str]:
        begins = f"CREATE TRIGGER {self.name} {self.happening} ON {self.table} "
        if not sql.is_postgresql:
            return [begins + (self.when and f"WHEN {self.when} ") + f"BEGIN {self.steps}END"]
        steps = f"IF {self.when} THEN {self.steps}END IF; " if self.when else self.steps
        each = "FOR EACH ROW"
        if self.of_all:
            each = f"REFERENCING {self.of_all} TABLE AS {ALL[self.of_all]} FOR EACH STATEMENT"
        first = "#variable_conflict use_column\n"  # OLD and NEW are those of that table
        body = f"LANGUAGE plpgsql AS $$ {first}BEGIN {steps}RETURN coalesce(NEW, OLD); END $$"
        function = f"CREATE FUNCTION {self.name}() RETURNS trigger {body}"
        return [function, f"{begins}{each} EXECUTE FUNCTION {self.name}()"]


Telling = Callable[[Sql], Iterable[str | Trigger]]
_TOLD: list[Telling] = []


def made_with_the_tables(telling: Telling) -> Telling:
    """Have these statements and triggers made after the tables, in the order in which they come."""
    _TOLD.append(telling)
    return telling


def keep(
    kept: str,
    step: Callable[[Sql, str], str],
    *,
    beside: str,
    of: str,
    when: Callable[[str], str] | None = None,
    changed: str = "",
    is_counted: bool = False,
) -> None:
    """Keep a table beside another: `step` takes away what the OLD row brought, or adds the NEW.

    `of` are the columns that matter; `when` says which rows do, and `changed` which changes.
    What `is_counted` can be for many rows at once.
    """
    happenings = {"INSERT": ["NEW"], "DELETE": ["OLD"], f"UPDATE OF {of}": ["OLD", "NEW"]}

    @made_with_the_tables
    def _triggers(sql: Sql) -> Iterable[Trigger]:
        for happening, rows in happenings.items():
            name = f"{kept}_{happening.split()[0].lower()}"
            at_once = is_counted and sql.is_postgresql and len(rows) == 1
            asked = replace(sql, is_at_once=at_once)
            steps = "".join(step(asked, row) for row in rows)
            said = " OR ".join(map(when, rows)) if when else changed if len(rows) > 1 else ""
            yield Trigger(
                name, f"AFTER {happening}", beside, steps, said, rows[0] if at_once else ""
            )


@event.listens_for(Base.metadata, "after_create")
def _make(_metadata: Any, connection: Connection, **_asked: Any) -> None:
    sql = Sql(connection.dialect.name == "postgresql")
    for telling in _TOLD:
        for told in telling(sql):
            for statement in [told] if isinstance(told, str) else told.statements(sql):
                connection.exec_driver_sql(statement)
