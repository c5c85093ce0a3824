"""The words of a web page as a reader sees them, and the bounds of what we read."""

import re
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from models.articles.manuscript import spaced_words

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "template",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "iframe",
        "video",
        "audio",
        "select",
        "option",
        "textarea",
    ]
)
DEEPEST = 120
LONGEST_LIST = 2_000
LONGEST_LABEL = 12
"""Words of a button."""
_PARTING = frozenset({"br", "img", "button"})
_ENDS = ".,;:!?…)”"
_BUTTON = re.compile(
    r"(.*[-_])?(btn|button)([-_]?(link|element))?(__link)?|dmbuttonlink|cta", re.IGNORECASE
)


def visible_text(node: Tag) -> str:
    """The words and alternative texts of `node`, a space at each edge of a block."""
    parts = [attribute(node, "alt")] if node.name == "img" else []
    last: Tag | None = None
    for piece in node.descendants:
        if isinstance(piece, Tag):
            if piece.name in {"br", "img", "button"} or piece.name in BLOCKS:
                parts.append(" ")
            if piece.name == "img":
                parts.append(f"{attribute(piece, 'alt')} ")
        elif type(piece) is NavigableString:
            around = _block_around(piece)
            parts.append(str(piece) if around is last else f" {piece}")
            last = around
    return " ".join("".join(parts).split())


def _block_around(piece: PageElement) -> Tag | None:
    parent = piece.parent
    while parent is not None and parent.name not in BLOCKS:
        parent = parent.parent
    return parent


def attribute(tag: Tag, name: str) -> str:
    """One attribute as a string; "" when it is missing."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else (value or "")


def names_of(tag: Tag) -> list[str]:
    """Its classes, its id, and what one site builder calls hooks."""
    hooks = attribute(tag, "data-hook").split()
    named = [*attribute(tag, "class").split(), *attribute(tag, "id").split(), *hooks]
    return [*named, *(f"hook-{hook}" for hook in hooks)]


def is_button(tag: Tag) -> bool:
    """A link or button that stands for itself; inside a sentence it is a word like others."""
    is_named = any(_BUTTON.fullmatch(name) for name in names_of(tag))
    is_button = tag.name == "a" and (is_named or attribute(tag, "role") == "button")
    is_short = len(spaced_words(visible_text(tag))) <= LONGEST_LABEL
    return (is_button or tag.name == "button") and is_short and not is_in_sentence(tag)


def is_in_sentence(tag: Tag) -> bool:
    """Whether words run into it and out of it: “Do [not] take it”."""
    before, after = _run_beside(tag, forward=False), _run_beside(tag, forward=True)
    begun = bool(before) and before[-1] not in _ENDS
    goes_on = bool(after) and (after[0].islower() or after[0].isdigit() or after[0] in _ENDS)
    return begun and goes_on


def _run_beside(tag: Tag, *, forward: bool) -> str:
    """Words straight beside it, before any break or block; "" when a picture or button is there."""
    texts = (text.strip() for text in texts_beside(tag, _PARTING, forward=forward))
    return next(filter(None, texts), "")


def texts_beside(tag: Tag, parting: Collection[str], *, forward: bool) -> Iterator[str]:
    """Of what stands straight beside it, nearest first, up to a block or a tag so named."""
    piece: PageElement | None = tag
    while piece is not None:
        beside = piece.next_sibling if forward else piece.previous_sibling
        if beside is None:
            piece = piece.parent
            if piece is None or (isinstance(piece, Tag) and piece.name in BLOCKS):
                return
            continue
        piece = beside
        if isinstance(piece, Tag) and (piece.name in BLOCKS or piece.name in parting):
            return
        if isinstance(piece, Tag):
            yield piece.get_text()
        elif type(piece) is NavigableString:
            yield str(piece)


def is_inside(tag: Tag, names: frozenset[str]) -> bool:
    """Far quicker than asking the parser’s own search, which is asked thousands of times."""
    return any(outer.name in names for outer in tag.parents)


def contains_tag(tag: Tag, names: frozenset[str]) -> bool:
    return any(isinstance(piece, Tag) and piece.name in names for piece in tag.descendants)


def tags_named(node: Tag, *names: str) -> list[Tag]:
    """All inside it, in order; for several names far quicker than the parser’s own search."""
    return [tag for tag in node.find_all(True) if tag.name in names]


def tags_of(node: Tag) -> Iterator[Tag]:
    return (piece for piece in node.children if isinstance(piece, Tag))


def is_beyond_reading(soup: BeautifulSoup) -> bool:
    """Nested deeper, or with a longer list, than any article a person wrote."""
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    while waiting:
        tag, depth = waiting.pop()
        inner = list(tags_of(tag))
        if depth > DEEPEST or (tag.name in {"ol", "thead"} and len(inner) > LONGEST_LIST):
            return True
        waiting += [(child, depth + 1) for child in inner]
    return False
