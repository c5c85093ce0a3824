"""Opening a file that somebody brings, whatever its name says."""

from typing import BinaryIO

from actions.imports.delimited import read_delimited
from actions.imports.objects import read_objects
from actions.imports.refusals import UnreadableFile
from actions.imports.table import SourceTable
from actions.imports.workbook import read_workbook

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_PARQUET, _PDF, _ZIP = b"PAR1", b"%PDF", b"PK"
MOST_COLUMNS = 500


def read_table(file: BinaryIO) -> SourceTable:
    """Its first bytes decide. Errors: UnreadableFile."""
    file.seek(0)
    start = file.read(4_096)
    if start.startswith(_OLD_EXCEL):
        raise UnreadableFile("This is an old Excel file or locked. Save it as .xlsx, unlocked.")
    if start.startswith((_PARQUET, _PDF)):
        raise UnreadableFile("Bring the list as CSV, Excel workbook (.xlsx) or JSON.")
    if start.startswith(_ZIP):
        table = read_workbook(file)
    elif start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] in {b"{", b"["}:
        table = read_objects(file)
    else:
        table = read_delimited(file)
    if len(table.columns) > MOST_COLUMNS:
        raise UnreadableFile(f"The file has {len(table.columns)} columns; at most {MOST_COLUMNS}.")
    return table
