"""Reading pasted plain text: paragraphs, headings, lists and the lines a site builder leaves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actions.manuscripts.assembling import BYLINE, assembled
from actions.manuscripts.blocks import Block, Pieces
from actions.manuscripts.furniture import MENU, PICTURE_MARK, is_menu, reason_for_line
from actions.manuscripts.markdown_text import as_markdown
from models.manuscript import LeftOut, Manuscript, words_of

LONGEST_HEADING = 16
LONGEST_PLACEHOLDER = 45
FEWEST_HEADINGS = 2
LONGEST_NAME = 3
NARROWEST_COLUMN = 50
LONG_LINE = 120
"""Characters. A longer line was not wrapped by hand: each is a paragraph."""

_ITEM = re.compile(r"(?P<indent>\s*)(?P<mark>[-*•·▪◦‣–]|\d{1,3}[.)])\s+(?P<text>\S.*)")
_MARKED_IMAGE = re.compile(
    r"\[?\(?(?P<mark>(image|photo|picture|figure|img)( of)?\s*:)\s*(?P<alt>.+?)\]?\)?",
    re.IGNORECASE,
)
_CAPTIONED_SCENE = re.compile(
    r"(an?|one|two|three|four|several|many|some|the|close[- ]up)\b.*\b(is|are|of)\b.*",
    re.IGNORECASE,
)
_TWO_SENTENCES_NO_STOP = re.compile(r".*\w[.!?]\s+\w.*\w")
_UNDERLINE = re.compile(r"\s*([=\-_*])\1{2,}\s*")


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
        return sum(len(words_of(line)) for line in self.lines)


def read(text: str) -> list[Manuscript]:
    paragraphs = list(_paragraphs(text))
    menus = [part for part in paragraphs[:4] if is_menu(list(part.lines))]
    rest = [part for part in paragraphs if part not in menus]
    left_out = [LeftOut(" ".join(" ".join(part.lines).split()), MENU) for part in menus]
    marked = [found for part in rest if (found := _MARKED_IMAGE.fullmatch(part.line))]
    left_out += [LeftOut(found["mark"], PICTURE_MARK) for found in marked]
    return [assembled(Pieces(text, tuple(_blocks(rest)), tuple(left_out)))]


def _paragraphs(text: str) -> Iterator[Paragraph]:
    lines = [line.rstrip() for line in text.expandtabs(4).splitlines()]
    has_blank_lines = any(not line for line in "\n".join(lines).strip().split("\n"))
    held: list[str] = []
    gap = 0
    for line in lines:
        if line and held and (gap or _starts_anew(held, line, has_blank_lines)):
            yield Paragraph(tuple(held), gap)
            held, gap = [], 0
        if line:
            held.append(line)
        elif held:
            gap += 1
    if held:
        yield Paragraph(tuple(held), gap)


def _starts_anew(held: list[str], line: str, has_blank_lines: bool) -> bool:
    """Page furniture stands alone; without any blank lines each line but a list's does."""
    if reason_for_line(line) or reason_for_line(held[-1]):
        return not (is_menu([*held, line]) or is_menu(held))
    if BYLINE.fullmatch(line) or _is_heading_on_top(held, line):
        return True
    return not has_blank_lines and not (_ITEM.match(held[-1]) and _ITEM.match(line))


def _is_heading_on_top(held: list[str], line: str) -> bool:
    """A short line right above a paragraph that was not wrapped by hand."""
    return len(held) == 1 and len(line) > LONG_LINE and _looks_like_heading(Paragraph((*held,), 0))


