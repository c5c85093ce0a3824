"""The parts of a Word document and the words in them, read without its converter."""

import re
import zipfile
from html import unescape
from io import BytesIO
from posixpath import normpath

from lxml import etree

from actions.articles.manuscripts.html.symbols import FONTS, drawn, sign_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element  # noqa: SLF001 - lxml gives its elements no other name

_MAIN = re.compile(
    rb"<[\w:]*Override\b(?=[^<>]*wordprocessingml\.document\.main|[^<>]*ms-word\.document)"
    rb'[^<>]*PartName="/?([^"]+)"|<[\w:]*Override\b[^<>]*PartName="/?([^"]+)"'
    rb"(?=[^<>]*(?:wordprocessingml\.document\.main|ms-word\.document))"
)
_PIECES = re.compile(
    r"<(?:w|m):t(?:\s[^<>]*)?>(?P<text>[^<]*)</"
    r"|(?P<apart><(?:w:tab|w:ptab|w:br|w:cr|w:rt|w:rubyBase)\b|</(?:w:p|w:ruby|m:oMath)>)"
    r"|(?P<run></?w:r[\s>])"
    r"|<w:(?:rFonts|sym)\b(?P<of>[^<>]*)>"
)
_FONT = re.compile(r'w:(?:ascii|font)="([^"]*)"')
_CHAR = re.compile(r'w:char="([0-9A-Fa-f]{1,5})"')
_SAID_ELSEWHERE = {
    name: re.compile(rf"<{name}(?:\s[^<>]*[^/<>])?>")
    for name in ("mc:Fallback", "w:moveFrom", "w:del", "w:tabs")
}
"""What says a thing again, what was moved away or deleted, and tab stops, which are no tabs."""


def main_part(content: bytes) -> str:
    """The name of the part that holds the text, as the package itself says; "" if none does."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = set(archive.namelist())
        kinds = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    for found in _MAIN.finditer(kinds):
        name = normpath((found[1] or found[2]).decode("utf-8", "replace"))
        if name in names:
            return name
    return "word/document.xml" if "word/document.xml" in names else ""


def parsed_part(part: bytes) -> Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    return etree.fromstring(part, parser) if part.strip() else None


def removed(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def raw_document_text(content: bytes, main: str) -> str:
    """Every word that the file itself shows, notes included."""
    folder = main.rpartition("/")[0]
    names = (main, f"{folder}/footnotes.xml", f"{folder}/endnotes.xml")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        held = set(archive.namelist())
        return "\n".join(_raw(archive.read(name)) for name in names if name in held)


def _raw(part: bytes) -> str:
    text = part.decode("utf-16" if part[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    for name, opening in _SAID_ELSEWHERE.items():
        text = _without(text, opening, f"</{name}>")
    font, words = "", []
    for found in _PIECES.finditer(text):
        if found["of"] is not None:
            said, sign = _FONT.search(found["of"]), _CHAR.search(found["of"])
            font = said[1] if said else font
            words.append(sign_of(font, int(sign[1], 16)) if sign else "")
        elif found["run"]:
            font = ""
        else:
            written = unescape(found["text"] or "")
            words.append(
                " " if found["apart"] else drawn(font, written) if font in FONTS else written
            )
    return "".join(words)


def _without(text: str, opening: re.Pattern[str], closing: str) -> str:
    """Looks once for an end that is not there; a pattern would look again for each beginning."""
    kept, at = [], 0
    while (begun := opening.search(text, at)) and (end := text.find(closing, begun.end())) >= 0:
        kept.append(text[at : begun.start()])
        at = end + len(closing)
    return "".join([*kept, text[at:]])
