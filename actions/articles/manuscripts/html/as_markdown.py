"""Web text as Markdown with as few marks as possible."""

import re
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from markdownify import MarkdownConverter

from actions.articles.manuscripts.encoding import cleaned
from actions.articles.manuscripts.html.text import BLOCKS, texts_beside
from actions.articles.manuscripts.markdown.text import as_markdown

_HOLLOW_LINES = re.compile(r"\n[ \t]+\n")
_MANY_LINES = re.compile(r"\n{3,}")
_KNOWN = frozenset([
    *("p", "div", "ul", "ol", "li", "blockquote", "pre", "hr", "caption"),
    *("table", "tbody", "thead", "tfoot", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"),
])  # fmt: skip
_UNKNOWN = BLOCKS - _KNOWN
_UNSAFE_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in ' ()<>"\\\n\t'}


class _Converter(MarkdownConverter):
    def __init__(self) -> None:
        super().__init__(
            heading_style="atx",
            bullets="-",
            autolinks=False,
            wrap=True,
            wrap_width=None,
            table_infer_header=True,
            newline_style="backslash",
        )

    def escape(self, text: str, parent_tags: set[str]) -> str:
        marked = as_markdown(cleaned(text))
        return marked.replace("|", r"\|") if parent_tags & {"td", "th"} else marked

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        del el["title"]
        el["href"] = str(el.get("href", "")).translate(_UNSAFE_IN_ADDRESS)
        written: Any = super()
        return str(written.convert_a(el, text, parent_tags))

    def convert_img(self, *_: object) -> str:
        """Pictures are blocks of their own, taken out before."""
        return ""


_CONVERTER: Any = _Converter()


def _made_plain(holder: Tag) -> None:
    """Blocks that the converter knows no mark for begin a line all the same."""
    for tag in list(holder.descendants):
        if not isinstance(tag, Tag):
            continue
        if tag.name in _UNKNOWN:
            tag.name = "div"
        if tag.name in {"div", "p"} and not any(tag.stripped_strings):
            tag.replace_with(" ")  # an empty block parts the words around it
        elif tag.name == "br" and tag.find_parent("pre") is not None:
            tag.replace_with("\n")
        elif tag.name == "br" and not all(_has_words_beside(tag, forward=f) for f in (True, False)):
            tag.replace_with(" ")  # a sign for a break would be shown, were it a line of its own
        elif tag.name == "br":
            _out_of_marks(tag)


def _out_of_marks(ending: Tag) -> None:
    """A line that ends where bold words, struck words or a link end, ends behind them."""
    parent = ending.parent
    while parent is not None and parent.name not in BLOCKS and parent.parent is not None:
        if not any(map(_says, ending.next_siblings)):
            parent.insert_after(ending.extract())
        elif not any(map(_says, ending.previous_siblings)):
            parent.insert_before(ending.extract())
            if isinstance(said := ending.previous_sibling, NavigableString):
                said.replace_with(said.rstrip())
        else:
            return
        parent = ending.parent


def _says(piece: PageElement) -> bool:
    return bool(piece.get_text().strip())


def _has_words_beside(tag: Tag, *, forward: bool) -> bool:
    return any(text.strip() for text in texts_beside(tag, (), forward=forward))


def markdown_of(nodes: list[PageElement]) -> str:
    """The nodes as Markdown; they leave the page for it."""
    holder = Tag(name="div")
    for node in nodes:
        holder.append(node.extract())
    _made_plain(holder)
    text = _CONVERTER.process_tag(holder)
    text = _MANY_LINES.sub("\n\n", _HOLLOW_LINES.sub("\n\n", text)).strip()
    return str(text).rstrip("\\\n ").removeprefix("\\\n")