def _blocks(paragraphs: list[Paragraph]) -> Iterator[Block]:
    headings_stand_apart = _headings_stand_apart(paragraphs)
    usual_gap = _usual_gap(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        if alt := _placeholder(paragraph, headings_stand_apart=headings_stand_apart):
            yield Block("image", alt=alt)
        elif _is_heading(paragraph, following, number == 0, headings_stand_apart):
            yield Block("heading", paragraph.line, level=1 if number == 0 else 2)
        else:
            yield from _text(paragraph)
            if following and paragraph.gap > usual_gap:
                yield Block("break")


def _usual_gap(paragraphs: list[Paragraph]) -> int:
    """The blank lines behind most long paragraphs: more of them part two sections."""
    gaps = sorted(part.gap for part in paragraphs[:-1] if part.size > LONGEST_HEADING)
    return max(1, gaps[len(gaps) // 2]) if gaps else 1


def _headings_stand_apart(paragraphs: list[Paragraph]) -> bool:
    """Whether short lines have more blank lines behind them than paragraphs usually do."""
    usual = _usual_gap(paragraphs)
    return sum(_looks_like_heading(p) and p.gap > usual for p in paragraphs[1:]) >= FEWEST_HEADINGS


def _looks_like_heading(paragraph: Paragraph) -> bool:
    line = paragraph.line
    return bool(
        line
        and 0 < paragraph.size <= LONGEST_HEADING
        and line[-1] not in ".!,;:…"
        and line[0] not in "-*•·▪◦‣–>"
        and "  " not in line
    )


def _is_heading(
    paragraph: Paragraph,
    following: Paragraph | None,
    is_first: bool,
    stand_apart: bool,
) -> bool:
    """A short line without a full stop and a longer text behind it."""
    if is_first:
        return bool(paragraph.line) and paragraph.size <= 2 * LONGEST_HEADING
    is_byline = bool(BYLINE.fullmatch(paragraph.line))
    if following is None or is_byline or not _looks_like_heading(paragraph):
        return False
    if stand_apart and paragraph.gap > 1:
        return True
    is_longer = following.size > paragraph.size or bool(_ITEM.match(following.lines[0]))
    return is_longer and not _is_list_of_one(paragraph, following)


def _is_list_of_one(paragraph: Paragraph, following: Paragraph) -> bool:
    """“1. Wake up” before “2. Wash” is a list; before a paragraph it is a numbered heading."""
    return bool(_ITEM.match(paragraph.line) and _ITEM.match(following.lines[0]))


def _placeholder(paragraph: Paragraph, *, headings_stand_apart: bool) -> str:
    """The alternative text that a site builder leaves where a picture stood, or ""."""
    line = paragraph.line
    if marked := _MARKED_IMAGE.fullmatch(line):
        return marked["alt"]
    if not line or paragraph.size > LONGEST_PLACEHOLDER or line[-1] in ".!?:;,…":
        return ""
    if _ITEM.match(line):
        return ""
    is_lone_scene = headings_stand_apart and paragraph.gap <= 1 and _CAPTIONED_SCENE.fullmatch(line)
    has_odd_shape = "  " in line or _TWO_SENTENCES_NO_STOP.fullmatch(line)
    is_alt = (has_odd_shape and paragraph.size > LONGEST_NAME) or is_lone_scene
    return line if is_alt else ""


def _text(paragraph: Paragraph) -> Iterator[Block]:
    """One paragraph, or the prose and lists inside it."""
    held: list[str] = []
    was_item = False
    for line in paragraph.lines:
        is_item = bool(_ITEM.match(line)) or (was_item and line.startswith("  "))
        if held and is_item != was_item:
            yield _prose_or_list(held, is_list=was_item)
            held = []
        held.append(line)
        was_item = is_item
    yield _prose_or_list(held, is_list=was_item)


def _prose_or_list(lines: list[str], *, is_list: bool) -> Block:
    if is_list:
        return Block("text", "\n".join(map(_item, lines)), is_prose=False)
    prose = [as_markdown(line.strip()) for line in lines if not _UNDERLINE.fullmatch(line)]
    longest = max(map(len, lines))
    if longest > LONG_LINE:
        return Block("text", "\n\n".join(prose))
    is_wrapped = (
        len(prose) > 1 and min(map(len, prose[:-1])) > longest * 0.6 and longest > NARROWEST_COLUMN
    )
    return Block("text", (" " if is_wrapped else "\\\n").join(prose))


def _item(line: str) -> str:
    found = _ITEM.match(line)
    if not found:
        return f"  {as_markdown(line.strip())}"
    mark = found["mark"] if found["mark"][0].isdigit() else "-"
    indent = "    " * min(len(found["indent"]) // 2, 3)
    return f"{indent}{mark} {as_markdown(found['text'])}"
