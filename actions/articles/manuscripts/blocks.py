"""The pieces of a text in reading order, whatever kind of file they came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal

from PIL import Image

from actions.articles.manuscripts.markdown.text import shown
from models.articles.manuscript import LeftOut, spaced_words

BlockKind = Literal["heading", "bold_line", "text", "image", "button", "break"]
FEWEST_WORDS = 4
SPECK = 2
"""Pixels. What is no wider and no higher counts its readers, or holds a place."""


@dataclass(frozen=True, slots=True)
class Block:
    """`text` is Markdown for a text or bold line, and plain words for a heading or button.

    `level` is 1–6 for a heading, 0 for the one over the notes, which stands outside the order of
    the others. `is_prose` is false for lists, tables and the like; `is_tiny` true for a picture
    that the page shows as a speck.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    is_prose: bool = True
    alt: str = ""
    caption: str = ""
    image: bytes | None = None
    image_source: str = ""
    is_tiny: bool = False

    @property
    def is_speck(self) -> bool:
        return self.is_tiny or is_speck(self.image)

    @property
    def words(self) -> str:
        """The words a reader sees, on one line."""
        return shown(self.text) if self.kind in {"text", "bold_line"} else self.text


def is_speck(picture: bytes | None) -> bool:
    try:
        return bool(picture) and max(Image.open(BytesIO(picture or b"")).size) <= SPECK
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False  # it is told when the picture is taken in


def repeats_caption(block: Block, beside: Sequence[Block]) -> bool:
    """Whether it only says again what is said under the picture next to it."""
    words = block.words
    is_text = block.kind == "text" and len(spaced_words(words)) >= FEWEST_WORDS
    return is_text and any(words in " ".join(each.caption.split()) for each in beside)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a reader found: the blocks, the facts around them, all words, and what it left out."""

    source: str
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
