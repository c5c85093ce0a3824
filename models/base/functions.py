"""What the two databases write differently in a query; everything else is the same SQL."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import FunctionElement


class _OfTheLeast(FunctionElement[Any]):
    name = "of_the_least"
    inherit_cache = True


def of_the_least(
    value: ColumnElement[Any] | InstrumentedAttribute[Any], measure: ColumnElement[Any]
) -> ColumnElement[Any]:
    """The value in the row of a group that has the least `measure`; `min(measure)` is asked too."""
    found = _OfTheLeast(value, measure)
    found.type = value.type
    return found


@compiles(_OfTheLeast)
def _bare(element: _OfTheLeast, compiler: Any, **how: Any) -> str:
    """SQLite takes a bare column from the row that has the minimum."""
    value, _measure = element.clauses
    return str(compiler.process(value, **how))


@compiles(_OfTheLeast, "postgresql")
def _first(element: _OfTheLeast, compiler: Any, **how: Any) -> str:
    value, measure = (compiler.process(each, **how) for each in element.clauses)
    return f"(array_agg({value} ORDER BY {measure}))[1]"
