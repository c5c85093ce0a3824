"""The pictures of a web page, as blocks of their own."""

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bs4 import Tag

from actions.articles.manuscripts.blocks import Block, is_speck
from actions.articles.manuscripts.html.text import attribute

SMALLEST_PICTURE = 200
"""Bytes. Less is a frame that waits for a picture, or counts its readers."""

_ENCLOSED = re.compile(r"data:image/(?:png|jpe?g|webp|gif);base64,([A-Za-z0-9+/=\s]+)")
_NO_FILE = re.compile(r"\s*(data|javascript|vbscript):", re.IGNORECASE)
ENCLOSED = "A picture inside the page"
_HELD = re.compile(r"held-picture:(\d+)")


def detach_pictures(text: str) -> tuple[str, list[str]]:
    """The page with a short name for each enclosed picture, and the pictures, still encoded.

    A photograph is a longer word than any reader of pages takes.
    """
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[1])
        return f"held-picture:{len(held) - 1}"

    return _ENCLOSED.sub(hold, text), held


def restore_pictures(blocks: Sequence[Block], held: Sequence[str]) -> Iterator[Block]:
    for block in blocks:
        name = _HELD.fullmatch(block.image_source)
        content = _decoded(held[int(name[1])]) if name and int(name[1]) < len(held) else b""
        if not name:
            yield block
        elif is_speck(content):
            # Described, it holds the place of a picture that is not in the file.
            here = ("", None) if block.alt else (ENCLOSED, content)
            yield replace(block, image_source=here[0], image=here[1])
        elif block.alt or len(content) >= SMALLEST_PICTURE:
            yield replace(block, image=content or None, image_source="")


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded)
    except (binascii.Error, ValueError):
        return b""


def pictures_in(tag: Tag) -> Iterator[Block]:
    """The pictures in a tag, or the tag itself; they leave the page."""
    for picture in [tag] if tag.name == "img" else list(tag.find_all("img")):
        source = attribute(picture, "src").strip()
        alt = " ".join(attribute(picture, "alt").split())
        if tag is not picture:
            picture.extract()
        is_tiny, is_file = not alt and _is_tiny(picture), not _NO_FILE.match(source)
        if alt or (source and is_file):
            place = source[:2000] if is_file else ""
            yield Block("image", alt=alt, image_source=place, is_tiny=is_tiny)


def _is_tiny(picture: Tag) -> bool:
    """Nothing that a reader could see. Beside a long side, one of nothing is not known yet."""
    sides = {attribute(picture, "width"), attribute(picture, "height")} - {""}
    return bool(sides) and sides <= {"0", "1", "2"}
