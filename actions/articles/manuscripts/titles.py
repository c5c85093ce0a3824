"""Finding an article's title and byline or naming it, and telling them from repetitions."""

import re
from dataclasses import replace

from actions.articles.manuscripts.blocks import Block
from actions.articles.manuscripts.details import is_moment
from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.furniture import (
    BYLINE_MARK,
    BYLINE_REPEATED,
    DETAILS,
    REPEATED_TITLE,
)
from models.articles.manuscript import LeftOut, Manuscript, spaced_words
from models.articles.markdown import plain_text

LONGEST_TITLE = 30
MOST_LETTERS_IN_TITLE = 250
LONGEST_BYLINE = 10
NAMELESS = "Untitled"
_COUNTED = re.compile(r"^[\d\s_.-]+(?=[^\W\d_])|\s*\(\d+\)$")
WORDED = frozenset({"heading", "bold_line", "text"})
_BYLINE = re.compile(
    r"(?P<by>[Bb]y) (?P<name>[A-Z][\w.'’-]*( [A-Z][\w.'’-]*| and| &)*"
    r"( ?, [A-Z][\w.]*( [A-Z][\w.'’-]*)?){0,3})"
    r"(?P<rest>\s*[|·•] .*\d{4}.*|\s*([,–—/-]|on\b).*\d{4}.*)?"
)


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


def named_manuscript(manuscript: Manuscript, filename: str) -> Manuscript:
    """Named after its file; a pasted text after its first words."""
    stem = filename.rpartition("/")[2].rpartition(".")[0]
    name = _COUNTED.sub("", " ".join(re.split(r"[\s_-]+", stem))).strip()
    words = [plain_text(manuscript.standfirst), *(plain_text(s.body) for s in manuscript.sections)]
    first = next((text for text in words if text.strip()), "")
    title = name[:1].upper() + name[1:] or (opening_words(first) if first else NAMELESS)
    return replace(manuscript, title=title)


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


def byline_in(line: str) -> re.Match[str] | None:
    """“By Jane Roe” and a day behind it, in its groups `by`, `name` and `rest`.

    “By March, more than 2000 walked again” names nobody.
    """
    found = _BYLINE.fullmatch(line) if len(line) <= MOST_LETTERS_IN_TITLE else None
    rest = ((found and found["rest"]) or "").strip()
    return found if rest[:1] in {"", "|", "·", "•"} or is_moment(rest) else None


def bylined(known: str, blocks: list[Block]) -> tuple[str, list[LeftOut], list[Block]]:
    """“By Jane Roe” straight under the title and its picture, and what stands around the name."""
    place = next((n for n, block in enumerate(blocks) if block.kind != "image"), 0)
    line = blocks[place].words if blocks and blocks[place].kind == "text" else ""
    others = [*blocks[:place], *blocks[place + 1 :]]
    found = byline_in(line)
    if known and same_words(known, line):
        return known, [LeftOut(line, BYLINE_REPEATED)], others
    if not found or len(spaced_words(found["name"])) > LONGEST_BYLINE:
        return known, [], blocks
    rest = LeftOut((found["rest"] or "").strip(), DETAILS)
    names = found["name"].split(", ")
    if not known or (known in names and len(names) > 1):
        again = LeftOut(known, BYLINE_REPEATED)
        return found["name"], [LeftOut(found["by"], BYLINE_MARK), again, rest], others
    if not same_words(known, found["name"]):
        return known, [], blocks
    said = LeftOut(f"{found['by']} {found['name']}", BYLINE_REPEATED)
    return known, [said, rest], others
