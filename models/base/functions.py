"""What the two databases write differently in a query, in one place; the rest is the same SQL."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, String
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.dialects.sqlite.dml import OnConflictDoUpdate
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeEngine

from models.base.table import Base, Utc

Function = Callable[..., FunctionElement[Any]]
_ITS_OWN = NullType()


def _function(name: str, kind: TypeEngine[Any], *, sqlite: str, postgresql: str) -> Function:
    """Made of these, {0} being the first argument, whose type it has if it has none."""
    made = type(name, (FunctionElement,), {"name": name, "type": kind, "inherit_cache": True})

    def write(template: str) -> Callable[..., str]:
        def written(element: Any, compiler: Any, **how: Any) -> str:
            arguments = [compiler.process(each, **how) for each in element.clauses]
            return template.format(*arguments, all=", ".join(arguments))

        return written

    compiles(made)(write(sqlite))
    compiles(made, "postgresql")(write(postgresql))
    return made if kind is not _ITS_OWN else _of_the_first(made)


def _of_the_first(made: Function) -> Function:
    def called(*arguments: Any) -> FunctionElement[Any]:
        element = made(*arguments)
        element.type = arguments[0].type
        return element

    return called


seconds_since_1970 = _function(
    "seconds_since_1970",
    BigInteger(),
    sqlite="unixepoch({0})",
    postgresql="CAST(floor(extract(epoch FROM {0})) AS BIGINT)",
)
moved_by = _function(  # such as “-300 minutes”; whole seconds
    "moved_by",
    Utc(),
    sqlite="datetime({0}, {1})",
    postgresql="(date_trunc('second', {0}) + CAST({1} AS interval))",
)
second_of = _function(  # 2026-11-29T09:30:00, of a moment or what it was moved by
    "second_of",
    String(),
    sqlite="replace(substr({0}, 1, 19), ' ', 'T')",
    postgresql="to_char({0}, 'YYYY-MM-DD\"T\"HH24:MI:SS')",
)
fraction_of = _function(  # .000000
    "fraction_of", String(), sqlite="substr({0}, 20)", postgresql="('.' || to_char({0}, 'US'))"
)
weekday_and_hour = _function(  # “1-09” is Monday from nine on, of such a text
    "weekday_and_hour",
    String(),
    sqlite="strftime('%w-%H', substr({0}, 1, 19))",
    postgresql=(
        "CAST(extract(dow FROM CAST(substr({0}, 1, 19) AS timestamp)) AS VARCHAR)"
        " || '-' || substr({0}, 12, 2)"
    ),
)
later_of = _function("later_of", _ITS_OWN, sqlite="max({0}, {1})", postgresql="greatest({0}, {1})")
earlier_of = _function("earlier_of", _ITS_OWN, sqlite="min({0}, {1})", postgresql="least({0}, {1})")
place_in = _function(  # from 1; 0 where it is not there
    "place_in", Integer(), sqlite="instr({0}, {1})", postgresql="strpos({0}, {1})"
)
each_of = _function(  # the texts of a JSON list
    "each_of", String(), sqlite="json_each({0})", postgresql="jsonb_array_elements_text({0})"
)
json_of = _function(  # an object, of names and what is told of each
    "json_of", String(), sqlite="json_object({all})", postgresql="{all}"
)


@compiles(json_of, "postgresql")  # type: ignore[arg-type]  # it is a class
def _compact(element: Any, compiler: Any, **how: Any) -> str:
    """Without the spaces that its own function would put in."""
    told = [f"to_json({compiler.process(each, **how)})::text" for each in element.clauses]
    pairs = zip(told[::2], told[1::2], strict=True)
    members = [f"{name} || ':' || coalesce({value}, 'null')" for name, value in pairs]
    inside = " || ',' || ".join(members)
    return f"('{{' || {inside} || '}}')"


json_flag = _function(
    "json_flag",
    Boolean(),
    sqlite="json(CASE WHEN {0} THEN 'true' ELSE 'false' END)",
    postgresql="{0}",
)
of_the_least = _function(  # a value in that row of a group; its min(measure) is asked too
    "of_the_least", _ITS_OWN, sqlite="{0}", postgresql="(array_agg({0} ORDER BY {1}))[1]"
)


def adding_to(table: type[Base]) -> Insert:
    """What is put over a row that is there already, `on_conflict_do_update`."""
    return insert(table)


@compiles(OnConflictDoUpdate, "postgresql")
def _on_conflict(element: Any, compiler: Any, **how: Any) -> str:
    """The same words, but for a constraint that could be named."""
    element.constraint_target = None
    return str(compiler.visit_on_conflict_do_update(element, **how))
