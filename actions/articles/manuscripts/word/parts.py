"""The parts of a Word document and the words in them, read without its converter."""

import re
import zipfile
from html import unescape
from io import BytesIO
from posixpath import normpath

from lxml import etree

from actions.articles.manuscripts.html.symbols import FONTS, drawn, sign_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
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
    r'|<w:rStyle\b[^<>]*w:val="(?P<style>[^"]*)"'
)
_STYLE = re.compile(r'<w:style\b[^<>]*w:styleId="([^"]*)".*?</w:style>', re.DOTALL)
_BASE = re.compile(r'<w:basedOn\b[^<>]*w:val="([^"]*)"')
_BOX = re.compile(r"<w:txbxContent>((?:(?!<w:txbxContent>).)*?)</w:txbxContent>", re.DOTALL)
"""Read behind all else: a box may be fixed in the middle of a word."""
_FONT = re.compile(r'w:(?:ascii|hAnsi|font)="([^"]*)"')
_CHAR = re.compile(r'w:char="([0-9A-Fa-f]{1,5})"')
_SAID_ELSEWHERE = {
    name: re.compile(rf"<{name}(?:\s[^<>]*[^/<>])?>")
    for name in ("mc:Fallback", "w:moveFrom", "w:del", "w:tabs", "w:rPrChange")
}
"""What says a thing again, what was moved away or deleted, how words looked before a change, and
tab stops, which are no tabs.
"""


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
        styles = (
            _text_of(archive.read(f"{folder}/styles.xml")) if f"{folder}/styles.xml" in held else ""
        )
        fonts = _fonts_of(styles)
        return "\n".join(_raw(archive.read(name), fonts) for name in names if name in held)


def _fonts_of(styles: str) -> dict[str, str]:
    """The font that each style names, or the one that it is based on."""
    told = {style[1]: style[0] for style in _STYLE.finditer(styles)}
    fonts = {name: found[1] for name, text in told.items() if (found := _FONT.search(text))}
    bases = {name: found[1] for name, text in told.items() if (found := _BASE.search(text))}
    for name in told:
        seen, at = {name}, name
        while at not in fonts and bases.get(at, name) not in seen:
            at = bases[at]
            seen.add(at)
        fonts.setdefault(name, fonts.get(at, ""))
    return fonts


def _text_of(part: bytes) -> str:
    return part.decode("utf-16" if part[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")


def _raw(part: bytes, fonts: dict[str, str]) -> str:
    """`fonts` are those of signs that a style gives to words."""
    text = _text_of(part)
    for name, opening in _SAID_ELSEWHERE.items():
        text = _without(text, opening, f"</{name}>")
    font, words = "", []
    for found in _PIECES.finditer(_boxes_last(text)):
        if found["of"] is not None:
            said, sign = _FONT.search(found["of"]), _CHAR.search(found["of"])
            font = said[1] if said else font
            words.append(sign_of(font, int(sign[1], 16)) if sign else "")
        elif found["run"]:
            font = ""
        elif found["style"]:
            font = fonts.get(found["style"], "")
        else:
            written = unescape(found["text"] or "")
            words.append(
                " " if found["apart"] else drawn(font, written) if font in FONTS else written
            )
    return "".join(words)


def _boxes_last(text: str) -> str:
    boxes: list[str] = []
    while within := _BOX.findall(text):
        boxes += within
        text = _BOX.sub("", text)
    return text + "</w:p>".join(boxes)


def _without(text: str, opening: re.Pattern[str], closing: str) -> str:
    """Looks once for an end that is not there; a pattern would look again for each beginning."""
    kept, at = [], 0
    while (begun := opening.search(text, at)) and (end := text.find(closing, begun.end())) >= 0:
        kept.append(text[at : begun.start()])
        at = end + len(closing)
    return "".join([*kept, text[at:]])
