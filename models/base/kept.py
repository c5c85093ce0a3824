"""What the database itself keeps beside a table: triggers, told once, written as it wants them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, event

from models.base.table import Base

ALL = {"OLD": "taken", "NEW": "brought"}
"""What the rows of a statement are called that are taken or brought."""


@dataclass(frozen=True, slots=True)
class Sql:
    """What the same step says differently in SQLite and in PostgreSQL."""

    is_postgresql: bool
    of_all: Mapping[str, str] = field(default_factory=dict)
    """Where all OLD and NEW rows of a statement are, for a step that takes them at once: in
    PostgreSQL, where a row that a transaction changes often is looked for among all it has been."""

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
        if not self.of_all:
            return f"SELECT {listed} {where}" if where else f"VALUES ({listed}) "
        listed = ", ".join([*told, *(f"sum({count})" for count in counts)])
        places = ", ".join(str(place) for place in range(1, len(told) + 1))
        return f"SELECT {listed} FROM {self.of_all[row]} AS {row} {where}GROUP BY {places} "  # noqa: S608  made of names: no value is put into it

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
    of_all: Sequence[str] = ()
    """OLD, NEW or both, for steps that take all rows of a statement at once, in PostgreSQL."""

    def statements(self, sql: Sql) -> list[str]:
        begins = f"CREATE TRIGGER {self.name} {self.happening} ON {self.table} "
        if not sql.is_postgresql:
            return [begins + (self.when and f"WHEN {self.when} ") + f"BEGIN {self.steps}END"]
        steps = f"IF {self.when} THEN {self.steps}END IF; " if self.when else self.steps
        each = "FOR EACH ROW"
        if self.of_all:
            named = " ".join(f"{row} TABLE AS {ALL[row]}" for row in self.of_all)
            each = f"REFERENCING {named} FOR EACH STATEMENT"
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
    told_by: str = "",
    is_counted: bool = False,
) -> None:
    """Keep a table beside another: `step` takes away what the OLD row brought, or adds the NEW.

    `of` are the columns that matter; `when` says which rows do. A change is one of the column
    `told_by`, if there is such a one. What `is_counted` can be for many rows at once.
    """
    happenings = {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["OLD", "NEW"]}
    changed = told_by and f"OLD.{told_by} <> NEW.{told_by}"

    @made_with_the_tables
    def _triggers(sql: Sql) -> Iterable[Trigger]:
        for verb, rows in happenings.items():
            name, is_update = f"{kept}_{verb.lower()}", len(rows) > 1
            if is_counted and sql.is_postgresql:
                asked = replace(sql, of_all=_changed_rows(of, told_by) if is_update else ALL)
                steps = "".join(step(asked, row) for row in rows)
                yield Trigger(name, f"AFTER {verb}", beside, steps, of_all=rows)
                continue
            happening = f"AFTER {verb} OF {of}" if is_update else f"AFTER {verb}"
            said = " OR ".join(map(when, rows)) if when else changed if is_update else ""
            yield Trigger(name, happening, beside, "".join(step(sql, row) for row in rows), said)


def _changed_rows(of: str, told_by: str) -> dict[str, str]:
    """Not joined: a plan that was made for one row serves a hundred thousand as well."""
    columns = of if told_by in of else f"{of}, {told_by}"
    taken, brought = (f"SELECT id, {columns} FROM {every}" for every in ALL.values())  # noqa: S608  made of names: no value is put into it
    return {"OLD": f"({taken} EXCEPT {brought})", "NEW": f"({brought} EXCEPT {taken})"}


@event.listens_for(Base.metadata, "after_create")
def _make(_metadata: Any, connection: Connection, **_asked: Any) -> None:
    sql = Sql(connection.dialect.name == "postgresql")
    for telling in _TOLD:
        for told in telling(sql):
            for statement in [told] if isinstance(told, str) else told.statements(sql):
                connection.exec_driver_sql(statement)
