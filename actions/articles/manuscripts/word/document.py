"""Reading Word documents."""

import re
import zipfile
from io import BytesIO
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from actions.articles.manuscripts.assembling import assembled
from actions.articles.manuscripts.blocks import Pieces
from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.furniture import (
    EMBEDDED,
    FOOT,
    HEAD,
    HIDDEN,
    NOTES_HEADING,
    REMARK,
)
from actions.articles.manuscripts.html import page as html
from actions.articles.manuscripts.word.deleting import DELETED_CELL, DELETED_ROW
from actions.articles.manuscripts.word.numbering import NUMBER_MARK
from actions.articles.manuscripts.word.parts import main_part, raw_document_text
from actions.articles.manuscripts.word.preparing import PROMPT, prepared
from models.articles.manuscript import LeftOut, Manuscript

MOST_BYTES_OF_TEXT = 40 * 1024 * 1024
"""Unpacked. Pictures are stored as they are, so the file's own size bounds them."""

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
"""
_AROUND = (
    (re.compile(r"word/header\d*\.xml"), HEAD),
    (re.compile(r"word/footer\d*\.xml"), FOOT),
    (re.compile(r"word/comments\.xml"), REMARK),
    (re.compile(r"word/(diagrams/data|charts/chart)\d*\.xml"), EMBEDDED),
)
_CAPTIONED = re.compile(r'<p>(<img [^>]*>)</p>\s*<p class="caption">(.*?)</p>', re.DOTALL)
_ITEM_NUMBER = re.compile(rf"<li>\s*{NUMBER_MARK}(\d+)([aAiIn]?){NUMBER_MARK}")
_NOTES = re.compile(r'<ol>(?=<li id="(?:foot|end)note-)')
_NUMBER = re.compile(rf"{NUMBER_MARK}\d+[aAiIn]?{NUMBER_MARK}")
COUNTED = frozenset({HIDDEN, PROMPT, DELETED_ROW, DELETED_CELL})
"""Left out, and among the words that the file itself shows."""
NO_DOCUMENT = (
    "This is no Word document. Open it, save it as DOCX, and bring that file; or paste its text."
)
_DAMAGE = (
    zipfile.BadZipFile, ExpatError, LookupError, ValueError, AttributeError, TypeError,
    RuntimeError, OSError, etree.XMLSyntaxError,
)  # fmt: skip
"""What mammoth and the packages below it say of a file that is not what it claims to be."""


def read(content: bytes) -> list[Manuscript]:
    """Errors: UnreadableManuscript for a damaged document and one that unpacks to far more."""
    try:
        is_too_long = _bytes_of_text(content) > MOST_BYTES_OF_TEXT
        main = "" if is_too_long else main_part(content)
        plain, around = prepared(content, main) if main else (content, [])
        page = _page(plain) if main else ""
        around += [] if is_too_long else _around(content)
        source = raw_document_text(content, main) if main else ""
    except _DAMAGE as error:
        raise UnreadableManuscript(
            "The document is damaged. Open it in Word, save it again as DOCX, and bring that."
        ) from error
    if not (is_too_long or main):
        raise UnreadableManuscript(NO_DOCUMENT)
    if is_too_long:
        raise UnreadableManuscript("The document is far too long. Paste its text instead.")
    pieces = html.pieces_of(f"<html><body>{page}</body></html>", is_page=False)
    source = "\n".join([source, *(item.text for item in around if item.reason not in COUNTED)])
    left_out = (*pieces.left_out, *around)
    return [assembled(Pieces(source, pieces.blocks, left_out, pieces.facts))]


def _bytes_of_text(content: bytes) -> int:
    archive = zipfile.ZipFile(BytesIO(content))
    parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
    total = sum(part.file_size for part in parts)
    if total <= MOST_BYTES_OF_TEXT and any(_defines_entities(archive.read(p)) for p in parts):
        raise ValueError("No program that writes documents declares entities.")
    return total


def _defines_entities(part: bytes) -> bool:
    """A few of them can name gigabytes, or another file."""
    return b"<!DOCTYPE" in part or b"<!DOCTYPE" in part.replace(b"\0", b"")


def _around(content: bytes) -> list[LeftOut]:
    """Heads and feet of the pages, and colleagues’ comments, are no part of the article."""
    found: list[LeftOut] = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            reason = next((why for part, why in _AROUND if part.fullmatch(name)), "")
            words = _words(archive.read(name)) if reason else ""
            found += [LeftOut(words, reason)] if words else []
    return found


def _words(part: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(part, parser)
    paragraphs = [] if root is None else root.iter("{*}p", "{*}v")
    told = (
        "".join([each.text or "", *(t.text or "" for t in each.iter("{*}t"))])
        for each in paragraphs
    )
    return " ".join(" ".join(told).split())


def _page(content: bytes) -> str:
    page = str(mammoth.convert_to_html(BytesIO(content), style_map=_STYLES).value)
    page = _ITEM_NUMBER.sub(r'<li value="\1" data-form="\2">', page)
    page = _NOTES.sub(f"{NOTES_HEADING}<ol>", _NUMBER.sub("", page))
    return _CAPTIONED.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", page)
