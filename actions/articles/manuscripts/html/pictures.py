"""The pictures of a web page, as blocks of their own."""

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bs4 import Tag

from actions.articles.manuscripts.blocks import Block
from actions.articles.manuscripts.html.text import attribute

SMALLEST_PICTURE = 200
"""Bytes. Less is a frame that waits for a picture, or counts its readers."""

_ENCLOSED = re.compile(r"data:image/(?:png|jpe?g|webp|gif);base64,([A-Za-z0-9+/=\s]+)")
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
        if alt or not _is_speck(picture, source):
            is_file = not re.match(r"\s*(data|javascript|vbscript):", source, re.IGNORECASE)
            yield Block("image", alt=alt, image_source=source[:2000] if is_file else "")


def _is_speck(picture: Tag, source: str) -> bool:
    """Counting pixels and empty frames are no pictures of the article."""
    sizes = (attribute(picture, "width"), attribute(picture, "height"))
    return not source or source.startswith("data:") or bool({"0", "1", "2"} & set(sizes))
