"""Writing an article out for Word, in Word's own styles."""

import base64
import re
from io import BytesIO
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from docx import Document
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from actions.articles.manuscripts.html.text import attribute, tags_of, visible_text
from actions.articles.manuscripts.writing import to_html
from models.articles.manuscript import Manuscript

WIDEST_PICTURE = Cm(15)
DEEPEST_LIST = 3

_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LISTS = {"ul": "List Bullet", "ol": "List Number"}
_MARKS = {"strong": "bold", "em": "italic"}
_HEADINGS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
_STYLES = {"blockquote": "Quote", "figcaption": "Caption", "h5": "Heading 4", "h6": "Heading 5"}


def to_docx(manuscript: Manuscript) -> bytes:
    """What the HTML shows; alternative texts go with their pictures."""
    return html_to_docx(manuscript.title, to_html(manuscript))


def html_to_docx(title: str, html: str) -> bytes:
    """A page as `to_html` writes it. Signs that Word's files cannot hold are left out."""
    document = Document()
    document.core_properties.title = _UNKEPT.sub("", title)[:250]
    page = BeautifulSoup(_UNKEPT.sub("", html), "lxml")
    for tag in tags_of(page.article or page):
        _write(document, tag)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _write(document: Any, tag: Tag, style: str = "") -> None:
    match tag.name:
        case "ul" | "ol":
            _list(document, tag)
        case "table":
            _table(document, tag)
        case "figure":
            _figure(document, tag)
        case "blockquote":
            for inner in tags_of(tag):
                _write(document, inner, _STYLES["blockquote"])
        case "hr":
            pass
        case name:
            named = style or _HEADINGS.get(name) or _STYLES.get(name)
            _words(document.add_paragraph(style=named), tag)


def _list(document: Any, tag: Tag, depth: int = 1) -> None:
    number = f" {min(depth, DEEPEST_LIST)}" if depth > 1 else ""
    for item in tags_of(tag):
        paragraph = document.add_paragraph(style=_LISTS[tag.name] + number)
        for piece in item.children:
            if isinstance(piece, Tag) and piece.name in _LISTS:
                _list(document, piece, depth + 1)
            else:
                _piece(paragraph, piece, {})


def _table(document: Any, tag: Tag) -> None:
    rows = [row(["td", "th"]) for row in tag("tr")]
    table = document.add_table(rows=0, cols=max(map(len, rows), default=1), style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        for cell, found in zip(cells, row, strict=False):
            _words(cell.paragraphs[0], found)


def _figure(document: Any, tag: Tag) -> None:
    picture, caption = tag.img, tag.figcaption
    if picture:
        _picture(document.add_paragraph(), picture)
    if caption:
        _words(document.add_paragraph(style=_STYLES["figcaption"]), caption)


def _picture(paragraph: Any, picture: Tag) -> None:
    """A picture that is not there, or that Word can't show, is named by its description."""
    encoded, alt = attribute(picture, "src").partition(";base64,")[2], attribute(picture, "alt")
    try:
        file = BytesIO(base64.b64decode(encoded))
        shape = paragraph.add_run().add_picture(file, width=WIDEST_PICTURE)
        shape._inline.docPr.set("descr", alt)  # noqa: SLF001 - python-docx has no other way
    except UnrecognizedImageError:
        paragraph.add_run(f"[Image: {alt}]")


def _words(paragraph: Any, tag: Tag) -> None:
    for piece in tag.children:
        _piece(paragraph, piece, {})


def _piece(paragraph: Any, piece: Any, marks: dict[str, bool]) -> None:
    if isinstance(piece, NavigableString):
        run = paragraph.add_run(" ".join(piece.split("\n")))
        for mark, wanted in marks.items():
            setattr(run, mark, wanted)
    elif piece.name == "br":
        paragraph.add_run().add_break()
    elif piece.name == "img":
        _picture(paragraph, piece)
    elif piece.name == "a":
        _link(paragraph, attribute(piece, "href"), visible_text(piece))
    else:
        found = {_MARKS[piece.name]: True} if piece.name in _MARKS else {}
        for inner in piece.children:
            _piece(paragraph, inner, marks | found)


def _link(paragraph: Any, address: str, words: str) -> None:
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run = paragraph.add_run(words)
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001 - python-docx has no other way
    paragraph._p.append(link)  # noqa: SLF001 - the same
