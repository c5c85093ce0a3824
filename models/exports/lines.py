"""Lines of a file, joined by the database with marks that no text can hold, quoted afterwards."""

from collections.abc import Sequence

from sqlalchemy import SQLColumnExpression, String, func, literal_column

from models.base.dialects.sqlite import sqlite_driver

CELL, LINE = b"\xff", b"\xfe"
"""Bytes that UTF-8 never has: whatever people write, none of it is taken for an end."""
JOINS = (3, 44)
"""Since then SQLite joins cells in one go, in half the time."""


def line_of(cells: Sequence[SQLColumnExpression[str]]) -> SQLColumnExpression[str]:
    """None of the cells is NULL."""
    if sqlite_driver().sqlite_version_info >= JOINS:
        return func.concat_ws(CELL_ENDS, *cells)
    return _one_by_one([part for cell in cells for part in (CELL_ENDS, cell)][1:])


def together(parts: Sequence[SQLColumnExpression[str]]) -> SQLColumnExpression[str]:
    """None of the parts is NULL."""
    if sqlite_driver().sqlite_version_info >= JOINS:
        return func.concat(*parts)
    return _one_by_one(parts)


def _one_by_one(parts: Sequence[SQLColumnExpression[str]]) -> SQLColumnExpression[str]:
    joined = parts[0]
    for part in parts[1:]:
        joined = joined.concat(part)
    return joined


def mark_of(byte: bytes) -> SQLColumnExpression[str]:
    """A byte that UTF-8 never has, as text of the database."""
    return literal_column(f"CAST(x'{byte.hex()}' AS TEXT)", String)


CELL_ENDS, LINE_ENDS = mark_of(CELL), mark_of(LINE)


def quoted_lines(lines: bytes) -> bytes:
    """RFC 4180, every cell in quotes; of lines with LINE between them."""
    inside = lines.replace(b'"', b'""').replace(CELL, b'","').replace(LINE, b'"\r\n"')
    return b'"%b"\r\n' % inside
