"""Making plain in a Word document what its converter would pass over: numbers and hidden words."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from actions.articles.manuscripts.furniture import HIDDEN
from actions.articles.manuscripts.word.equations import write_equations
from actions.articles.manuscripts.word.numbering import write_numbers
from actions.articles.manuscripts.word.parts import WORD, Element, parsed_part
from actions.articles.manuscripts.word.slimming import slim
from models.articles.manuscript import LeftOut

FEWEST_COLUMNS = 2


def prepared(content: bytes, main: str) -> tuple[bytes, list[LeftOut]]:
    """The document with its numbers written in, without hidden words, and those words."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    folder = main.rpartition("/")[0]
    root = parsed_part(parts.get(main, b""))
    if root is None:
        return content, []
    styles = parsed_part(parts.get(f"{folder}/styles.xml", b""))
    hidden = list(_taken_out(root, _hiding(styles)))
    _join_initials(root)
    _plain_marks(root)
    _head_tables(root)
    write_equations(root)
    write_numbers(root, parsed_part(parts.get(f"{folder}/numbering.xml", b"")), styles)
    parts[main] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    slim(parts, folder)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue(), [LeftOut(words.strip(), HIDDEN) for words in hidden if words.strip()]


def _is_on(properties: Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(f"{WORD}{name}")
    return found is not None and found.get(f"{WORD}val", "1") not in {"0", "false", "off"}


def _hiding(styles: Element | None) -> set[str]:
    """The styles whose words nobody sees."""
    found = [] if styles is None else styles.iter(f"{WORD}style")
    return {
        each.get(f"{WORD}styleId", "")
        for each in found
        if _is_on(each.find(f"{WORD}rPr"), "vanish")
    }


def _taken_out(root: Element, hiding: set[str]) -> Iterator[str]:
    """The words of each hidden stretch, which leaves the document."""
    for paragraph in root.iter(f"{WORD}p"):
        held: list[str] = []
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        is_hidden = style is not None and style.get(f"{WORD}val") in hiding
        for run in [*paragraph.iter(f"{WORD}r")]:
            if is_hidden or _is_hidden(run, hiding):
                held.append("".join(text.text or "" for text in run.iter(f"{WORD}t")))
                _remove(run)
            elif held:
                yield "".join(held)
                held = []
        yield "".join(held)


def _is_hidden(run: Element, hiding: set[str]) -> bool:
    properties = run.find(f"{WORD}rPr")
    named = None if properties is None else properties.find(f"{WORD}rStyle")
    is_styled = named is not None and named.get(f"{WORD}val") in hiding
    return is_styled or _is_on(properties, "vanish")


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _join_initials(root: Element) -> None:
    """A large first letter stands in a frame of its own before the paragraph it begins."""
    for frame in list(root.iter(f"{WORD}framePr")):
        paragraph = next(frame.iterancestors(f"{WORD}p"), None)
        following = None if paragraph is None else paragraph.getnext()
        if frame.get(f"{WORD}dropCap") in {None, "none"} or following is None:
            continue
        if paragraph is not None and following.tag == f"{WORD}p":
            place = 1 if following.find(f"{WORD}pPr") is not None else 0
            for run in reversed(paragraph.findall(f"{WORD}r")):
                following.insert(place, run)
            _remove(paragraph)


def _head_tables(root: Element) -> None:
    """Few writers mark the first row of a table as its headings, and every reader takes it so."""
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


def _plain_marks(root: Element) -> None:
    """Write plainly what the converter passes over: fields, double strokes, raised positions."""
    for field in list(root.iter(f"{WORD}fldSimple")):
        parent = field.getparent()
        if parent is not None:
            place = parent.index(field)
            parent[place : place + 1] = list(field)
    for tab in root.iter(f"{WORD}ptab"):
        tab.tag = f"{WORD}tab"
    for ending in root.iter(f"{WORD}br"):
        ending.attrib.clear()  # what begins the next page or column begins a line
    for stroke in root.iter(f"{WORD}dstrike"):
        stroke.tag = f"{WORD}strike"
    for position in root.iter(f"{WORD}position"):
        height, run = (
            position.get(f"{WORD}val", "0"),
            next(position.iterancestors(f"{WORD}r"), None),
        )
        said = "" if run is None else "".join(text.text or "" for text in run.iter(f"{WORD}t"))
        if re.fullmatch(r"-?[1-9]\d?", height) and re.fullmatch(r"[+−-]?\d{1,2}[+−-]?", said):
            position.tag = f"{WORD}vertAlign"
            position.set(f"{WORD}val", "superscript" if int(height) > 0 else "subscript")
