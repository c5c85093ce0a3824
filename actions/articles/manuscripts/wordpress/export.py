"""Reading a WordPress export, which may hold many articles."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape

from lxml import etree

from actions.articles.manuscripts.assembling import assembled
from actions.articles.manuscripts.blocks import Pieces
from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.furniture import EMPTY_POST, UNREADABLE_POST
from actions.articles.manuscripts.html.page import pieces_of
from actions.articles.manuscripts.html.raw import raw_page_text
from actions.articles.manuscripts.html.struck import in_plain_words, struck_in
from actions.articles.manuscripts.wordpress.content import (
    in_paragraphs,
    told_to_plugins,
    unread_notes,
    with_patterns,
    with_wordpress_notes,
    without_caption_marks,
    without_shortcodes,
)
from models.articles.manuscript import LeftOut, Manuscript, spaced_words

_BARE_SIGN = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)|<(?![a-zA-Z_/!?])"
)
"""“Salt & pepper < 5 g”, and the names that only HTML gives to signs."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(text: str) -> list[Manuscript]:
    """Every post and page with words in it; one that cannot be read is named beside the others.

    Errors: UnreadableManuscript.
    """
    items = list(_items(text))
    patterns = {
        facts.get("post_id", ""): facts.get("encoded", "")
        for facts in items
        if facts.get("post_type") == "wp_block"
    }
    articles: list[Manuscript] = []
    unread: list[LeftOut] = []
    for facts in filter(_is_article, items):
        name = _words(facts.get("title", "")) or facts.get("post_id", "") or "?"
        if not facts.get("encoded"):
            unread.append(LeftOut(name, EMPTY_POST))
            continue
        try:
            articles.append(_manuscript(facts, patterns))
        except UnreadableManuscript as error:
            unread.append(LeftOut(name, f"{UNREADABLE_POST} {error.words}"))
    if not articles:
        raise UnreadableManuscript(
            "This WordPress export holds no posts or pages. Export “All content” or “Posts”."
        )
    return [_naming(articles[0], unread), *articles[1:]] if unread else articles


def _naming(manuscript: Manuscript, unread: list[LeftOut]) -> Manuscript:
    """The first article's report also names the posts that could not be read."""
    report = manuscript.report
    listed = (*report.left_out, *unread)
    more = sum(len(spaced_words(item.text)) for item in unread)
    came_in = report.words_in_source + more
    return replace(manuscript, report=replace(report, words_in_source=came_in, left_out=listed))


def _items(text: str) -> Iterator[dict[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    try:
        root = etree.fromstring(_signs_escaped(_FORBIDDEN.sub("", text)).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableManuscript("This WordPress export is damaged. Export it again.") from error
    for item in [] if root is None else root.iter("item"):
        yield _facts(item)


def _signs_escaped(text: str) -> str:
    """Outside of what the file marks as raw: there the parser would drop them."""
    first, *rest = text.split("<![CDATA[")
    pieces = [_escaped(first)]
    for piece in rest:
        raw, end, written = piece.partition("]]>")
        pieces.append(f"{raw}{end}{_escaped(written)}")
    return "<![CDATA[".join(pieces)


def _escaped(written: str) -> str:
    return _BARE_SIGN.sub(lambda sign: "&amp;" if sign[0] == "&" else "&lt;", written)


def _facts(item: etree._Element) -> dict[str, str]:
    """The item’s children by their names without namespaces; content and excerpt differ by it."""
    facts: dict[str, str] = {}
    for child in item:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child)
        if name.localname == "postmeta":
            _keep_notes(child, facts)
        if name.localname in {"postmeta", "comment"}:
            continue
        is_excerpt = "excerpt" in (name.namespace or "")
        facts.setdefault("excerpt" if is_excerpt else name.localname, _held(child))
    return facts


def _held(child: etree._Element) -> str:
    """Its text; some programs write the tags of a post into the file as they are."""
    inner = (etree.tostring(each, encoding="unicode") for each in child)
    return "".join([child.text or "", *inner]).strip()


def _keep_notes(meta: etree._Element, facts: dict[str, str]) -> None:
    told = {
        etree.QName(each).localname: (each.text or "").strip()
        for each in meta
        if isinstance(each.tag, str)
    }
    if told.get("meta_key") == "footnotes":
        facts["footnotes"] = told.get("meta_value", "")


def _is_article(facts: dict[str, str]) -> bool:
    is_post = facts.get("post_type", "post") in {"post", "page"}
    is_one = is_post and facts.get("status") not in {"trash", "auto-draft"}
    return is_one and bool(facts.get("encoded") or facts.get("title"))


def _manuscript(facts: dict[str, str], patterns: Mapping[str, str]) -> Manuscript:
    known = {
        "title": _words(facts.get("title", "")),
        "slug": facts.get("post_name", ""),
        "standfirst": _words(facts.get("excerpt", "")),
    }
    whole, lost = with_patterns(facts["encoded"], patterns)
    whole = with_wordpress_notes(whole, facts.get("footnotes", ""))
    lost += [*struck_in(facts.get("title", "")), *struck_in(facts.get("excerpt", ""))]
    lost += [*unread_notes(facts.get("footnotes", "")), *told_to_plugins(whole)]
    content, codes = without_shortcodes(in_paragraphs(whole))
    found = {place: words for place, words in known.items() if words}
    pieces = pieces_of(content, found, is_page=False)
    left_out = (*pieces.left_out, *lost, *codes)
    source = "\n".join(
        [
            *found.values(),
            raw_page_text(_apart(without_caption_marks(whole))),
            *(one.text for one in lost),
        ]
    )
    return assembled(Pieces(source, pieces.blocks, left_out, pieces.facts))


def _words(text: str) -> str:
    """Titles and excerpts are HTML too, their entities often escaped twice."""
    return " ".join(unescape(in_plain_words(unescape(text))).split())


def _apart(content: str) -> str:
    return content.replace("[", " [").replace("]", "] ")
