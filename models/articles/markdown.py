"""The text of an article: Markdown as it is stored, HTML as it is read."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import nh3
from markdown_it.token import Token

from models.base.markdown import for_readers, in_place, is_ours

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("strong", "em", "s", "sub", "sup", "code", "a", "img", "div", "section"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class", "aria-label"},
    "img": {"src", "alt", "title"},
    "ol": {"start", "class"},
    "li": {"id", "class"},
    "div": {"class", "role"},
    **{tag: {"class"} for tag in ("code", "th", "td", "sup", "section", "p")},
}
_CLASSES = re.compile(
    r"language-[\w+#.-]+|align-(left|center|right)|callout (warning|key-facts)|callout-name"
    r"|footnotes?|footnote-(ref|item|backref)|footnotes-list"
)
_NOTES = re.compile(r"fn(ref)?[\w:-]*")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SPACED = {"paragraph_close", "heading_close", "list_item_close", "td_close", "th_close"}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class Block(NamedTuple):
    """One top-level piece of a text, with the lines it was written in.

    `gap` is what stands between it and the next piece: blank lines, mostly.
    """

    source: str
    gap: str
    html: str


def to_html(markdown: str, *, part: str = "") -> str:
    """Return safe HTML: no raw HTML, scripts, styles or foreign images.

    A first-level heading becomes a second-level one: the page has its own. Footnotes stand
    below; where several texts share a page, `part` keeps their anchors apart.
    """
    return _clean(str(for_readers.render(markdown, {"docId": part} if part else {})))


def blocks(markdown: str) -> list[Block]:
    """Return the pieces of a text in order; a lead-in before the first has no HTML."""
    env: dict[str, Any] = {}
    groups = list(_top_level(in_place.parse(markdown, env)))
    lines = _LINES.findall(markdown)
    bounds = [*map(_first_line, groups), len(lines)]
    lead = "".join(lines[: bounds[0]])
    found = [Block("", lead, "")] if lead else []
    for group, (start, end) in zip(groups, pairwise(bounds), strict=True):
        text = "".join(lines[start:end])
        size = len("".join(lines[start : _end_of(group, lines)]).rstrip())
        html = in_place.renderer.render(group, in_place.options, env)
        found.append(Block(text[:size], text[size:], _clean(str(html))))
    return found


def tokens_of(markdown: str) -> list[Token]:
    """As markdown-it reads it, for whoever looks for more than words."""
    return in_place.parse(markdown)


def spoken(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """What each piece of a paragraph says; small letters stay apart: 10⁶, not 106."""
    small: dict[int, int] = {}
    for token in tokens:
        if token.type in {"sup_open", "sub_open"}:
            small = _RAISED if token.type == "sup_open" else _LOWERED
        elif token.type in {"sup_close", "sub_close"}:
            small = {}
        yield token, _words_of(token).translate(small)


def plain_text(markdown: str) -> str:
    """Return the words alone, a line for each paragraph, heading, item or cell."""
    return "\n".join(line for line in _spoken(markdown).splitlines() if line.strip())


def words(markdown: str) -> int:
    """Count the words a reader sees; a lone dash or bullet is none."""
    return sum(any(map(str.isalnum, word)) for word in plain_text(markdown).split())


def _spoken(markdown: str) -> str:
    parts: list[str] = []
    for token in in_place.parse(markdown):
        if token.type == "inline":
            parts += [said for _, said in spoken(token.children or [])]
        elif token.type in {"fence", "code_block"}:
            parts.append(token.content)
        elif token.type in _SPACED:
            parts.append("\n")
    return "".join(parts)


def _words_of(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "text_special", "code_inline", "image"} else ""


def _top_level(tokens: list[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _first_line(group: list[Token]) -> int:
    return next((token.map[0] for token in group if token.map), 0)


def _end_of(group: list[Token], lines: list[str]) -> int:
    """The number of the line after it; a box ends with colons that no token covers."""
    end = max((token.map[1] for token in group if token.map), default=0)
    is_box = group[0].type.startswith("container_") and end < len(lines)
    return end + 1 if is_box and lines[end].strip().startswith(":::") else end


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    ).strip()


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return value if _CLASSES.fullmatch(value) else None
    if attribute == "id":
        return value if _NOTES.fullmatch(value) else None
    if (tag, attribute) == ("img", "src"):
        return value if is_ours(value) else None
    return value
