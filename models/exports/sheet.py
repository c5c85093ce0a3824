"""Rows of a spreadsheet: told by the database with marks, then written as the sheet's XML."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, SQLColumnExpression, String, and_, case, cast, func, literal

from models.base.functions import seconds_since_1970
from models.base.table import Utc
from models.clinic.moments import hours_that_come_again, seconds_on_the_clock
from models.enquiries.enquiry import Enquiry
from models.exports.columns import LONG_TEXTS, Kind, kind_of
from models.exports.lines import LINE, mark_of, together

TEXT, TEXT_ENDS, NUMBER_ENDS = b"\xff", b"\xfd", b"\xfc"
NUMBERS = {Kind.MOMENT: b"\xfb", Kind.DAY: b"\xfa", Kind.NUMBER: b"\xf9", Kind.FLAG: b"\xf8"}
"""Where a cell begins: bytes that UTF-8 never has, as in lines.py."""
STYLES = {kind: place for place, kind in enumerate(NUMBERS, start=2)}
"""Their places in the workbook's list of styles; 1 is the heading."""
DAY_SECONDS = 86_400.0
DAY_ZERO = date(1899, 12, 30)
"""From where a spreadsheet counts."""
_UNTIL_1970 = (date(1970, 1, 1) - DAY_ZERO).days
_CONTROLS = bytes({*range(32)} - {0x09, 0x0A})
_UNFIT = re.compile(r"[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold, and what would be taken for it."""

_Span = tuple[datetime, datetime]


def sheet_row(
    told: Mapping[str, SQLColumnExpression[Any]], span: _Span
) -> SQLColumnExpression[str]:
    """These cells, with a mark at both ends of each; all moments lie in the span."""
    return together([part for name, cell in told.items() for part in _cell(name, cell, span)])


def _cell(name: str, cell: SQLColumnExpression[Any], span: _Span) -> list[SQLColumnExpression[str]]:
    kind = kind_of(name)
    if kind is Kind.TEXT:
        # a line ends with LF in a workbook; other readers than Excel show a CR as _x000D_
        text = func.replace(cell, "\r\n", "\n") if name in LONG_TEXTS else cell
        return [mark_of(TEXT), text, mark_of(TEXT_ENDS)]
    if kind is Kind.MOMENT:
        return [_moment(getattr(Enquiry, name), cell, span)]
    if kind is Kind.DAY:
        cell = seconds_since_1970(cell) // int(DAY_SECONDS) + _UNTIL_1970
    return _number(kind, cast(cell, Integer) if kind is Kind.FLAG else cell)


def _number(kind: Kind, number: SQLColumnExpression[Any]) -> list[SQLColumnExpression[str]]:
    written = func.coalesce(cast(number, String), "")
    return [mark_of(NUMBERS[kind]), written, mark_of(NUMBER_ENDS)]


def _moment(
    moment: SQLColumnExpression[datetime | None], text: SQLColumnExpression[str], span: _Span
) -> SQLColumnExpression[str]:
    """As the clinic's clock showed it, to the second; a sheet knows of no zone.

    An hour that comes a second time stays text with its offset: no date could tell it apart.
    """
    days = seconds_on_the_clock(moment, *span) / DAY_SECONDS + _UNTIL_1970
    number = together(_number(Kind.MOMENT, days))
    again = [
        and_(moment >= literal(start, Utc), moment < literal(end, Utc))
        for start, end in hours_that_come_again(*span)
    ]
    if not again:
        return number
    as_text = together([mark_of(TEXT), text, mark_of(TEXT_ENDS)])
    return case(*[(when, as_text) for when in again], else_=number)


def sheet_xml(lines: bytes) -> bytes:
    """Rows of a sheet, of such lines with LINE between them.

    Text stays text: `=1+1`, addresses and 0207 are what they were.
    """
    inside = _fit(lines).replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    for begins, end in (*((mark, NUMBER_ENDS) for mark in NUMBERS.values()), (TEXT, TEXT_ENDS)):
        inside = inside.replace(begins + end, b"<c/>")
    inside = inside.replace(TEXT, b'<c t="inlineStr"><is><t xml:space="preserve">')
    inside = inside.replace(TEXT_ENDS, b"</t></is></c>").replace(NUMBER_ENDS, b"</v></c>")
    for kind, mark in NUMBERS.items():
        inside = inside.replace(mark, b'<c s="%d"><v>' % STYLES[kind])
    return b"<row>%b</row>" % inside.replace(LINE, b"</row><row>")


def text_row(texts: Sequence[str]) -> bytes:
    """A row of nothing but text."""
    return sheet_xml(b"".join(TEXT + text.encode() + TEXT_ENDS for text in texts))


def _fit(lines: bytes) -> bytes:
    """As Excel itself writes it: a character that XML cannot hold by its number."""
    is_fit = len(lines.translate(None, _CONTROLS)) == len(lines)
    if is_fit and not any(odd in lines for odd in (b"_x", b"\xef\xbf\xbe", b"\xef\xbf\xbf")):
        return lines
    text = lines.decode(errors="surrogateescape")
    return _UNFIT.sub(lambda odd: f"_x{ord(odd[0]):04X}_", text).encode(errors="surrogateescape")
