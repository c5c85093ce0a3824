"""Tables that hold values, and what stands in their cells."""

from bs4 import Tag

from actions.articles.manuscripts.html.text import attribute, tags_of, visible_text
from models.articles.manuscript import spaced_words

LONGEST_UNDER_HEADING = 200
"""Words. Under a row of headings a cell may say more."""
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
    longest = LONGEST_UNDER_HEADING if is_headed(rows) else LONGEST_CELL
    return any(len(row) > 1 for row in rows) and max(sizes, default=0) <= longest


def is_headed(rows: list[list[Tag]]) -> bool:
    return bool(rows) and len(rows[0]) > 1 and all(cell.name == "th" for cell in rows[0])
