"""Reading a folder that was packed: pages or texts with their pictures beside them."""

import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import unescape
from io import BytesIO
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from actions.articles.manuscripts.assembling import LONGEST_ADDRESS
from actions.articles.manuscripts.blocks import is_speck
from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.furniture import SPECK_OF_PAGE
from models.articles.manuscript import (
    LeftOut,
    Manuscript,
    ManuscriptSection,
    spaced_words,
)

TEXTS = (".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".json", ".xml", ".docx")
PAGES = (".html", ".htm", ".xhtml")
SHEETS = (".css",)
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
MOST_BYTES = 100 * 1024 * 1024
"""Unpacked, of all that is read."""
MOST_FILES = 2_000
NOTHING = "This archive holds no article. Pack a page or a text with its pictures, and bring that."

_SHEET = re.compile(rb"<link\b(?=[^>]*\brel=[\"']?stylesheet)[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(rb"\bhref=[\"']?((?<=[\"'])[^\"'>]*|[^\s\"'>]+)", re.IGNORECASE)
_MEDIA = re.compile(rb"\bmedia=([\"'][^\"'>]*[\"']|[^\s>]+)", re.IGNORECASE)

Reader = Callable[[bytes, str], list[Manuscript]]


def read(content: bytes, read_one: Reader) -> list[Manuscript]:
    """Each text in it, by name; a picture is found by its path from the text that names it.

    Nothing is written to disk. Errors: UnreadableManuscript.
    """
    files = _unpacked(zipfile.ZipFile(BytesIO(content)))
    names = sorted(name for name in files if name.lower().endswith(TEXTS))
    if not names:
        raise UnreadableManuscript(NOTHING)
    return [
        _with_pictures(manuscript, dirname(name), files)
        for name in names
        for manuscript in read_one(_with_sheets(name, files), name.rpartition("/")[2])
    ]


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    wanted = [part for part in archive.infolist() if _is_wanted(part.filename)]
    if len(wanted) > MOST_FILES or sum(part.file_size for part in wanted) > MOST_BYTES:
        raise UnreadableManuscript(
            "The archive unpacks to more than 100 MB. Pack the article and its pictures alone."
        )
    return {normpath(part.filename): _bytes_of(archive, part) for part in wanted}


def _is_wanted(name: str) -> bool:
    """Apple’s packer adds a shadow of each file."""
    return name.lower().endswith(TEXTS + PICTURES + SHEETS) and not name.startswith("__MACOSX/")


def _bytes_of(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """No more than the archive announced, whatever it unpacks to."""
    try:
        with archive.open(part) as file:
            return file.read(part.file_size)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise UnreadableManuscript(
            "The archive is damaged, or asks for a password. Pack it again without one."
        ) from error


def _with_sheets(name: str, files: dict[str, bytes]) -> bytes:
    """A page, with the style sheets that lie beside it put into it: they tell what it hides."""
    if not name.lower().endswith(PAGES):
        return files[name]

    def sheet(link: re.Match[bytes]) -> bytes:
        address, media = _ADDRESS.search(link[0]), _MEDIA.search(link[0])
        told = unescape(address[1].decode("utf-8", "replace")) if address else ""
        found = files.get(_place(told, dirname(name)), b"").replace(b"<", b"")
        return b"<style %b>%b</style>" % (media[0] if media else b"", found)

    return _SHEET.sub(sheet, files[name])


def _place(address: str, folder: str) -> str:
    """Where it lies in the archive, "" for what lies elsewhere."""
    told = urlsplit(address)
    return "" if told.netloc or not told.path else normpath(join(folder, unquote(told.path)))


def _with_pictures(manuscript: Manuscript, folder: str, files: dict[str, bytes]) -> Manuscript:
    """A speck is no picture: described, it is one that is still to come, and else left out."""
    found = [_without_speck(each) for each in _sections(manuscript.sections, folder, files)]
    report = manuscript.report
    left_out = [LeftOut(_address_of(each), SPECK_OF_PAGE) for each in found if is_speck(each.image)]
    more = sum(len(spaced_words(item.text)) for item in left_out)
    return replace(
        manuscript,
        sections=tuple(each for each in found if not is_speck(each.image)),
        report=replace(
            report,
            words_in_source=report.words_in_source + more,
            left_out=(*report.left_out, *left_out),
        ),
    )


def _without_speck(section: ManuscriptSection) -> ManuscriptSection:
    is_told = section.heading or section.alt or section.caption
    return replace(section, image=None) if is_told and is_speck(section.image) else section


def _address_of(speck: ManuscriptSection) -> str:
    return speck.image_source[:LONGEST_ADDRESS]


def _sections(
    sections: Iterable[ManuscriptSection], folder: str, files: dict[str, bytes]
) -> Iterable[ManuscriptSection]:
    for section in sections:
        place = "" if section.image else _place(section.image_source, folder)
        found = files.get(place)
        yield replace(section, image=found) if found else section
