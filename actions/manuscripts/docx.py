"""Reading Word documents."""

import zipfile
from io import BytesIO
from xml.parsers.expat import ExpatError

import mammoth

from actions.manuscripts import html
from actions.manuscripts.errors import UnreadableManuscript
from models.manuscript import Manuscript

MOST_BYTES_OF_TEXT = 40 * 1024 * 1024
"""Unpacked. Pictures are stored as they are, so the file's own size bounds them."""

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
"""
_DAMAGE = (
    zipfile.BadZipFile, ExpatError, LookupError, ValueError, AttributeError, TypeError,
    RuntimeError, OSError,
)  # fmt: skip
"""What mammoth and the packages below it say of a file that is not what it claims to be."""


def read(content: bytes) -> list[Manuscript]:
    """Errors: UnreadableManuscript for a damaged document and one that unpacks to far more."""
    try:
        is_too_long = _bytes_of_text(content) > MOST_BYTES_OF_TEXT
        page = "" if is_too_long else _page(content)
    except _DAMAGE as error:
        raise UnreadableManuscript(
            "The document is damaged. Open it in Word, save it again as DOCX, and bring that."
        ) from error
    if is_too_long:
        raise UnreadableManuscript("The document is far too long. Paste its text instead.")
    return html.read(f"<html><body>{page}</body></html>")


def _bytes_of_text(content: bytes) -> int:
    parts = zipfile.ZipFile(BytesIO(content)).infolist()
    return sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))


def _page(content: bytes) -> str:
    return str(mammoth.convert_to_html(BytesIO(content), style_map=_STYLES).value)
