"""What the shape of a pasted paragraph says: a heading, a picture's place, or plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from actions.articles.manuscripts.markdown.text import as_markdown
from actions.articles.manuscripts.titles import byline_in
from models.articles.manuscript import spaced_words

LONGEST_HEADING = 16
LONGEST_PLACEHOLDER = 45
FEWEST_HEADINGS = 2
LONGEST_NAME = 3

ITEM = re.compile(r"(?P<indent>\s*)(?P<mark>[-*•·▪◦‣–]|\d{1,3}[.)])\s+(?P<text>\S.*)")
MARKED_IMAGE = re.compile(
    r"\[?\(?(?P<mark>(image|photo|picture|figure|img)( of)?\s*:)\s*(?P<alt>.+?)\]?\)?",
    re.IGNORECASE,
)
_CAPTIONED_SCENE = re.compile(
    r"(an?|one|two|three|four|several|many|some|the|close[- ]up)\b.*\b(is|are|of)\b.*",
    re.IGNORECASE,
)
_TWO_SENTENCES_NO_STOP = re.compile(r".*\w[.!?]\s+\w.*\w")

_GAP = re.compile(r"\S {3,}\S")
_BETWEEN = re.compile(r"(?<=x)  +(?=x)")
WIDEST_ALIGNED = 300
"""Letters of a line."""
LONGEST_ALIGNED = 12
"""Words of a cell."""
CELL = "\ue0a2"
"""Stands between the cells of a row; no writer uses this sign."""
FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without a blank one between them, and how many blank lines follow."""

    lines: tuple[str, ...]
    gap: int

    @property
    def line(self) -> str:
        return self.lines[0].strip() if len(self.lines) == 1 else ""

    @property
    def size(self) -> int:
        return sum(len(spaced_words(line)) for line in self.lines)


def with_rows(lines: list[str]) -> Iterator[str]:
    """Lines that tabs or gaps part into as many cells as their neighbours are rows of a table."""
    for tabs, group in groupby(lines, key=lambda line: line.count("\t")):
        run = list(group)
        parted = sum("\t" in line.strip() for line in run)
        is_table = tabs and len(run) >= FEWEST_ROWS and parted * 2 >= len(run)
        if is_table:
            yield from (line.replace("\t", CELL) for line in run)
            continue
        for _, part in groupby(run, key=lambda line: bool(line.strip())):
            held = list(part)
            yield from held if tabs else _aligned(held)


def _aligned(lines: list[str]) -> list[str]:
    """Columns of gaps that go through all lines part cells, and so does an empty place between."""
    width = max(map(len, lines))
    parted = [bool(_GAP.search(line.strip())) for line in lines if width <= WIDEST_ALIGNED]
    if sum(parted) < FEWEST_ROWS or not parted[0] or any(map(ITEM.match, lines)):
        return lines
    columns = zip(*(line.ljust(width) for line in lines), strict=True)
    shape = "".join("x" if any(map(str.strip, column)) else " " for column in columns)
    cuts = [gap.start() for gap in _BETWEEN.finditer(shape)]
    rows = [[line[a:b].strip() for a, b in pairwise([0, *cuts, width])] for line in lines]
    is_short = all(len(spaced_words(cell)) <= LONGEST_ALIGNED for row in rows for cell in row)
    return [CELL.join(row) for row in rows] if cuts and is_short else lines


def table_of(paragraph: Paragraph) -> str:
    """The paragraph's rows as a table of Markdown, or ""."""
    if not all(CELL in line for line in paragraph.lines):
        return ""
    rows = [[as_markdown(c.strip()).replace("|", r"\|") for c in line.split(CELL)]
            for line in paragraph.lines]  # fmt: skip
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def usual_gap(paragraphs: list[Paragraph]) -> int:
    """The blank lines behind most long paragraphs: more of them part two sections."""
    gaps = sorted(part.gap for part in paragraphs[:-1] if part.size > LONGEST_HEADING)
    return max(1, gaps[len(gaps) // 2]) if gaps else 1


def headings_stand_apart(paragraphs: list[Paragraph]) -> bool:
    """Whether short lines have more blank lines behind them than paragraphs usually do."""
    usual = usual_gap(paragraphs)
    return sum(looks_like_heading(p) and p.gap > usual for p in paragraphs[1:]) >= FEWEST_HEADINGS


def looks_like_heading(paragraph: Paragraph) -> bool:
    line = paragraph.line
    return bool(
        line
        and 0 < paragraph.size <= LONGEST_HEADING
        and (line[-1] not in ".!,;:…" or _is_titled(line))
        and line[0] not in "-*•·▪◦‣–>"
        and "  " not in line
    )


def _is_titled(line: str) -> bool:
    """“How We Treat It:” is a heading; “We treat it like this:” opens a list."""
    words = spaced_words(line)
    return line.endswith(":") and sum(word[0].isupper() for word in words) * 3 > len(words) * 2


def is_heading(
    paragraph: Paragraph,
    following: Paragraph | None,
    is_first: bool,
    stand_apart: bool,
) -> bool:
    """A short line without a full stop and a longer text behind it."""
    if is_first:
        return bool(paragraph.line) and paragraph.size <= 2 * LONGEST_HEADING
    is_byline = bool(byline_in(paragraph.line))
    if following is None or is_byline or not looks_like_heading(paragraph):
        return False
    if stand_apart and paragraph.gap > 1:
        return True
    return _is_text(following) and not _is_list_of_one(paragraph, following)


def _is_text(paragraph: Paragraph) -> bool:
    """A list, or long, or ending like a sentence: lone words in a row are no headings."""
    is_sentence = paragraph.lines[-1].rstrip("”’\"')")[-1:] in {".", "!", "?", "…", ":"}
    is_list = bool(ITEM.match(paragraph.lines[0]))
    return is_list or is_sentence or paragraph.size > LONGEST_HEADING


def _is_list_of_one(paragraph: Paragraph, following: Paragraph) -> bool:
    """“1. Wake up” before “2. Wash” is a list; before a paragraph it is a numbered heading."""
    return bool(ITEM.match(paragraph.line) and ITEM.match(following.lines[0]))


def placeholder(paragraph: Paragraph, *, stand_apart: bool) -> str:
    """The alternative text that a site builder leaves where a picture stood, or ""."""
    line = paragraph.line
    if marked := MARKED_IMAGE.fullmatch(line):
        return marked["alt"]
    if not line or paragraph.size > LONGEST_PLACEHOLDER or line[-1] in ".!?:;,…":
        return ""
    if ITEM.match(line) or byline_in(line):
        return ""
    is_lone_scene = stand_apart and paragraph.gap <= 1 and _CAPTIONED_SCENE.fullmatch(line)
    has_odd_shape = "  " in line or _TWO_SENTENCES_NO_STOP.fullmatch(line)
    is_alt = (has_odd_shape and paragraph.size > LONGEST_NAME) or is_lone_scene
    return line if is_alt else ""
