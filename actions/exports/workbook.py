"""The Excel file: sheets of real dates and plain text, and one that says who took it and why."""

from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy.orm import Session

from actions.exports.outbox import Outbox
from actions.exports.progress import Beat
from actions.exports.workbook_parts import contents, place_of_sheet, sheet_begins, sheet_ends
from models.exports.export import Order
from models.exports.lines import LINE_ENDS
from models.exports.rows import BATCH, cells_of_export, span_of_moments, text_taken
from models.exports.sheet import sheet_row, sheet_xml, text_row

SHEET_ROWS = 1_048_575
"""What fits below the heading; the rest goes to another sheet."""
SHEET_BYTES = 1 << 30
"""Nor is a sheet much larger: beyond twice as much, Excel asks whether to repair the file."""
QUICKLY = 1
"""Of deflate's levels: the next one takes longer and saves little."""
WIDTHS = {"name": 24.0, "email": 30.0, "phone": 20.0, "service": 22.0, "message": 60.0} | {
    "call_to_action": 30.0, "assigned_to": 24.0, "tags": 24.0, "close_reason": 30.0,
    "response_minutes": 26.0, "notes": 60.0,
}  # fmt: skip
USUAL_WIDTH = 18.0
RECEIPT_WIDTHS = (24.0, 80.0)

_Rows = Iterator[tuple[int, bytes]]
"""How many, and their XML."""


def xlsx_pieces(session: Session, order: Order, beat: Beat) -> Iterator[bytes]:
    """Sheet after sheet as the rows are read; a workbook's table of contents may come last."""
    out, titles, left = Outbox(), list[str](), order.total
    rows = _rows(session, order, beat)
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=QUICKLY) as book:
        while left or not titles:
            titles.append(f"Enquiries {len(titles) + 1}" if titles else "Enquiries")
            with book.open(place_of_sheet(len(titles)), "w") as sheet:
                sheet.write(_begins(order, is_first=len(titles) == 1))
                yield out.emptied()
                before = left
                for count, xml in _of_one_sheet(rows, left):
                    sheet.write(xml)
                    yield out.emptied()
                    left -= count
                sheet.write(sheet_ends(len(order.columns), before - left))
        book.writestr(place_of_sheet(len(titles) + 1), _receipt(order))
        for place, part in contents([*titles, "Receipt"]):
            book.writestr(place, part)
    yield out.emptied()


def _rows(session: Session, order: Order, beat: Beat) -> _Rows:
    told, span, rows = cells_of_export(session, order), span_of_moments(session, order.columns), 0
    for count, lines in text_taken(session, order, sheet_row(told, span), LINE_ENDS):
        rows += count
        beat(rows)
        yield count, sheet_xml(lines)


def _of_one_sheet(rows: _Rows, left: int) -> _Rows:
    """As many as fit on it; the next might be of a whole batch."""
    here = size = 0
    while here < left and here + BATCH <= SHEET_ROWS and size < SHEET_BYTES:
        count, xml = next(rows)
        yield count, xml
        here, size = here + count, size + len(xml)


def _begins(order: Order, *, is_first: bool) -> bytes:
    widths = [WIDTHS.get(name, USUAL_WIDTH) for name in order.columns]
    return sheet_begins(widths, order.headings, is_first=is_first)


def _receipt(order: Order) -> bytes:
    told = b"".join(map(text_row, order.provenance().items()))
    return sheet_begins(RECEIPT_WIDTHS, ["Receipt", ""], is_first=False) + told + sheet_ends(0, 0)
