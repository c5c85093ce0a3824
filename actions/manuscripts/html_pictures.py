"""The pictures of a web page, as blocks of their own."""

import base64
import binascii
import re
from collections.abc import Iterator

from bs4 import Tag

from actions.manuscripts.blocks import Block
from actions.manuscripts.html_text import attribute

_INLINE_PICTURE = re.compile(r"data:image/(png|jpe?g|webp|gif);base64,(.+)", re.DOTALL)


def pictures_in(tag: Tag) -> Iterator[Block]:
    """The pictures in a tag, or the tag itself; they leave the page."""
    for picture in [tag] if tag.name == "img" else list(tag.find_all("img")):
        source = attribute(picture, "src").strip()
        alt = " ".join(attribute(picture, "alt").split())
        if tag is not picture:
            picture.extract()
        if alt or not _is_speck(picture, source):
            yield _picture(source, alt)


def _is_speck(picture: Tag, source: str) -> bool:
    """Counting pixels and empty frames are no pictures of the article."""
    sizes = (attribute(picture, "width"), attribute(picture, "height"))
    return not source or source.startswith("data:image/svg") or bool({"0", "1", "2"} & set(sizes))


def _picture(source: str, alt: str) -> Block:
    inline = _INLINE_PICTURE.match(source)
    if not inline:
        known = "" if re.match(r"\s*(data|javascript|vbscript):", source, re.IGNORECASE) else source
        return Block("image", alt=alt, image_source=known[:2000])
    try:
        return Block("image", alt=alt, image=base64.b64decode(inline[2]))
    except (binascii.Error, ValueError):
        return Block("image", alt=alt)
