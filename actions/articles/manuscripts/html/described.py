"""Pictures whose descriptions the page shows again as text: below them, and around a gallery."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bs4 import Tag

from actions.articles.manuscripts.blocks import FEWEST_WORDS, Block
from actions.articles.manuscripts.furniture import CONTROLS, REPEATED_TITLE, SAID_TWICE
from actions.articles.manuscripts.html.text import attribute, tags_of
from actions.articles.manuscripts.titles import same_words
from models.articles.manuscript import LeftOut, spaced_words

_BARE = re.compile(r"[\W_]+")
_CUT = re.compile(r"(\.\.\.|…)?\s*\bmore\Z")
_UNFOLDED = re.compile(r"(?<=[.!?…])\s+less\Z")
"""The switch between a caption and its beginning."""
_CONTROL = re.compile(r"\d+ *(of|/) *\d+|back to (the )?gallery", re.IGNORECASE)


def is_gallery(tag: Tag) -> bool:
    """A list of pictures, each with its own description below it."""
    items = [item for item in tags_of(tag) if item.name == "li"]
    return bool(items) and all(map(_is_described, items))


def _is_described(item: Tag) -> bool:
    pictures = item.find_all("img")
    alt = attribute(pictures[0], "alt") if len(pictures) == 1 else ""
    said = _bare(" ".join(item.get_text(" ").split()))
    begins = _bare(" ".join(alt.split()[:FEWEST_WORDS]))
    return len(spaced_words(alt)) >= FEWEST_WORDS and said.startswith(begins)


def described(blocks: Iterable[Block], title: str) -> tuple[list[Block], list[LeftOut]]:
    """A text below a picture that only says what its description says becomes its caption.

    Straight behind a picture or such a text, what says that once more is left out, and so are the
    title and the buttons of a gallery.
    """
    kept: list[Block] = []
    left_out: list[LeftOut] = []
    is_gallery_here = False
    for block in blocks:
        picture = kept[-1] if kept and kept[-1].kind == "image" else None
        words = _plain_words(block)
        if picture and words and _adds(words, picture):
            caption = f"{picture.caption} {_UNFOLDED.sub('', words)}".strip()
            kept[-1] = replace(picture, caption=caption)
            left_out += [LeftOut("less", CONTROLS)] if _UNFOLDED.search(words) else []
            is_gallery_here = True
        elif reason := _reason(block, words, kept, title, is_gallery_here=is_gallery_here):
            left_out.append(LeftOut(block.words, reason))
            is_gallery_here = True
        else:
            kept.append(block)
            is_gallery_here = False
    return kept, left_out


def _adds(words: str, picture: Block) -> bool:
    return _is_in(words, picture.alt) and not _is_in(words, picture.caption)


def _plain_words(block: Block) -> str:
    """Of a paragraph of words without marks, "" of anything else."""
    is_plain = block.kind == "text" and block.is_prose and "](" not in block.text
    enough = len(spaced_words(block.words)) >= FEWEST_WORDS
    return block.words if is_plain and enough and "~~" not in block.text else ""


def _reason(
    block: Block, words: str, kept: list[Block], title: str, *, is_gallery_here: bool
) -> str:
    is_beside = is_gallery_here or bool(kept and kept[-1].kind == "image")
    pictures = [each for each in kept if each.kind == "image" and each.caption]
    if is_beside and words and any(_is_in(words, each.caption) for each in pictures):
        return SAID_TWICE
    if not is_gallery_here or block.kind != "text":
        return ""
    if same_words(title, block.words):
        return REPEATED_TITLE
    return CONTROLS if _CONTROL.fullmatch(block.words) else ""


def _is_in(words: str, said: str) -> bool:
    bare = _bare(_UNFOLDED.sub("", _CUT.sub("", words)))
    return bool(bare) and bare in _bare(said)


def _bare(words: str) -> str:
    return _BARE.sub("", words).casefold()
