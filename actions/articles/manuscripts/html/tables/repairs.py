"""Tables made of other tags, and tables within the cell of another."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from actions.articles.manuscripts.html.tables.spreading import on_one_line, one_cell_a_place
from actions.articles.manuscripts.html.tables.values import (
    holds_values,
    is_headed,
    rows_of,
    table_cells,
)
from actions.articles.manuscripts.html.text import attribute, tags_named

_ROLES = {
    "table": "table", "grid": "table", "row": "tr", "cell": "td", "gridcell": "td",
    "columnheader": "th", "rowheader": "th",
}  # fmt: skip
_SHOWN = re.compile(r"display\s*:\s*(table-row|table-cell|table|block)\s*(?:;|!|\Z)", re.IGNORECASE)
_SHOWN_AS = {"table": "table", "table-row": "tr", "table-cell": "td", "block": "div"}


def repair_tables(soup: BeautifulSoup) -> None:
    """Tables made of other tags are tables, and a small one in a cell is what the cell says."""
    for tag in tags_named(soup, "div", "span", "p", "section", "ul", "li"):
        if tag.has_attr("role"):
            tag.name = _ROLES.get(attribute(tag, "role"), tag.name)
        elif tag.has_attr("style") and (shown := _SHOWN.search(attribute(tag, "style"))):
            tag.name = _SHOWN_AS[shown[1].lower()]
    for inner in reversed(soup.find_all("table")):
        outer = inner.find_parent("table")
        rows = rows_of(outer) if outer is not None else []
        if inner.parent and is_headed([table_cells(row) for row in rows]) and holds_values(inner):
            _said_in_line(inner)


def _said_in_line(table: Tag) -> None:
    """Cell by cell and row by row, behind the table’s name, with every mark on its words."""
    one_cell_a_place(table)
    said: list[PageElement] = [NavigableString(" ")]
    for name in table.find_all("caption"):
        said += [*name.contents, NavigableString(": ")]
    rows = [table_cells(row) for row in rows_of(table)]
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            on_one_line(cell)
            _trim(cell)
            said += [*cell.contents, NavigableString(", " if place < len(row) - 1 else "")]
        said.append(NavigableString("; " if number < len(rows) - 1 else " "))
    for piece in said:
        table.insert_before(piece.extract())
    table.extract()


def _trim(cell: Tag) -> None:
    for edge, trimmed in ((0, str.lstrip), (-1, str.rstrip)):
        piece = cell.contents[edge] if cell.contents else None
        if isinstance(piece, NavigableString):
            piece.replace_with(trimmed(piece))
