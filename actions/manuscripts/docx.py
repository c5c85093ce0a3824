"""Reading Word documents."""

import zipfile
from io import BytesIO

import mammoth

from actions.manuscripts import html
from actions.manuscripts.errors import UnreadableManuscript
from models.manuscript import Manuscript

MOST_BYTES_UNPACKED = 256 * 1024 * 1024

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
"""


def read(content: bytes) -> list[Manuscript]:
    """Errors: UnreadableManuscript for a damaged document and one that unpacks to far more."""
    try:
        parts = zipfile.ZipFile(BytesIO(content)).infolist()
        if sum(part.file_size for part in parts) > MOST_BYTES_UNPACKED:
            raise UnreadableManuscript("The document is far too large. Leave its pictures out.")
        found = mammoth.convert_to_html(BytesIO(content), style_map=_STYLES)
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError) as error:
        if isinstance(error, UnreadableManuscript):
            raise
        raise UnreadableManuscript(
            "The document is damaged. Open it in Word, save it again as DOCX, and bring that."
        ) from error
    return html.read(f"<html><body>{found.value}</body></html>")
