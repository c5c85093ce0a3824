"""What an Excel file is made of besides its rows: names of sheets, styles, widths, headings."""

from collections.abc import Iterator, Mapping, Sequence

from models.exports.columns import Kind
from models.exports.sheet import NUMBERS, text_row

FORMATS: Mapping[Kind, str] = {
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
    Kind.DAY: "yyyy-mm-dd",
    Kind.NUMBER: "0",
    # LibreOffice would make a formula, TRUE(), of a boolean
    Kind.FLAG: "&quot;yes&quot;;&quot;yes&quot;;&quot;no&quot;",
}
"""How a spreadsheet shows what is no text: the year first, so that no month is taken for a day."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def place_of_sheet(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def sheet_begins(widths: Sequence[float], headings: Sequence[str], *, is_first: bool) -> bytes:
    """With a heading that stays in view."""
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(widths, start=1)
    )
    begins = (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews>'
        f'<sheetView workbookViewId="0" tabSelected="{int(is_first)}"><pane ySplit="1" '
        'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>"
    )
    return begins.encode() + text_row(headings).replace(b"<c ", b'<c s="1" ')


def sheet_ends(columns: int, rows: int) -> bytes:
    """With what filters the rows, where there are columns to filter by."""
    filters = f'<autoFilter ref="A1:{_letters(columns)}{rows + 1}"/>' if columns else ""
    return f"</sheetData>{filters}</worksheet>".encode()


def _letters(column: int) -> str:
    """A for the first; a sheet of ours never has more than 26."""
    return chr(ord("A") + column - 1)


def contents(titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The other parts of a workbook with these sheets: where each stands, and its XML."""
    sheets = range(1, len(titles) + 1)
    named = zip(sheets, titles, strict=True)
    listed = "".join(f'<sheet name="{t}" sheetId="{n}" r:id="rId{n}"/>' for n, t in named)
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    yield "xl/workbook.xml", _HEAD + book
    linked = [("worksheet", place_of_sheet(number).removeprefix("xl/")) for number in sheets]
    yield "xl/_rels/workbook.xml.rels", _links([*linked, ("styles", "styles.xml")])
    yield "xl/styles.xml", _styles()
    yield "_rels/.rels", _links([("officeDocument", "xl/workbook.xml")])
    yield "[Content_Types].xml", _types([place_of_sheet(number) for number in sheets])


def _links(targets: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _types(sheets: Sequence[str]) -> str:
    parts = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
    parts |= dict.fromkeys(sheets, "worksheet")
    each = "".join(
        f'<Override PartName="/{place}" ContentType="{_TYPES}.{kind}+xml"/>'
        for place, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )


def _styles() -> str:
    """Plain, the heading's, then one for each kind of number, in the order of NUMBERS."""
    formats = [(number, FORMATS[kind]) for number, kind in enumerate(NUMBERS, start=164)]
    told = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in formats)
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    cells = [_style(0), _style(0, font=1), *(_style(number) for number, _ in formats)]
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(formats)}">{told}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1">{_style(0, of="")}</cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _style(number_format: int, font: int = 0, of: str = ' xfId="0"') -> str:
    named = f'numFmtId="{number_format}" fontId="{font}" fillId="0" borderId="0"'
    return f'<xf {named}{of} applyNumberFormat="1" applyFont="1"/>'
