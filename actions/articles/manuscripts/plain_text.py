"""Reading pasted plain text: paragraphs, headings, lists and the lines a site builder leaves."""

import re
from collections.abc import Iterator

from actions.articles.manuscripts.assembling import assembled
from actions.articles.manuscripts.blocks import Block, Pieces
from actions.articles.manuscripts.furniture import MENU, PICTURE_MARK, is_menu, reason_for_line
from actions.articles.manuscripts.markdown.text import as_markdown
from actions.articles.manuscripts.paragraphs import (
    CELL,
    ITEM,
    MARKED_IMAGE,
    Paragraph,
    headings_stand_apart,
    is_heading,
    looks_like_heading,
    placeholder,
    table_of,
    usual_gap,
    with_rows,
)
from actions.articles.manuscripts.titles import byline_in
from models.articles.manuscript import LeftOut, Manuscript

NARROWEST_COLUMN = 50
LONG_LINE = 120
"""Characters. A longer line was not wrapped by hand: each is a paragraph."""

_STARRED = re.compile(r"[^\W_]\*(?![*\w])")
_UNDERLINE = re.compile(r"\s*([=\-_*])\1{2,}\s*")


def read(text: str) -> list[Manuscript]:
    paragraphs = list(_paragraphs(text))
    menus = [part for part in paragraphs[:4] if is_menu(list(part.lines))]
    rest = [part for part in paragraphs if part not in menus]
    left_out = [LeftOut(" ".join(" ".join(part.lines).split()), MENU) for part in menus]
    marked = [found for part in rest if (found := MARKED_IMAGE.fullmatch(part.line))]
    left_out += [LeftOut(found["mark"], PICTURE_MARK) for found in marked]
    return [assembled(Pieces(text, tuple(_blocks(rest)), tuple(left_out)))]


def _paragraphs(text: str) -> Iterator[Paragraph]:
    lines = [line.expandtabs(4).rstrip() for line in with_rows(text.splitlines())]
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
    if CELL in line or CELL in held[-1]:
        return not (CELL in line and line.count(CELL) == held[-1].count(CELL))
    if reason_for_line(line) or reason_for_line(held[-1]):
        return not (is_menu([*held, line]) or is_menu(held))
    if byline_in(line) or _is_heading_on_top(held, line):
        return True
    return not has_blank_lines and not (ITEM.match(held[-1]) and ITEM.match(line))


def _is_heading_on_top(held: list[str], line: str) -> bool:
    """A short line right above a paragraph that was not wrapped by hand."""
    return len(held) == 1 and len(line) > LONG_LINE and looks_like_heading(Paragraph((*held,), 0))


def _blocks(paragraphs: list[Paragraph]) -> Iterator[Block]:
    stand_apart = headings_stand_apart(paragraphs)
    gap = usual_gap(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        if table := table_of(paragraph):
            yield Block("text", table, is_prose=False)
        elif alt := placeholder(paragraph, stand_apart=stand_apart):
            yield Block("image", alt=alt)
        elif is_heading(paragraph, following, number == 0, stand_apart):
            yield Block("heading", paragraph.line, level=1 if number == 0 else 2)
        elif _is_starred_note(paragraph, paragraphs[:number]):
            yield Block("text", as_markdown(paragraph.line))
        else:
            yield from _text(paragraph)
            if following and paragraph.gap > gap:
                yield Block("break")


def _is_starred_note(paragraph: Paragraph, above: list[Paragraph]) -> bool:
    """A lone “* Not for children.” below a “5 mg*” is its note, and no list."""
    if not re.match(r"\* \S", paragraph.line):
        return False
    return any(_STARRED.search(line) for part in above for line in part.lines)


def _text(paragraph: Paragraph) -> Iterator[Block]:
    """One paragraph, or the prose and lists inside it."""
    held: list[str] = []
    was_item = False
    for line in paragraph.lines:
        is_item = bool(ITEM.match(line)) or (was_item and line.startswith("  "))
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
    found = ITEM.match(line)
    if not found:
        return f"  {as_markdown(line.strip())}"
    mark = found["mark"] if found["mark"][0].isdigit() else "-"
    indent = "    " * min(len(found["indent"]) // 2, 3)
    return f"{indent}{mark} {as_markdown(found['text'])}"
