"""Taking an article out of its page, and listing all that stood around it."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.furniture import (
    EMBEDDED,
    HIDDEN,
    NO_SCRIPT,
    OUTER_TAG_RULES,
    OUTSIDE,
    SCRIPT_LINK,
    TAG_RULES,
    is_sentence,
)
from actions.articles.manuscripts.html.around.addresses import host_of
from actions.articles.manuscripts.html.around.boxes import boxes_out
from actions.articles.manuscripts.html.around.captions import make_figures
from actions.articles.manuscripts.html.around.places import reason_left_out
from actions.articles.manuscripts.html.around.rails import over_names_out
from actions.articles.manuscripts.html.around.teasers import teasers_out
from actions.articles.manuscripts.html.article import holders_of
from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.raised import letters_after, letters_before
from actions.articles.manuscripts.html.text import (
    BLOCKS,
    attribute,
    is_inside,
    tags_of,
    visible_text,
)
from models.articles.manuscript import LeftOut, spaced_words

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0+(\.0+)?(px|pt|em|rem|%)?\s*(;|!|\Z)"
    r"|(left|top|text-indent)\s*:\s*-[1-9]\d{3}|clip\s*:\s*rect\(\s*[01](px)?[\s,]",
    re.IGNORECASE,
)
_RUNS_SCRIPT = re.compile(
    r"[\s\x00-\x1f]*(java|vb|live)\s*script\s*:|[\s\x00-\x1f]*data:", re.IGNORECASE
)
_LONGEST_SHOWN = 120
_LONGEST_NAME = 16
"""Words that a video is called by."""
_PLAYED = frozenset({"iframe", "video", "audio", "embed"})
_DRAWN = frozenset({"svg", "object"})
_NEVER = frozenset({"iframe", "object", "embed", "video", "audio", "canvas", "svg", "template"})


def links_dropped(soup: BeautifulSoup) -> list[LeftOut]:
    """Unwrap the links that would run a script; their words stay."""
    dropped: list[LeftOut] = []
    for link in soup.find_all("a", href=_RUNS_SCRIPT):
        address = " ".join(attribute(link, "href").split())
        dropped.append(LeftOut(address[:_LONGEST_SHOWN], SCRIPT_LINK))
        link.name = "span"
    return dropped


def hidden_out(soup: BeautifulSoup) -> list[LeftOut]:
    """Take out what the page hides and what shows no words of its own."""
    left_out: list[LeftOut] = []
    for tag in soup.find_all(True):
        is_hidden = tag.has_attr("hidden") or bool(_HIDING.search(attribute(tag, "style")))
        is_hidden = is_hidden or tag.name == "mphantom"
        reason = TAG_RULES[tag.name] if tag.name in _NEVER else HIDDEN if is_hidden else ""
        if reason and not (tag.parent is None or is_inside(tag, _DRAWN) or _holds_most(tag, soup)):
            left_out.append(LeftOut(visible_text(tag), reason))
            left_out += _name_out(tag) if tag.name in _PLAYED else []
            if tag.name in _NEVER and _parts_words(tag):
                tag.insert_before(" ")
            tag.extract()
    return [*left_out, *_in_head(soup)]


def _name_out(played: Tag) -> list[LeftOut]:
    """What a video is called below it, and not what is said of it, goes with it."""
    figure = played.find_parent("figure")
    name = figure.find("figcaption") if isinstance(figure, Tag) else None
    if not isinstance(figure, Tag) or not isinstance(name, Tag) or figure.find(["img", "p"]):
        return []
    words = visible_text(name)
    if is_sentence(words) or len(spaced_words(words)) > _LONGEST_NAME:
        return []
    return [LeftOut(visible_text(name.extract()), EMBEDDED)]


def _parts_words(drawing: Tag) -> bool:
    return letters_before(drawing)[-1:].isalnum() and letters_after(drawing)[:1].isalnum()


def _in_head(soup: BeautifulSoup) -> list[LeftOut]:
    """Words that stand above the page itself."""
    notes = soup.head.find_all("noscript") if soup.head else []
    return [LeftOut(visible_text(note.extract()), NO_SCRIPT) for note in notes]


def _holds_most(tag: Tag, soup: BeautifulSoup) -> bool:
    """A page that shows itself only by script hides its article until then."""
    if tag.name in {"body", "html"}:
        return True
    if tag.name in _NEVER or tag.find(["article", "main", "h1"]) is None:
        return False
    return len(tag.get_text()) * 2 > len((soup.body or soup).get_text())


def article_root(soup: BeautifulSoup, address: str) -> tuple[Tag, list[LeftOut]]:
    """The element that holds the article alone, and the words around it, each with its reason.

    `address` is the page’s own, as far as it says so.
    """
    body = soup.body or soup
    evidence = Evidence(body, host_of(address))
    holders = holders_of(body, evidence)
    root = soup.new_tag("div")
    outside: list[LeftOut] = []
    if holders != [body]:
        title = _title_outside(soup, holders)
        marks = [soup.new_tag("hr") for _ in holders]
        for mark, holder in zip(marks, holders, strict=True):
            holder.replace_with(mark)
        root.extend([*([title.extract()] if title else []), *holders])
        for mark in marks:
            mark.extract()
        outside = [item for item in _listed(body) if item.text]
    else:
        root.extend(list(body.children))
    beside = [
        *over_names_out(root, evidence),
        *boxes_out(root, evidence),
        *teasers_out(root, evidence),
    ]
    make_figures(root, evidence)
    return root, [*outside, *beside]


def _title_outside(soup: BeautifulSoup, holders: list[Tag]) -> Tag | None:
    """The only top heading of the page, when it stands before the article."""
    found = soup.find_all("h1")
    if len(found) != 1 or any(holder in found[0].parents for holder in holders):
        return None
    is_logo = found[0].find_parent(["nav", "footer"]) or found[0].find("a", href="/")
    return None if is_logo else found[0]


def _listed(around: Tag) -> Iterator[LeftOut]:
    """Each part with the truest reason there is for it."""
    for piece in around.children:
        if type(piece) is NavigableString:
            yield LeftOut(" ".join(piece.split()), OUTSIDE)
        elif isinstance(piece, Tag):
            reason = reason_left_out(piece) or OUTER_TAG_RULES.get(piece.name, "")
            inner = any(tag.name in BLOCKS for tag in tags_of(piece))
            if reason or not inner:
                yield LeftOut(visible_text(piece), reason or OUTSIDE)
            else:
                yield from _listed(piece)
