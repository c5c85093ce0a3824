"""Finding an article's title, and telling it from its repetitions."""

import re

from actions.articles.manuscripts.blocks import Block
from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.furniture import REPEATED_TITLE
from models.articles.manuscript import LeftOut, spaced_words

LONGEST_TITLE = 30
MOST_LETTERS_IN_TITLE = 250
LONGEST_BYLINE = 10
WORDED = frozenset({"heading", "bold_line", "text"})


def same_words(one: str, other: str) -> bool:
    """Whether two lines differ in punctuation, case and spaces at most."""
    return len(other) <= 2 * len(one) + 20 and _bare(one) == _bare(other)


def _bare(line: str) -> str:
    return re.sub(r"[\W_]+", "", line).casefold()


def titled(known: str, blocks: list[Block]) -> tuple[str, list[Block]]:
    """The title known beforehand, else the first top heading, else the first line of all.

    A list or table is no title: then it is "", and whoever knows the file's name gives one.
    """
    if known:
        return known, blocks
    tops = [block for block in blocks if block.kind == "heading" and block.level == 1]
    first = tops[0] if tops else next((b for b in blocks if b.kind in WORDED), None)
    if first is None:
        raise UnreadableManuscript(
            "There are no words in it. Open it to see that it is the right file."
        )
    if first.kind == "text" and not first.is_prose:
        return "", blocks
    if len(spaced_words(first.words)) > LONGEST_TITLE or len(first.words) > MOST_LETTERS_IN_TITLE:
        return opening_words(first.words), blocks
    return first.words, [block for block in blocks if block is not first]


def opening_words(text: str) -> str:
    """A text that begins with a long paragraph names itself by its first words."""
    return " ".join(text.split()[:8])[:MOST_LETTERS_IN_TITLE] + "…"


def without_repeated(title: str, blocks: list[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The title said again above the text. Further down, its words head what follows them."""
    first = next((n for n, block in enumerate(blocks) if _is_running(block, title)), len(blocks))
    tops = [n for n, b in enumerate(blocks) if b.kind == "heading" and b.level == 1]
    kept: list[Block] = []
    repeated: list[LeftOut] = []
    for number, block in enumerate(blocks):
        is_above = number < first or tops == [number] or number == len(blocks) - 1
        if is_above and block.kind in WORDED and same_words(title, block.words):
            repeated.append(LeftOut(block.words, REPEATED_TITLE))
        else:
            kept.append(block)
    return kept, repeated


def _is_running(block: Block, title: str) -> bool:
    """A paragraph of the article itself, not a line above it."""
    if block.kind != "text" or same_words(title, block.words):
        return False
    is_sentence = block.words.endswith((".", "!", "?", "…"))
    return is_sentence or not block.is_prose or len(spaced_words(block.words)) > LONGEST_BYLINE
