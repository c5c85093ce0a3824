"""What colleagues deleted in Word’s tracked changes leaves the document, and is listed."""

from collections.abc import Iterator

from lxml import etree

from actions.articles.manuscripts.word.parts import MATH, WORD, Element, removed
from models.articles.manuscript import LeftOut

DELETED_ROW = "A row that is deleted in Word’s tracked changes"
DELETED_CELL = "A cell that is deleted in Word’s tracked changes"
DELETED_WORDS = "Deleted in Word’s tracked changes"
_SHOWN = tuple(f"{WORD}{name}" for name in ("sym", "drawing", "pict", "object"))
_RUNS = (f"{WORD}r", f"{WORD}p", f"{WORD}tbl", f"{MATH}r")


def deleted_out(root: Element) -> list[LeftOut]:
    """Rows and cells first, for their words are deleted besides, as a rule."""
    left_out = [LeftOut(words, DELETED_ROW) for words in _rows_out(root)]
    left_out += [LeftOut(words, DELETED_CELL) for words in _cells_out(root)]
    return left_out + [LeftOut(words, DELETED_WORDS) for words in _words_out(root)]


def _rows_out(root: Element) -> Iterator[str]:
    for row in list(root.iter(f"{WORD}tr")):
        if row.find(f"{WORD}trPr/{WORD}del") is not None:
            yield _said(row, " ")
            removed(row)


def _cells_out(root: Element) -> Iterator[str]:
    """Each is emptied, so that those behind it keep their heading; an empty column goes whole."""
    for table in list(root.iter(f"{WORD}tbl")):
        rows = [row.findall(f"{WORD}tc") for row in table.findall(f"{WORD}tr")]
        deleted = [[*_deleted(row)] for row in rows]
        for row, numbers in zip(rows, deleted, strict=True):
            for number in numbers:
                yield _said(row[number], " ")
                _empty(row[number])
        columns = {number for numbers in deleted for number in numbers}
        if len({len(row) for row in rows}) == 1 and len(columns) < len(rows[0]):
            hollow = [n for n in columns if not any(_shows(row[n]) for row in rows)]
            for cell in [row[number] for row in rows for number in hollow]:
                removed(cell)


def _shows(cell: Element) -> bool:
    return bool(_said(cell, "").strip()) or next(cell.iter(*_SHOWN), None) is not None


def _deleted(row: list[Element]) -> list[int]:
    mark = f"{WORD}tcPr/{WORD}cellDel"
    return [number for number, cell in enumerate(row) if cell.find(mark) is not None]


def _empty(cell: Element) -> None:
    for inner in [each for each in cell if each.tag != f"{WORD}tcPr"]:
        cell.remove(inner)
    etree.SubElement(cell, f"{WORD}p")


def _words_out(root: Element) -> Iterator[str]:
    """Of runs; the mark of a deleted paragraph’s end holds no words."""
    for deletion in list(root.iter(f"{WORD}del")):
        if next(deletion.iter(*_RUNS), None) is not None:
            yield _said(deletion, "")
            removed(deletion)


def _said(element: Element, between: str) -> str:
    texts = element.iter(f"{WORD}t", f"{WORD}delText", f"{MATH}t")
    return between.join(text.text or "" for text in texts)
