"""What the database itself keeps beside a table: triggers, told once, written as it wants them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event

from models.base.table import Base


@dataclass(frozen=True, slots=True)
class Sql:
    """What the same step says differently in SQLite and in PostgreSQL."""

    is_postgresql: bool

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

    def adding(self, table: str, key: str, **changes: str) -> str:
        """Where the row is there already, these columns of it grow by so much."""
        own = f"{table}." if self.is_postgresql else ""
        grown = ", ".join(f"{name} = {own}{name} + {more}" for name, more in changes.items())
        return f"ON CONFLICT ({key}) DO UPDATE SET {grown}; "


@dataclass(frozen=True, slots=True)
class Trigger:
    """`happening` such as AFTER INSERT; `steps` are statements, each with its semicolon."""

    name: str
    happening: str
    table: str
    steps: str
    when: str = ""

    def statements(self, sql: Sql) -> list[str]:
        begins = f"CREATE TRIGGER {self.name} {self.happening} ON {self.table} "
        if not sql.is_postgresql:
            return [begins + (self.when and f"WHEN {self.when} ") + f"BEGIN {self.steps}END"]
        steps = f"IF {self.when} THEN {self.steps}END IF; " if self.when else self.steps
        body = f"LANGUAGE plpgsql AS $$ BEGIN {steps}RETURN coalesce(NEW, OLD); END $$"
        function = f"CREATE FUNCTION {self.name}() RETURNS trigger {body}"
        return [function, f"{begins}FOR EACH ROW EXECUTE FUNCTION {self.name}()"]


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
    on: str = "enquiry",
    of: str,
    when: Callable[[str], str] | None = None,
    changed: str = "",
) -> None:
    """Keep a table beside another: `step` takes away what the OLD row brought, or adds the NEW.

    `of` are the columns that matter; `when` says which rows do, and `changed` which changes.
    """

    happenings = {"INSERT": ["NEW"], "DELETE": ["OLD"], f"UPDATE OF {of}": ["OLD", "NEW"]}

    @made_with_the_tables
    def _triggers(sql: Sql) -> Iterable[Trigger]:
        for happening, rows in happenings.items():
            name = f"{kept}_{happening.split()[0].lower()}"
            steps = "".join(step(sql, row) for row in rows)
            said = " OR ".join(map(when, rows)) if when else changed if len(rows) > 1 else ""
            yield Trigger(name, f"AFTER {happening}", on, steps, said)


@event.listens_for(Base.metadata, "after_create")
def _make(_metadata: Any, connection: Connection, **_asked: Any) -> None:
    sql = Sql(connection.dialect.name == "postgresql")
    for telling in _TOLD:
        for told in telling(sql):
            for statement in [told] if isinstance(told, str) else told.statements(sql):
                connection.exec_driver_sql(statement)
