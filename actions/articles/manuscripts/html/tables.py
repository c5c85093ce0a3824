"""Tables whose every cell stands under its own heading."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from actions.articles.manuscripts.html.text import (
    BLOCKS,
    attribute,
    tags_named,
    tags_of,
    visible_text,
)
from models.articles.manuscript import spaced_words

_SPACES = re.compile(r"\s{2,}")

WIDEST_CELL = 20
TALLEST_CELL = 200
FEWEST_ROWS = 2
LONGEST_UNDER_HEADING = 200
"""Words. Under a row of headings a cell may say more."""
_ROLES = {
    "table": "table", "grid": "table", "row": "tr", "cell": "td", "gridcell": "td",
    "columnheader": "th", "rowheader": "th",
}  # fmt: skip
_SHOWN = re.compile(r"display\s*:\s*(table-row|table-cell|table|block)\s*(?:;|!|\Z)", re.IGNORECASE)
_SHOWN_AS = {"table": "table", "table-row": "tr", "table-cell": "td", "block": "div"}
LONGEST_SIGN = 3
"""Words of a picture that stands for a value."""
LONGEST_CELL = 60
"""Words. A cell with more holds a part of the page, not a value."""


def rows_of(table: Tag) -> list[Tag]:
    """Its own rows, without those of a table inside it."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def table_cells(row: Tag) -> list[Tag]:
    return [tag for tag in tags_of(row) if tag.name in {"td", "th"}]


def holds_values(table: Tag) -> bool:
    """A table of values; one that lays out a page is walked through instead."""
    if table.find(["table", "form", "article"]) or attribute(table, "role") == "presentation":
        return False
    rows = [table_cells(row) for row in rows_of(table)]
    sizes = (len(spaced_words(visible_text(cell))) for row in rows for cell in row)
    longest = LONGEST_UNDER_HEADING if _is_headed(rows) else LONGEST_CELL
    return any(len(row) > 1 for row in rows) and max(sizes, default=0) <= longest


def _is_headed(rows: list[list[Tag]]) -> bool:
    return bool(rows) and len(rows[0]) > 1 and all(cell.name == "th" for cell in rows[0])


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
        if inner.parent and _is_headed([table_cells(row) for row in rows]) and holds_values(inner):
            said = [", ".join(map(visible_text, table_cells(row))) for row in rows_of(inner)]
            inner.replace_with(f" {'; '.join(said)} ")


def signs_of_cells(table: Tag) -> None:
    """A small picture alone in its cell is what the cell says: “no”, drawn as a cross."""
    for cell in table.find_all(["td", "th"]):
        drawn = cell.find_all("img")
        if not cell.get_text(strip=True) and len(drawn) == 1:
            words = " ".join(attribute(drawn[0], "alt").split())
            if 0 < len(words.split()) <= LONGEST_SIGN:
                drawn[0].replace_with(words)


def made_plain(table: Tag) -> None:
    """One cell for each place: what spans several is said in each of them."""
    _rows_in_reading_order(table)
    _spread(table)
    _one_heading_row(table)
    for cell in table.find_all(["td", "th"]):
        _on_one_line(cell)


def _rows_in_reading_order(table: Tag) -> None:
    """The foot may be written before the body, and stands below it. The first row is the first."""
    for widths in table.find_all(["colgroup", "col"]):
        widths.extract()
    for foot in table.find_all("tfoot"):
        table.append(foot.extract())
    for part in table.find_all(["thead", "tbody", "tfoot"]):
        part.unwrap()


def _spread(table: Tag) -> None:
    waiting: dict[int, tuple[Tag, int]] = {}
    width = _width(table)
    for row in rows_of(table):
        places = list(_places(row, waiting, width))
        for cell in table_cells(row):
            cell.extract()
        for cell in places:
            row.append(cell)


def _width(table: Tag) -> int:
    rows = rows_of(table)
    return max(
        (sum(_span(c, "colspan", WIDEST_CELL) for c in table_cells(r)) for r in rows), default=0
    )


def _places(row: Tag, waiting: dict[int, tuple[Tag, int]], width: int) -> Iterator[Tag]:
    place = 0
    cells = table_cells(row)
    while cells or place in waiting:
        if place in waiting:
            cell, left = waiting.pop(place)
            if left > 1:
                waiting[place] = cell, left - 1
            yield _copy(cell)
            place += 1
            continue
        cell = cells.pop(0)
        across, down = _span(cell, "colspan", WIDEST_CELL), _span(cell, "rowspan", TALLEST_CELL)
        del cell["colspan"], cell["rowspan"]
        is_band = across > 1 and across >= width
        for n in range(across):
            if down > 1:
                waiting[place] = cell, down - 1
            yield _copy(cell, empty=is_band) if n else cell
            place += 1


def _span(cell: Tag, name: str, most: int) -> int:
    value = attribute(cell, name).strip()
    if value == "0" and name == "rowspan":
        return most  # to the end of the table
    return min(max(int(value), 1), most) if re.fullmatch(r"\d{1,5}", value) else 1


def _copy(cell: Tag, *, empty: bool = False) -> Tag:
    if empty:
        return Tag(name=cell.name)
    copied = BeautifulSoup(str(cell), "lxml").find(cell.name)
    return copied if isinstance(copied, Tag) else _parsed_cell(cell)


def _parsed_cell(cell: Tag) -> Tag:
    """A cell on its own is no page; in a table it is."""
    page = BeautifulSoup(f"<table><tr>{cell}</tr></table>", "lxml")
    found = page.find(cell.name)
    return found if isinstance(found, Tag) else Tag(name=cell.name)


def _one_heading_row(table: Tag) -> None:
    """Markdown has one row of headings; those of several rows are said together."""
    rows = rows_of(table)
    tops = []
    for row in rows:
        cells = table_cells(row)
        if not cells or any(cell.name != "th" for cell in cells):
            break
        tops.append(cells)
    if len(tops) < FEWEST_ROWS or len(tops) == len(rows):
        return
    band = "" if any(map(visible_text, tops[0][1:])) else visible_text(tops[0][0])
    for number, cell in enumerate(tops[0]):
        under = [row[number] for row in tops[1:] if number < len(row)]
        said = [band or visible_text(cell), *map(visible_text, under)]
        cell.string = " · ".join(dict.fromkeys(text for text in said if text))
    for cells in tops[1:]:
        if cells[0].parent:
            cells[0].parent.extract()


def _on_one_line(cell: Tag) -> None:
    """Paragraphs and items of one cell stay apart on its one line."""
    for tag in cell.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        tag.name = "strong"
    for tag in cell.find_all(["br", *BLOCKS]):
        if tag.name == "br":
            tag.replace_with(" ")
            continue
        is_item = tag.name == "li" and tag.find_next_sibling("li") is not None
        tag.insert(0, " ")
        tag.append("; " if is_item else " ")
        tag.unwrap()
    cell.smooth()
    for words in list(cell.find_all(string=_SPACES)):
        words.replace_with(_SPACES.sub(" ", words))
