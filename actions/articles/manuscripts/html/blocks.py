"""The blocks of a web page, from top to bottom."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import Tag
from bs4.element import Comment, NavigableString, PageElement

from actions.articles.manuscripts.blocks import Block
from actions.articles.manuscripts.html.around.captions import is_one_picture
from actions.articles.manuscripts.html.as_markdown import markdown_of
from actions.articles.manuscripts.html.described import is_gallery
from actions.articles.manuscripts.html.pictures import pictures_in
from actions.articles.manuscripts.html.tables.signs import signs_of_cells
from actions.articles.manuscripts.html.tables.spreading import made_plain
from actions.articles.manuscripts.html.tables.values import holds_values
from actions.articles.manuscripts.html.text import (
    BLOCKS,
    is_button,
    tags_of,
    visible_text,
)
from actions.articles.manuscripts.markdown.text import as_markdown
from models.articles.manuscript import spaced_words

LONGEST_BOLD_LINE = 16

_LEAVES = frozenset({"ul", "ol", "table", "blockquote", "pre"})
_UNFIT_FOR_LEAF = ["h1", "h2", "h3", "h4", "h5", "h6", "button", "figure", "table"]


def blocks_of(node: Tag) -> Iterator[Block]:
    run: list[PageElement] = []
    for child in list(node.children):
        if isinstance(child, Comment):
            continue
        if isinstance(child, Tag) and _stands_alone(child):
            yield from _paragraphs(run)
            run = []
            yield from _element(child)
        else:
            run.append(child)
    yield from _paragraphs(run)


def _stands_alone(tag: Tag) -> bool:
    if tag.name in BLOCKS or is_button(tag):
        return True
    return tag.find(lambda inner: inner.name in BLOCKS or is_button(inner)) is not None


def _element(tag: Tag) -> Iterator[Block]:
    if re.fullmatch(r"h[1-6]", tag.name):
        yield from _heading(tag)
    elif is_button(tag):
        yield from _button(tag)
    elif tag.name == "figure":
        yield from _figure(tag)
    elif tag.name in _LEAVES and _is_leaf(tag):
        yield from _leaf(tag)
    elif tag.name == "hr":
        yield Block("break")
    elif tag.name in {"dt", "summary", "caption", "legend"}:
        yield from _label(tag)
    else:
        yield from blocks_of(tag)


def _heading(tag: Tag) -> Iterator[Block]:
    pictures = list(pictures_in(tag))
    text = visible_text(tag)
    if text:
        yield Block("heading", text, level=0 if tag.has_attr("data-notes") else int(tag.name[1]))
    yield from pictures


def _button(tag: Tag) -> Iterator[Block]:
    yield from pictures_in(tag)
    if text := visible_text(tag):
        yield Block("button", text)


def _label(tag: Tag) -> Iterator[Block]:
    """A term, a summary or a table's name: a bold line over what it names."""
    yield from pictures_in(tag)
    if text := visible_text(tag):
        yield Block("text", f"**{as_markdown(text)}**", is_prose=False)


def _figure(tag: Tag) -> Iterator[Block]:
    if tag.find(["figure", *_LEAVES]):
        yield from blocks_of(tag)
        return
    is_one = is_one_picture(tag)
    pictures = list(pictures_in(tag))
    words = tag if is_one else tag.find("figcaption")
    caption = visible_text(words.extract()) if isinstance(words, Tag) else ""
    for number, picture in enumerate(pictures):
        yield replace(picture, caption="" if number else caption)
    if caption and not pictures:
        yield Block("text", as_markdown(caption))
    if not is_one:
        yield from blocks_of(tag)


def _is_leaf(tag: Tag) -> bool:
    """A list or table of plain content; one that lays out a page is walked through instead."""
    if tag.name == "table":
        return holds_values(tag)
    return not (tag.find(_UNFIT_FOR_LEAF) or (tag.name in {"ul", "ol"} and is_gallery(tag)))


def _leaf(tag: Tag) -> Iterator[Block]:
    names = [label.extract() for label in tag.find_all("caption")]
    for name in names:
        yield from _label(name)
    if tag.name == "table":
        signs_of_cells(tag)
    pictures = list(pictures_in(tag))
    if tag.name == "table":
        made_plain(tag)
    if text := markdown_of([tag]):
        yield Block("text", text, is_prose=False)
    yield from pictures


def _paragraphs(run: list[PageElement]) -> Iterator[Block]:
    """A run of words, parted where two line breaks follow one another.

    What parts them leaves the page as they do, or each would be sought behind all before it.
    """
    part: list[PageElement] = []
    for piece in run:
        is_parting = _is_break(piece) and _ends_broken(part)
        if is_parting:
            yield from _paragraph(part)
            part = []
        if is_parting or (_is_blank(piece) and _ends_broken(part)):
            piece.extract()
        else:
            part.append(piece)
    yield from _paragraph(part)


def _is_blank(piece: PageElement) -> bool:
    return isinstance(piece, NavigableString) and not piece.strip()


def _is_break(piece: PageElement) -> bool:
    return isinstance(piece, Tag) and piece.name == "br"


def _ends_broken(part: list[PageElement]) -> bool:
    return bool(part) and _is_break(part[-1])


def _paragraph(part: list[PageElement]) -> Iterator[Block]:
    begins_with_picture = _begins_with_picture(part)
    pictures = [picture for tag in part if isinstance(tag, Tag) for picture in pictures_in(tag)]
    part = [piece for piece in part if not isinstance(piece, Tag) or piece.name != "img"]
    bold = _bold_line(part)
    text = markdown_of(part)
    if begins_with_picture:
        yield from pictures
    if bold or text:
        yield Block("bold_line", as_markdown(bold)) if bold else Block("text", text)
    if not begins_with_picture:
        yield from pictures


def _begins_with_picture(part: list[PageElement]) -> bool:
    first = next((p for p in part if isinstance(p, Tag) or str(p).strip()), None)
    return isinstance(first, Tag) and (first.name == "img" or first.find("img") is not None)


def _bold_line(part: list[PageElement]) -> str:
    """A short line that is bold from end to end and no sentence, or ""."""
    pieces = [piece for piece in part if not isinstance(piece, NavigableString) or piece.strip()]
    if any(isinstance(piece, Tag) and piece.find("s") for piece in pieces):
        return ""
    if not pieces or not all(isinstance(piece, Tag) and _is_bold(piece) for piece in pieces):
        return ""
    text = " ".join(visible_text(piece) for piece in pieces if isinstance(piece, Tag)).strip()
    is_short = 0 < len(spaced_words(text)) <= LONGEST_BOLD_LINE
    return text if is_short and not text.endswith((".", ":", ";", ",")) else ""


def _is_bold(tag: Tag) -> bool:
    if tag.name in {"b", "strong"} or tag.name == "br":
        return True
    inner = list(tags_of(tag))
    loose = [
        piece for piece in tag.children if isinstance(piece, NavigableString) and piece.strip()
    ]
    return bool(inner) and not loose and all(map(_is_bold, inner))
