"""Finding an article's title and byline, and telling them from their repetitions."""

import re

from actions.articles.manuscripts.blocks import Block
from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.furniture import (
    BYLINE_MARK,
    BYLINE_REPEATED,
    DETAILS,
    LONGEST_LINE,
    REPEATED_TITLE,
)
from models.articles.manuscript import LeftOut, spaced_words

LONGEST_TITLE = 30
MOST_LETTERS_IN_TITLE = 250
LONGEST_BYLINE = 10
WORDED = frozenset({"heading", "bold_line", "text"})
LENGTH_OF_HEAD = 8
"""Blocks above the text among which a page names its author and its day."""
BYLINE = re.compile(
    r"(?P<by>[Bb]y) (?P<name>[A-Z][\w.'’-]*( [A-Z][\w.'’-]*| and| &)*(, [A-Z][\w.]*){0,3})"
    r"(?P<rest>\s*[|·•,–—-] .*\d{4}.*)?"
)
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_OF_MOMENTS = frozenset([
    *("by", "from", "on", "at", "posted", "published", "updated", "written"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun"),
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    *("st", "nd", "rd", "th", "a", "p", "m", "am", "pm", "t", "z"),
    *("gmt", "utc", "bst", "cet", "cest", "hkt", "ist", "et", "est", "edt", "ct", "cst", "cdt"),
    *("mt", "mst", "mdt", "pt", "pst", "pdt"),
])  # fmt: skip


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


def bylined(known: str, blocks: list[Block]) -> tuple[str, list[LeftOut], list[Block]]:
    """“By Jane Roe” straight under the title, and what stands around the name."""
    line = blocks[0].words if blocks and blocks[0].kind == "text" else ""
    found = BYLINE.fullmatch(line) if len(line) <= MOST_LETTERS_IN_TITLE else None
    if known and same_words(known, line):
        return known, [LeftOut(line, BYLINE_REPEATED)], blocks[1:]
    if not found or len(spaced_words(found["name"])) > LONGEST_BYLINE:
        return known, [], blocks
    rest = LeftOut((found["rest"] or "").strip(), DETAILS)
    if not known:
        return found["name"], [LeftOut(found["by"], BYLINE_MARK), rest], blocks[1:]
    if not same_words(known, found["name"]):
        return known, [], blocks
    said = LeftOut(f"{found['by']} {found['name']}", BYLINE_REPEATED)
    return known, [said, rest], blocks[1:]


def without_details(
    byline: str, date: str, blocks: list[Block]
) -> tuple[list[LeftOut], list[Block]]:
    """Above the text, lines of nothing but the author’s name and the page’s own year and day.

    `date` is what the page’s data says; without it a line that is only a date stays.
    """
    year = date[:4] if date[:4].isdigit() else ""
    head = blocks[:LENGTH_OF_HEAD] if year or byline else []
    gone = [block for block in head if block.kind == "text" and _is_detail(block, byline, year)]
    kept = [block for block in blocks if not any(block is each for each in gone)]
    return [LeftOut(block.words, DETAILS) for block in gone], kept


def _is_detail(block: Block, byline: str, year: str) -> bool:
    line = " ".join(block.words.split()).casefold()
    if len(line.split()) > LONGEST_LINE or len(line) > MOST_LETTERS_IN_TITLE:
        return False
    name = " ".join(byline.split()).casefold().removeprefix("by ")
    is_named = bool(name) and name in line
    rest = line.replace(name, " ", 1) if is_named else line
    is_moment = all(part.isdecimal() or part in _OF_MOMENTS for part in _PARTS.findall(rest))
    return is_moment and (is_named or (bool(year) and year in rest))
