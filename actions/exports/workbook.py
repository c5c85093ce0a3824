"""The Excel file: sheets of plain text cells, and a sheet that says who took it and why."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from rustpy_xlsxwriter import FastExcel

from models.exports.export import Order

SHEET_ROWS = 1_048_575
"""What fits below the heading; the rest goes to another sheet."""
PIECE = 256 * 1024
WIDTHS = {"name": 24.0, "email": 30.0, "phone": 20.0, "service": 22.0, "message": 60.0}
USUAL_WIDTH = 18.0


def workbook_pieces(records: Iterator[dict[str, str]], order: Order) -> Iterator[bytes]:
    """Written beside the database's reach first: a workbook's table of contents comes last.

    The writer keeps text as text: `=1+1`, addresses and 0207 stay what they are.
    """
    with TemporaryDirectory(prefix="copydesk-export-") as folder:
        place = Path(folder) / "list.xlsx"
        _write(place, records, order)
        with place.open("rb") as whole:
            while piece := whole.read(PIECE):
                yield piece


def _write(place: Path, records: Iterator[dict[str, str]], order: Order) -> None:
    widths = [WIDTHS.get(name, USUAL_WIDTH) for name in order.columns] if order.total else []
    book = FastExcel(str(place)).format(bold_headers=True)
    for number in range(max(1, -(-order.total // SHEET_ROWS))):
        title = f"Enquiries {number + 1}" if number else "Enquiries"
        book.freeze(row=1, sheet=title)
        book.sheet(title, islice(records, SHEET_ROWS), column_widths=widths, autofilter=True)
    told = [{"Receipt": title, "": value} for title, value in order.provenance().items()]
    book.sheet("Receipt", told, column_widths=[24.0, 80.0]).save()
