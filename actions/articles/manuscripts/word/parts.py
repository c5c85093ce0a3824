"""The parts of a Word document and the words in them, read without its converter."""

import re
import zipfile
from html import unescape
from io import BytesIO
from posixpath import normpath

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element  # noqa: SLF001 - lxml gives its elements no other name

_MAIN = re.compile(
    rb"<[\w:]*Override\b(?=[^>]*wordprocessingml\.document\.main|[^>]*ms-word\.document)"
    rb'[^>]*PartName="/?([^"]+)"|<[\w:]*Override\b[^>]*PartName="/?([^"]+)"'
    rb"(?=[^>]*(?:wordprocessingml\.document\.main|ms-word\.document))"
)
_TWICE = re.compile(r"<mc:Fallback\b.*?</mc:Fallback>", re.DOTALL)
_PIECES = re.compile(
    r"<(?:w|m):t(?:\s[^>]*)?>(?P<text>[^<]*)</|(?P<apart><(?:w:tab|w:ptab|w:br|w:cr)\b|</(?:w:p|m:oMath)>)"
)
_MOVED_AWAY = re.compile(r"<w:moveFrom(?:\s[^>]*[^/>])?>.*?</w:moveFrom>", re.DOTALL)
_TAB_STOPS = re.compile(r"<w:tabs>.*?</w:tabs>", re.DOTALL)


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


def raw_document_text(content: bytes, main: str) -> str:
    """Every word that the file itself shows, notes included."""
    folder = main.rpartition("/")[0]
    names = (main, f"{folder}/footnotes.xml", f"{folder}/endnotes.xml")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        held = set(archive.namelist())
        return "\n".join(_raw(archive.read(name)) for name in names if name in held)


def _raw(part: bytes) -> str:
    text = part.decode("utf-16" if part[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    text = _TAB_STOPS.sub("", _MOVED_AWAY.sub("", _TWICE.sub("", text)))
    return "".join(
        " " if found["apart"] else unescape(found["text"]) for found in _PIECES.finditer(text)
    )
