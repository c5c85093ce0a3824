"""Lines of a file, joined by the database with marks that no text can hold, quoted afterwards."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import LargeBinary, SQLColumnExpression, String, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

CELL, LINE = b"\xff", b"\xfe"
"""Bytes that UTF-8 never has: whatever people write, none of it is taken for an end."""
JOINS = (3, 44)
"""Since then SQLite joins cells in one go, in half the time."""


class _Marked(String):
    """Text with such bytes in it. In PostgreSQL it is bytes: text is nothing but UTF-8 there."""


class _Mark(FunctionElement[str]):
    name, type, inherit_cache = "mark", _Marked(), True


class _Together(FunctionElement[str]):
    name, type, inherit_cache = "together", _Marked(), True


class _Line(_Together):
    """The same, of cells and a mark between each two."""

    name, inherit_cache = "line", True


class _Joined(FunctionElement[bytes]):
    name, type, inherit_cache = "joined", LargeBinary(), True


def line_of(cells: Sequence[SQLColumnExpression[str]]) -> SQLColumnExpression[str]:
    """None of the cells is NULL."""
    return _Line(*[part for cell in cells for part in (CELL_ENDS, cell)][1:])


def together(parts: Sequence[SQLColumnExpression[str]]) -> SQLColumnExpression[str]:
    """None of the parts is NULL."""
    return _Together(*parts)


def all_lines(
    line: SQLColumnExpression[str], between: SQLColumnExpression[str]
) -> SQLColumnExpression[bytes]:
    """Those of a query as one, in UTF-8."""
    return _Joined(line, between)


def mark_of(byte: bytes) -> SQLColumnExpression[str]:
    """A byte that UTF-8 never has, as text of the database."""
    return _Mark(literal_column(f"'{byte.hex()}'"))


CELL_ENDS, LINE_ENDS = mark_of(CELL), mark_of(LINE)


@compiles(_Mark)
def _mark(element: _Mark, compiler: Any, **how: Any) -> str:
    return f"CAST(x{compiler.process(element.clauses, **how)} AS TEXT)"


@compiles(_Together)
def _together(element: _Together, compiler: Any, **how: Any) -> str:
    parts = [compiler.process(part, **how) for part in element.clauses]
    if compiler.dialect.dbapi.sqlite_version_info < JOINS:
        return " || ".join(parts)
    is_line = isinstance(element, _Line) and len(parts) > 1
    return (
        f"concat_ws({parts[1]}, {', '.join(parts[::2])})"
        if is_line
        else f"concat({', '.join(parts)})"
    )


@compiles(_Joined)
def _joined(element: _Joined, compiler: Any, **how: Any) -> str:
    line, between = (compiler.process(part, **how) for part in element.clauses)
    return f"CAST(group_concat({line}, {between}) AS BLOB)"


@compiles(_Mark, "postgresql")
def _byte(element: _Mark, compiler: Any, **how: Any) -> str:
    return f"decode({compiler.process(element.clauses, **how)}, 'hex')"


@compiles(_Together, "postgresql")
def _bytes_together(element: _Together, compiler: Any, **how: Any) -> str:
    return f"({' || '.join(_in_bytes(part, compiler, how) for part in element.clauses)})"


@compiles(_Joined, "postgresql")
def _bytes_joined(element: _Joined, compiler: Any, **how: Any) -> str:
    return f"string_agg({', '.join(_in_bytes(part, compiler, how) for part in element.clauses)})"


def _in_bytes(part: Any, compiler: Any, how: dict[str, Any]) -> str:
    written = str(compiler.process(part, **how))
    is_text = not isinstance(part.type, _Marked)
    return f"convert_to(CAST({written} AS TEXT), 'UTF8')" if is_text else written


def quoted_lines(lines: bytes) -> bytes:
    """RFC 4180, every cell in quotes; of lines with LINE between them."""
    inside = lines.replace(b'"', b'""').replace(CELL, b'","').replace(LINE, b'"\r\n"')
    return b'"%b"\r\n' % inside
