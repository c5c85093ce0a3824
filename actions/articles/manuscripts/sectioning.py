"""Parting a text into sections where its headings, pictures and buttons stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actions.articles.manuscripts.blocks import Block
from actions.articles.manuscripts.calls_to_action import with_call_to_action
from actions.articles.manuscripts.furniture import REFERENCES
from actions.articles.manuscripts.markdown.text import as_markdown
from models.articles.manuscript import ManuscriptSection

MOST_LETTERS_IN_HEADING = 250

_COUNTED = re.compile(r"^(\d{1,9})\. ", re.MULTILINE)
"""Two numbered lists in a row would be read as one, did they not differ in this sign."""


@dataclass(slots=True)
class _Growing:
    """A section while its paragraphs are still coming."""

    section: ManuscriptSection
    paragraphs: list[str] = field(default_factory=list)

    @property
    def is_headed_only(self) -> bool:
        return bool(self.section.heading) and not self.paragraphs

    def grown(self) -> ManuscriptSection:
        return replace(self.section, body="\n\n".join(self.paragraphs))


_EMPTY = ManuscriptSection("text")


def sections_of(blocks: Sequence[Block]) -> tuple[ManuscriptSection, ...]:
    """A section for each heading of the upper level, each picture and each button."""
    level = _section_level(blocks)
    growing: list[_Growing] = []
    for block in blocks:
        started = _started(block, level)
        if started == _EMPTY and growing and growing[-1].is_headed_only:
            continue  # a rule right below a heading parts nothing
        if started is not None:
            growing.append(_Growing(started))
        else:
            _continue(growing, _paragraph(block, level))
    sections = (one.grown() for one in growing)
    return with_call_to_action([section for section in sections if section != _EMPTY])


def _section_level(blocks: Sequence[Block]) -> int:
    """The first level that parts the text: one stray heading above the others does not."""
    levels = sorted(block.level for block in blocks if block.kind == "heading" and block.level)
    return levels[min(1, len(levels) - 1)] if levels else 0


def _started(block: Block, level: int) -> ManuscriptSection | None:
    """The section that this block begins, if it begins one."""
    match block.kind:
        case "heading" if block.level <= level and len(block.text) <= MOST_LETTERS_IN_HEADING:
            kind = "references" if REFERENCES.fullmatch(block.text) else "text"
            return ManuscriptSection(kind, heading=block.text)
        case "image":
            return _image(block)
        case "button":
            return ManuscriptSection("call_to_action", button_label=block.text)
        case "break":
            return _EMPTY
        case _:
            return None


def _image(block: Block) -> ManuscriptSection:
    return ManuscriptSection(
        "image",
        alt=block.alt,
        caption=block.caption,
        image=block.image,
        image_source=block.image_source,
    )


def _paragraph(block: Block, level: int) -> str:
    if block.kind != "heading":
        return block.text
    marks = "#" * min(6, max(3, block.level - level + 2))
    return f"{marks} {as_markdown(block.text)}"


def _continue(growing: list[_Growing], paragraph: str) -> None:
    if not growing or growing[-1].section.kind in {"image", "call_to_action"}:
        growing.append(_Growing(_EMPTY))
    paragraphs = growing[-1].paragraphs
    if paragraphs and _COUNTED.match(paragraphs[-1]) and _COUNTED.match(paragraph):
        paragraph = _COUNTED.sub(r"\1) ", paragraph)
    paragraphs.append(paragraph)
