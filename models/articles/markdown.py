"""The text of an article: Markdown as it is stored, HTML as it is read."""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("strong", "em", "s", "code", "a", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "code": {"class"},
    "th": {"class"},
    "td": {"class"},
}
_CLASSES = re.compile(r"language-[\w+#.-]+|align-(left|center|right)")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SPACED = {"paragraph_close", "heading_close", "list_item_close", "td_close", "th_close"}


class Block(NamedTuple):
    """One top-level piece of a text, with the lines it was written in.

    `gap` is what stands between it and the next piece: blank lines, mostly.
    """

    source: str
    gap: str
    html: str


def to_html(markdown: str) -> str:
    """Return safe HTML: no raw HTML, scripts, styles or foreign images.

    A first-level heading becomes a second-level one: the page has its own.
    """
    return _clean(str(_MARKDOWN.render(markdown)))


def blocks(markdown: str) -> list[Block]:
    """Return the pieces of a text in order; a lead-in before the first has no HTML."""
    env: dict[str, Any] = {}
    groups = list(_top_level(_MARKDOWN.parse(markdown, env)))
    lines = _LINES.findall(markdown)
    bounds = [*map(_first_line, groups), len(lines)]
    lead = "".join(lines[: bounds[0]])
    found = [Block("", lead, "")] if lead else []
    for group, (start, end) in zip(groups, pairwise(bounds), strict=True):
        text = "".join(lines[start:end])
        size = len("".join(lines[start : _last_line(group)]).rstrip())
        html = _MARKDOWN.renderer.render(group, _MARKDOWN.options, env)
        found.append(Block(text[:size], text[size:], _clean(str(html))))
    return found


def tokens_of(markdown: str) -> list[Token]:
    """As markdown-it reads it, for whoever looks for more than words."""
    return _MARKDOWN.parse(markdown)


def plain_text(markdown: str) -> str:
    """Return the words alone, a line for each paragraph, heading, item or cell."""
    return "\n".join(line for line in _spoken(markdown).splitlines() if line.strip())


def words(markdown: str) -> int:
    """Count the words a reader sees; a lone dash or bullet is none."""
    return sum(any(map(str.isalnum, word)) for word in plain_text(markdown).split())


def _spoken(markdown: str) -> str:
    parts: list[str] = []
    for token in _MARKDOWN.parse(markdown):
        if token.type == "inline":
            parts += map(_words_of, token.children or [])
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
    return group[0].map[0] if group[0].map else 0


def _last_line(group: list[Token]) -> int:
    return group[0].map[1] if group[0].map else 0


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
    if (tag, attribute) == ("img", "src"):
        return value if _is_ours(value) else None
    return value


def _is_ours(address: str) -> bool:
    return not re.match(r"[\s\\/]*[\\/]{2}|[a-z][a-z0-9+.-]*:", address, re.IGNORECASE)


def _image(
    self: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    """Show our own images; another site's is a link, so that reading calls nobody."""
    address = str(tokens[index].attrs.get("src", ""))
    if _is_ours(address):
        return str(RendererHTML.image(self, tokens, index, options, env))
    link = Token("link_open", "a", 1, attrs={"href": address})
    name = self.renderInlineAsText(tokens[index].children or [], options, env) or address
    return f"{self.renderToken([link], 0, options, env)}{_escaped(name)}</a>"


def _heading(
    self: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    if tokens[index].tag == "h1":
        tokens[index].tag = "h2"
    return self.renderToken(tokens, index, options, env)


def _cell(
    self: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    """Say a column's alignment as a class: public pages allow no inline style."""
    style = str(tokens[index].attrs.pop("style", ""))
    if style:
        tokens[index].attrSet("class", style.replace("text-align:", "align-"))
    return self.renderToken(tokens, index, options, env)


def _escaped(text: str) -> str:
    return nh3.clean_text(text)


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
for _rule in ("heading_open", "heading_close"):
    _MARKDOWN.add_render_rule(_rule, _heading)
for _rule in ("th_open", "td_open"):
    _MARKDOWN.add_render_rule(_rule, _cell)
_MARKDOWN.add_render_rule("image", _image)
