"""Tables whose every cell stands under its own heading."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from actions.articles.manuscripts.html.lists.marks import start_of
from actions.articles.manuscripts.html.raised import letters_after, letters_before
from actions.articles.manuscripts.html.tables.values import rows_of, table_cells
from actions.articles.manuscripts.html.text import BLOCKS, attribute, tags_of, visible_text

WIDEST_CELL = 20
TALLEST_CELL = 200
FEWEST_ROWS = 2
_PARTED = frozenset({"li", "dd", "p", "div"})
_SPACES = re.compile(r"\s{2,}")


def made_plain(table: Tag) -> None:
    """One cell for each place: what spans several is said in each of them."""
    _headings_reach_down(table)
    one_cell_a_place(table)
    _as_wide_as_all(table)
    _one_heading_row(table)
    for cell in table.find_all(["td", "th"]):
        on_one_line(cell)


def _headings_reach_down(table: Tag) -> None:
    """Below a heading over several columns stand theirs: all rows that the others reach into."""
    rows = rows_of(table)
    first = table_cells(rows[0]) if rows else []
    deep = max((_span(cell, "rowspan", TALLEST_CELL) for cell in first), default=1)
    is_over_several = any(_span(cell, "colspan", WIDEST_CELL) > 1 for cell in first)
    if is_over_several and 1 < deep < len(rows):
        for cell in (cell for row in rows[:deep] for cell in table_cells(row)):
            cell.name = "th"


def one_cell_a_place(table: Tag) -> None:
    """Nothing spans anything."""
    _rows_in_reading_order(table)
    _spread(table)


def _rows_in_reading_order(table: Tag) -> None:
    """The foot may be written before the body, and stands below it. The first row is the first."""
    for widths in table.find_all(["colgroup", "col"]):
        widths.extract()
    for foot in table.find_all("tfoot"):
        table.append(foot.extract())
    for part in table.find_all(["thead", "tbody", "tfoot"]):
        part.unwrap()
    for row in rows_of(table):
        if not table_cells(row):
            row.extract()


def _spread(table: Tag) -> None:
    waiting: dict[int, tuple[Tag, int]] = {}
    width = _width(table)
    for row in rows_of(table):
        places = list(_places(row, waiting, width))
        for cell in table_cells(row):
            cell.extract()
        for cell in places:
            row.append(cell)


def _as_wide_as_all(table: Tag) -> None:
    """A cell behind the last heading would be shown by nobody."""
    rows = [table_cells(row) for row in rows_of(table)]
    widest = max(map(len, rows), default=0)
    for first in rows[:1]:
        for _ in range(widest - len(first)):
            first[-1].insert_after(Tag(name=first[-1].name))


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
    tops: list[list[Tag]] = []
    for row in rows:
        cells = table_cells(row)
        is_group = bool(tops) and not any(map(visible_text, cells[1:]))
        if not cells or is_group or any(cell.name != "th" for cell in cells):
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


def on_one_line(cell: Tag) -> None:
    """Paragraphs and items of one cell stay apart on its one line."""
    for tag in cell.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        tag.name = "strong"
    for numbered in cell.find_all("ol"):
        items = [tag for tag in tags_of(numbered) if tag.name == "li"]
        for number, item in enumerate(items, start_of(numbered)):
            item.insert(0, f"{number}. ")
    for tag in cell.find_all(["br", *BLOCKS]):
        between = _between(tag)
        if tag.name == "br":
            tag.replace_with(between)
            continue
        tag.insert(0, " ")
        tag.append(between)
        tag.unwrap()
    cell.smooth()
    for words in list(cell.find_all(string=_SPACES)):
        words.replace_with(_SPACES.sub(" ", words))


def _between(tag: Tag) -> str:
    """What parts it from what follows: 5 and 10 on two lines are not 510, nor 5 10."""
    words, following = visible_text(tag), tag.find_next_sibling()
    if tag.name == "br":
        before, after = letters_before(tag).rstrip(), letters_after(tag).lstrip()
        return "; " if before[-1:].isdigit() and after[:1].isdigit() else " "
    if tag.name == "dt":
        return " " if words.endswith(":") else ": "
    is_parted = following is not None and following.name == tag.name
    if tag.name == "dd":
        is_parted = following is not None
    is_open = bool(words) and words[-1] not in ".,;:!?–—-"
    return "; " if tag.name in _PARTED and is_parted and (is_open or tag.name == "li") else " "
