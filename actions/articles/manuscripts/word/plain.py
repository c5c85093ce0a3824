"""Writing plainly what a Word document says by marks that its converter passes over."""

import re

from lxml import etree

from actions.articles.manuscripts.html.symbols import FONTS, drawn, sign_of
from actions.articles.manuscripts.word.parts import WORD, Element, removed

_WRAPPING = tuple(f"{WORD}{name}" for name in ("fldSimple", "dir", "bdo"))
_RENAMED = {"ptab": "tab", "cr": "br", "dstrike": "strike"}
FEWEST_COLUMNS = 2


def write_plainly(root: Element) -> None:
    _unwrap(root)
    for mark, plain in _RENAMED.items():
        for element in list(root.iter(f"{WORD}{mark}")):
            element.tag = f"{WORD}{plain}"
    for ending in root.iter(f"{WORD}br"):
        ending.attrib.clear()  # what begins the next page or column begins a line
    _write_signs(root)
    _write_choices(root)
    _raise(root)
    _merge_cells(root)
    _head_tables(root)


def _unwrap(root: Element) -> None:
    """Of letters with their reading above them, the reading follows in brackets."""
    for ruby in list(root.iter(f"{WORD}ruby")):
        base, above = (_said(ruby.find(f"{WORD}{part}")) for part in ("rubyBase", "rt"))
        _replace(ruby, [_text(f"{base} ({above})")])
    for wrapper in list(root.iter(*_WRAPPING)):
        _replace(wrapper, list(wrapper))


def _said(element: Element | None) -> str:
    texts = [] if element is None else element.iter(f"{WORD}t")
    return "".join(text.text or "" for text in texts)


def _text(words: str) -> Element:
    element = etree.Element(f"{WORD}t")
    element.text = words
    return element


def _replace(element: Element, by: list[Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = by


def _write_signs(root: Element) -> None:
    for sign in list(root.iter(f"{WORD}sym")):
        font, code = sign.get(f"{WORD}font", ""), sign.get(f"{WORD}char", "")
        if re.fullmatch("[0-9A-Fa-f]{1,5}", code):
            _replace(sign, [_text(sign_of(font, int(code, 16)))])
    for fonts in root.iter(f"{WORD}rFonts"):
        font = fonts.get(f"{WORD}ascii", "") or fonts.get(f"{WORD}hAnsi", "")
        run = next(fonts.iterancestors(f"{WORD}r"), None) if font in FONTS else None
        for text in [] if run is None else run.iter(f"{WORD}t"):
            text.text = drawn(font, text.text or "")


def _write_choices(root: Element) -> None:
    """What is chosen in a list that opens; the first entry where nothing is."""
    for opens in root.iter(f"{WORD}ddList"):
        entries = [each.get(f"{WORD}val", "") for each in opens.iter(f"{WORD}listEntry")]
        chosen = opens.find(f"{WORD}result")
        number = "0" if chosen is None else chosen.get(f"{WORD}val", "0")
        run = next(opens.iterancestors(f"{WORD}r"), None)
        if run is not None and number.isdecimal() and int(number) < len(entries):
            after = etree.Element(f"{WORD}r")
            after.append(_text(entries[int(number)]))
            run.addprevious(after)


def _raise(root: Element) -> None:
    """A number that stands above or below its line."""
    for position in root.iter(f"{WORD}position"):
        height = position.get(f"{WORD}val", "0")
        said = _said(next(position.iterancestors(f"{WORD}r"), None))
        if re.fullmatch(r"-?[1-9]\d?", height) and re.fullmatch(r"[+−-]?\d{1,2}[+−-]?", said):
            position.tag = f"{WORD}vertAlign"
            position.set(f"{WORD}val", "superscript" if int(height) > 0 else "subscript")


def _head_tables(root: Element) -> None:
    """Few writers mark the first row of a table as its headings, and every reader takes it so."""
    for before in list(root.iter(f"{WORD}gridBefore")):
        properties, number = before.getparent(), before.get(f"{WORD}val", "0")
        for _ in range(int(number) if re.fullmatch(r"\d\d?", number) else 0):
            if properties is not None:
                properties.addnext(_empty_cell())
    for table in root.iter(f"{WORD}tbl"):
        rows = table.findall(f"{WORD}tr")
        first = rows[0] if len(rows) > 1 else None
        if first is None or len(first.findall(f"{WORD}tc")) < FEWEST_COLUMNS:
            continue
        properties = first.find(f"{WORD}trPr")
        if properties is None:
            properties = etree.Element(f"{WORD}trPr")
            first.insert(0, properties)
        if properties.find(f"{WORD}tblHeader") is None:
            etree.SubElement(properties, f"{WORD}tblHeader")


def _merge_cells(root: Element) -> None:
    """As older programs say that a cell goes on in the next."""
    for going_on in list(root.iter(f"{WORD}hMerge")):
        cell = next(going_on.iterancestors(f"{WORD}tc"), None)
        first = None if cell is None else cell.getprevious()
        is_begun = going_on.get(f"{WORD}val") == "restart"
        if cell is None or first is None or is_begun or first.tag != cell.tag or _said(cell):
            continue
        properties = first.find(f"{WORD}tcPr")
        span = None if properties is None else properties.find(f"{WORD}gridSpan")
        if properties is not None and span is None:
            span = etree.SubElement(properties, f"{WORD}gridSpan")
            span.set(f"{WORD}val", "1")
        if span is not None:
            span.set(f"{WORD}val", str(int(span.get(f"{WORD}val", "1")) + 1))
            removed(cell)


def _empty_cell() -> Element:
    cell = etree.Element(f"{WORD}tc")
    etree.SubElement(cell, f"{WORD}p")
    return cell
