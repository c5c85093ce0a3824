"""Taking an article out of its page, and listing all that stood around it."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.furniture import (
    HIDDEN,
    OUTER_TAG_RULES,
    OUTSIDE,
    ROLE_RULES,
    SCRIPT_LINK,
    TAG_RULES,
    reason_for_class,
)
from actions.articles.manuscripts.html.text import attribute, names_of, tags_of, visible_text
from models.articles.manuscript import LeftOut, words_of

_HIDING = re.compile(
    r"(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE
)
_RUNS_SCRIPT = re.compile(
    r"[\s\x00-\x1f]*(java|vb|live)\s*script\s*:|[\s\x00-\x1f]*data:", re.IGNORECASE
)
_NAMED_BY_WORDS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "body"})
"""Programs name these after the words inside them."""
_LONGEST_SHOWN = 120
_SMALLEST_SHARE = 0.4
"""Of the page's words. An <article> or <main> with fewer is not the article."""
_MOST_CANDIDATES = 30


def links_dropped(soup: BeautifulSoup) -> list[LeftOut]:
    """Unwrap the links that would run a script; their words stay."""
    dropped: list[LeftOut] = []
    for link in soup.find_all("a", href=_RUNS_SCRIPT):
        address = " ".join(attribute(link, "href").split())
        dropped.append(LeftOut(address[:_LONGEST_SHOWN], SCRIPT_LINK))
        link.name = "span"
    return dropped


def pruned(soup: BeautifulSoup) -> list[LeftOut]:
    """Take menus, notices, share strips and the like off the page; say what and why."""
    left_out: list[LeftOut] = []
    most = len(words_of(visible_text(soup))) / 2
    waiting = list(tags_of(soup.body))[::-1] if soup.body else []
    while waiting:
        tag = waiting.pop()
        reason = _reason(tag)
        text = visible_text(tag) if reason else ""
        if reason and not _holds_article(tag, text, most):
            tag.extract()
            left_out.append(LeftOut(text, reason))
        else:
            waiting += list(tags_of(tag))[::-1]
    return left_out


def _reason(tag: Tag) -> str:
    is_inside = tag.find_parent(["article", "main", "blockquote"]) is not None
    if tag.name == "footer" and tag.find_parent("blockquote"):
        return ""
    return (
        TAG_RULES.get(tag.name, "")
        or ("" if is_inside else OUTER_TAG_RULES.get(tag.name, ""))
        or ROLE_RULES.get(attribute(tag, "role").lower(), "")
        or (HIDDEN if _is_hidden(tag) else "")
        or reason_for_class([] if tag.name in _NAMED_BY_WORDS else names_of(tag))
    )


def _is_hidden(tag: Tag) -> bool:
    is_silent = attribute(tag, "aria-hidden") == "true" and tag.name != "img"
    return tag.has_attr("hidden") or is_silent or bool(_HIDING.search(attribute(tag, "style")))


def _holds_article(tag: Tag, text: str, most: float) -> bool:
    """A rule that would take the title or half the words has met the article itself."""
    return tag.find(["h1", "article", "main"]) is not None or len(words_of(text)) > most


def article_root(soup: BeautifulSoup) -> tuple[Tag, list[LeftOut]]:
    """The element that holds the article, with its title in it, and the words around it."""
    body = soup.body or soup
    root = _smallest_holder(body)
    title = soup.find("h1")
    if title is not None and root.find("h1") is None and root is not body:
        root.insert(0, title.extract())
    return root, [LeftOut(text, OUTSIDE) for text in _around(root, body) if text]


def _smallest_holder(body: Tag) -> Tag:
    enough = len(words_of(visible_text(body))) * _SMALLEST_SHARE
    candidates = body.find_all(["article", "main"], limit=_MOST_CANDIDATES)
    candidates += body.find_all(None, {"role": "main"}, limit=1)
    sizes = [(len(words_of(visible_text(tag))), tag) for tag in candidates]
    holders = [(size, tag) for size, tag in sizes if size > 0 and size >= enough]
    return min(holders, key=lambda holder: holder[0])[1] if holders else body


def _around(root: Tag, body: Tag) -> Iterator[str]:
    inner = root
    while inner is not body and inner.parent is not None:
        for piece in inner.parent.children:
            if isinstance(piece, Tag) and piece is not inner:
                yield visible_text(piece)
            elif type(piece) is NavigableString:
                yield " ".join(piece.split())
        inner = inner.parent
