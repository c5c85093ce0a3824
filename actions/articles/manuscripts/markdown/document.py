"""Reading Markdown, with or without the facts that other programs put on top."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from lxml.html import defs
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from actions.articles.manuscripts.assembling import assembled
from actions.articles.manuscripts.blocks import Block, Pieces
from actions.articles.manuscripts.front_matter import parted
from actions.articles.manuscripts.furniture import POINTED_AT, REMARK, SCRIPT_LINK
from actions.articles.manuscripts.html.page import parsed_page, pieces_of
from actions.articles.manuscripts.markdown.notes import with_markdown_notes
from actions.articles.manuscripts.markdown.raw import raw_markdown
from actions.articles.manuscripts.markdown.tables import with_every_cell
from models.articles.manuscript import LeftOut, Manuscript
from models.articles.markdown import plain_text

_REMARK = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SCRIPT_LINK = re.compile(
    r"\[(?P<label>[^\[\]\n]*)\]\(\s*(?P<address>(?:javascript|vbscript|data):[^\n]*?\)?)\)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?([A-Za-z]+)>")
_ADDRESS_IN_SIGNS = re.compile(r"^( {0,3})(\[[^\]\n]+\]:[ \t]*<[A-Za-z]+>)(?=\S)", re.MULTILINE)
_TAGS = defs.tags | {"math", "svg", "annotation", "semantics", "picture", "search", "slot"}
_BOLD_LINE = re.compile(r"(\*\*|__)(?P<text>[^*_\n]+[^*_\n.:;,])\1")
_BUTTON = re.compile(
    r"\[(?P<label>[^\]\n]+)\]\([^)\s]*/book(\?[^)\s]*)?\)|\[(.+)\]\(.*\)\{\.button\}"
)


def _picture(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, references: Any
) -> str:
    """A picture's title is its caption: that is how we write one."""
    picture = renderer.image(tokens, place, options, references)
    caption = str(tokens[place].attrs.get("title", ""))
    if not caption:
        return picture
    return f"<figure>{picture}<figcaption>{escape(caption)}</figcaption></figure>"


_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_PARSER.add_render_rule("image", _picture)


def read(text: str) -> list[Manuscript]:
    facts, left_out, body = parted(text)
    body, dropped = _without_remarks(_words_in_signs(body))
    raw = raw_markdown(body)
    body = with_markdown_notes(body)
    left_out += dropped
    references: dict[str, Any] = {}
    tokens = _PARSER.parse(body, references)
    lines = body.split("\n")
    if (wide := with_every_cell(lines, tokens)) != lines:
        lines, tokens = wide, _PARSER.parse("\n".join(wide), references)
    inline, named = _told_by_pointing(tokens, references)
    left_out += named
    parsed_page(_PARSER.renderer.render(tokens, _PARSER.options, references))
    source = [*facts.values(), *(item.text for item in left_out), raw]
    left_out += inline
    blocks: list[Block] = []
    for group in _top_level(tokens):
        pieces = _pieces(group, lines, references)
        blocks += pieces.blocks
        left_out += pieces.left_out
    return [assembled(Pieces("\n".join(source), tuple(blocks), tuple(left_out), facts))]


def _words_in_signs(body: str) -> str:
    """“<dose>” is what is to be put there, and no tag that a page knows; nor is “[a]: <b>(c)” a
    link’s address, which ends where its signs do.
    """
    body = _ADDRESS_IN_SIGNS.sub(r"\1\\\2", body)
    return _TAG.sub(lambda tag: tag[0] if tag[1].lower() in _TAGS else f"\\{tag[0]}", body)


def _told_by_pointing(
    tokens: Sequence[Token], references: dict[str, Any]
) -> tuple[list[LeftOut], list[LeftOut]]:
    """The titles of links, which show when somebody points at them: those beside an address, which
    are words of the text, and those of the addresses below it.
    """
    inner = [child for token in tokens for child in token.children or []]
    titles = [str(each.attrs.get("title", "")) for each in inner if each.type == "link_open"]
    below = {each["title"] for each in references.get("references", {}).values()}
    listed = [LeftOut(title, POINTED_AT) for title in titles if title.strip()]
    named = {item.text: item for item in listed if item.text in below}
    return [item for item in listed if item.text not in named], [*named.values()]


def _without_remarks(body: str) -> tuple[str, list[LeftOut]]:
    """Take out what no reader sees or may follow: remarks, and links that run a script."""
    ended = body.rfind("-->") + 3  # behind the last end no remark is one
    remarks, rest = (body[:ended], body[ended:]) if "-->" in body else ("", body)
    left_out = [LeftOut(" ".join(word.split()), REMARK) for word in _REMARK.findall(remarks)]
    body = _REMARK.sub("", remarks) + rest
    left_out += [LeftOut(link["address"], SCRIPT_LINK) for link in _SCRIPT_LINK.finditer(body)]
    return _SCRIPT_LINK.sub(lambda link: link["label"], body), left_out


def _top_level(tokens: list[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _pieces(group: list[Token], lines: list[str], references: dict[str, Any]) -> Pieces:
    """As written where that is enough; through HTML where pictures, tags or references hide."""
    first, last = group[0].map or (0, 0)
    written = "\n".join(lines[first:last]).strip("\n")
    if _has_more_than_text(group) or (references.get("references") and "[" in written):
        page = _PARSER.renderer.render(group, _PARSER.options, references)
        return pieces_of(page, is_page=False)
    return Pieces("", tuple(_blocks(group[0], written)))


def _has_more_than_text(group: list[Token]) -> bool:
    inner = [child for token in group for child in token.children or []]
    is_heading = group[0].type == "heading_open"
    more = {"html_block", "html_inline", "image"} | ({"s_open"} if is_heading else set())
    return any(token.type in more for token in [*group, *inner])


def _blocks(first: Token, written: str) -> Iterator[Block]:
    bold, button = _BOLD_LINE.fullmatch(written), _BUTTON.fullmatch(written)
    if first.type == "heading_open":
        words = " ".join(plain_text(written).split())
        yield from [Block("heading", words, level=int(first.tag[1]))] if words else []
    elif bold:
        yield Block("bold_line", bold["text"])
    elif button:
        yield Block("button", plain_text(button["label"] or button[3]))
    elif first.type == "hr":
        yield Block("break")
    else:
        yield Block("text", written, is_prose=first.type == "paragraph_open")
