"""Making one article of the pieces of a text: its title, standfirst, sections and what was left."""

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.articles.manuscripts.blocks import Block, Pieces, repeats_caption
from actions.articles.manuscripts.details import without_details
from actions.articles.manuscripts.fidelity import fidelity_report
from actions.articles.manuscripts.furniture import (
    OTHERS,
    OTHERS_BEGIN,
    REPEATED_TITLE,
    SAID_TWICE,
    SPECK_OF_PAGE,
    is_sentence,
    reason_for_line,
)
from actions.articles.manuscripts.markdown.text import shown
from actions.articles.manuscripts.sectioning import sections_of
from actions.articles.manuscripts.titles import (
    WORDED,
    bylined,
    same_words,
    titled,
    without_repeated,
)
from models.articles.manuscript import LeftOut, Manuscript, spaced_words

HEADING_ALONE = "A heading at the end, with nothing below it"
_LEFT_ALONE = re.compile(
    r"(related|more|recommended|we recommend)( (topics|coverage|content))?:?|comments?:?|tags?:?"
    r"|(read (these )?next|explore further|don[’']t miss):?",
    re.IGNORECASE,
)
"""Over something else, and so no part of a text that ends with it."""
LONGEST_STANDFIRST = 160
"""Words. A longer opening gives its first paragraph only."""
MOST_STANDFIRST_PARAGRAPHS = 2
MOST_LETTERS_IN_LINE = 1_000
"""A longer block is no page furniture."""
SHORTEST = 2
"""Words of a heading that furniture often says too."""
LINE_BREAK = "\\\n"
LONGEST_ADDRESS = 200
LONGEST_LINK = 20
"""Words of the title of another article, in a list of such."""


def assembled(pieces: Pieces) -> Manuscript:
    """One article. Errors: UnreadableManuscript when there is no word to begin with."""
    blocks, left_out = _without_furniture(pieces.blocks)
    title, blocks = titled(pieces.facts.get("title", ""), blocks)
    blocks, repeated = without_repeated(title, blocks)
    blocks = _bold_lines_settled(blocks)
    byline, around, blocks = bylined(pieces.facts.get("byline", ""), blocks)
    details, blocks = without_details(byline, pieces.facts, blocks)
    standfirst, blocks = _standfirst(pieces.facts.get("standfirst", ""), blocks)
    manuscript = Manuscript(
        title=title,
        slug=pieces.facts.get("slug", ""),
        standfirst=standfirst,
        sections=sections_of(blocks),
        byline=byline,
        description=pieces.facts.get("description", ""),
        search_title=pieces.facts.get("search_title", ""),
    )
    listed = _tab_title_last(title, [*pieces.left_out, *left_out, *repeated, *around, *details])
    return replace(manuscript, report=fidelity_report(pieces.source, manuscript, listed))


def _bold_lines_settled(blocks: Sequence[Block]) -> list[Block]:
    """Bold lines are headings only in a text that has no other headings below its title."""
    has_headings = any(block.kind == "heading" and block.level for block in blocks)
    return [
        _settled(block, has_headings) if block.kind == "bold_line" else block for block in blocks
    ]


def _settled(block: Block, has_headings: bool) -> Block:
    if has_headings or "~~" in block.text:  # a heading holds plain words
        return replace(block, kind="text", text=f"**{block.text}**")
    return replace(block, kind="heading", level=2, text=block.words)


def _without_furniture(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    kept: list[Block] = []
    left_out: list[LeftOut] = []
    for number, block in enumerate(blocks):
        if _begins_list_of_others(blocks[number:]):
            left_out += [_left_out_at_end(rest) for rest in blocks[number:]]
            break
        beside = [*blocks[max(0, number - 1) : number], *blocks[number + 1 : number + 2]]
        reason = SAID_TWICE if repeats_caption(block, beside) else _reason_for(block)
        if reason and not _is_heading_of(block, blocks[number + 1 :]):
            left_out.append(LeftOut(_words_shown(block), reason))
        else:
            kept.append(block)
    while kept and kept[-1].kind in WORDED and _LEFT_ALONE.fullmatch(kept[-1].words):
        left_out.append(LeftOut(kept.pop().words, HEADING_ALONE))
    return kept, left_out


def _reason_for(block: Block) -> str:
    """A line of furniture, or several in one paragraph, as at the foot of old pages."""
    if block.kind == "image":
        return SPECK_OF_PAGE if block.is_speck else ""
    if len(block.text) > MOST_LETTERS_IN_LINE:
        return ""
    lines = [shown(line) for line in block.text.split(LINE_BREAK)]
    reasons = [reason_for_line(line) for line in lines]
    if block.kind == "text" and all(reasons):
        return reasons[0]
    is_said = any(
        is_sentence(line) for line, reason in zip(lines, reasons, strict=True) if not reason
    )
    return "" if is_said and len(lines) > 1 else reason_for_line(block.words)


def _is_heading_of(block: Block, following: Sequence[Block]) -> bool:
    """A word or two over a text of its own head it, whatever they say: “Menu”, “Email”."""
    after = following[0] if following else None
    is_heading = (
        block.kind in {"heading", "bold_line"} and len(spaced_words(block.words)) <= SHORTEST
    )
    return (
        is_heading
        and after is not None
        and after.kind == "text"
        and (not reason_for_line(after.words))
    )


def _begins_list_of_others(blocks: Sequence[Block]) -> bool:
    """“Related posts” and nothing but short lines behind it."""
    begins = blocks[0].words if blocks[0].kind in WORDED else ""
    if not OTHERS_BEGIN.fullmatch(begins) or is_sentence(begins):
        return False
    return all(
        len(spaced_words(line)) <= LONGEST_LINK for b in blocks[1:] for line in b.text.splitlines()
    )


def _left_out_at_end(block: Block) -> LeftOut:
    words = _words_shown(block)
    return LeftOut(words, reason_for_line(words) or OTHERS)


def _words_shown(block: Block) -> str:
    """Of a picture without a word, where it lies."""
    said = " ".join(f"{block.words} {block.alt} {block.caption}".split())
    return said or block.image_source[:LONGEST_ADDRESS]


def _tab_title_last(title: str, left_out: list[LeftOut]) -> list[LeftOut]:
    return [
        replace(item, reason=REPEATED_TITLE) if same_words(title, item.text) else item
        for item in left_out
    ]


def _standfirst(known: str, blocks: list[Block]) -> tuple[str, list[Block]]:
    """The opening paragraphs before the first heading; of a long opening the first alone."""
    while blocks and blocks[0].kind == "break":
        blocks = blocks[1:]
    if known:
        return known, blocks
    end = next((n for n, b in enumerate(blocks) if b.kind != "text" or not b.is_prose), len(blocks))
    opening = [block.text for block in blocks[:end]]
    is_short = len(opening) <= MOST_STANDFIRST_PARAGRAPHS and end < len(blocks)
    if not is_short or sum(len(spaced_words(text)) for text in opening) > LONGEST_STANDFIRST:
        opening = opening[:1]
    if len(opening) == len(blocks) == 1:
        return "", blocks
    return "\n\n".join(opening), blocks[len(opening) :]
