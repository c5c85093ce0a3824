"""Choosing a page's title and author: what its data call them, and what readers see."""

import re
import unicodedata
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from actions.articles.manuscripts.furniture import is_sentence
from actions.articles.manuscripts.html.text import HEADINGS, attribute, visible_text
from actions.articles.manuscripts.titles import byline_in
from models.articles.manuscript import spaced_words

ALIKE = 0.5

_SEPARATOR = re.compile(r"\s+[|–—·»\\/>-]\s+|\s*::\s*")
_TELLING = re.compile(r"\d[\d.,]*|\b(?:no|not|never|without|\w+n['’]t)\b", re.IGNORECASE)
_AWAY = re.compile(r"[^#]")
_BY = re.compile(r"\s*[Bb]y\b")
MOST_ABOVE_BYLINE = 1
"""Sentences between title and byline: a standfirst."""
_BARE = re.compile(r"[\W_]+")


def tab_title(soup: BeautifulSoup) -> Tag | None:
    """A drawing may have a title, too."""
    return next((tag for tag in soup.find_all("title") if tag.find_parent("svg") is None), None)


@dataclass(frozen=True, slots=True)
class Named:
    """A page’s title; `heading` is the one that readers see where it says that in other words."""

    title: str
    heading: str = ""


def page_title(titles: list[str], tab: str, soup: BeautifulSoup, sites: set[str]) -> Named:
    """What its data call it first, if its heading agrees; else its heading, or the tab’s title."""
    tags = soup.find_all(["h1", "h2", "h3"], limit=60)
    headings = [visible_text(tag) for tag in tags if not is_logo(tag)]
    headings = [text for text in headings if len(spaced_words(text)) > 1 or text in titles]
    top = [visible_text(tag) for tag in soup.find_all("h1") if not is_logo(tag)]
    only = top[0] if len(top) == 1 else ""
    same = (text for title in titles for text in headings if bare(text) == bare(title))
    seen = next(same, "") or only
    if titles and not seen:
        return Named(titles[0])
    if titles and bare(titles[0]) != bare(seen) and _in_other_words(titles[0], seen):
        return Named(titles[0], seen)
    if titles and (seen != only or any(_is_in(title, only) for title in titles)):
        return Named(seen)
    if match := next((text for text in headings if text and _begins_or_ends(tab, text)), ""):
        return Named(match)
    return Named(only or ("" if top else _without_last(tab, sites)))


def _is_in(title: str, heading: str) -> bool:
    """The heading is the title, or all of it before or behind a separator."""
    parts = _SEPARATOR.split(title)
    halves = {bare("".join(parts[:n])) for n in range(1, len(parts) + 1)}
    halves |= {bare("".join(parts[n:])) for n in range(1, len(parts))}
    return bare(heading) in halves


def is_logo(heading: Tag) -> bool:
    """A heading that leads home is the name of the site."""
    link = heading.find("a") or heading.find_parent("a")
    address = attribute(link, "href").strip() if isinstance(link, Tag) else ""
    return bool(address and re.fullmatch(r"(https?://[^/]+)?/?(index\.\w+|#)?", address))


def logos(soup: BeautifulSoup) -> list[str]:
    """What the headings say that lead to the front page of the site."""
    headings = soup.find_all(["h1", "h2"], limit=60)
    return [visible_text(tag) for tag in headings if is_logo(tag) and tag.find("a", href=_AWAY)]


def bare(text: str) -> str:
    return _BARE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _in_other_words(title: str, heading: str) -> bool:
    """Half of the words are the same, and all that a number or a “not” says."""
    if _is_in(title, heading) or _telling(title) != _telling(heading):
        return False
    ours, theirs = ({bare(word) for word in spaced_words(text)} for text in (title, heading))
    return len(ours & theirs) >= ALIKE * max(len(ours), len(theirs))


def _telling(text: str) -> set[str]:
    return {word.casefold() for word in _TELLING.findall(text)}


def _begins_or_ends(tab: str, heading: str) -> bool:
    return bare(tab).startswith(bare(heading)) or bare(tab).endswith(bare(heading))


def without_site(title: str, sites: set[str]) -> str:
    """The names of the site and of the author at either end are no part of a title."""
    places = list(_SEPARATOR.finditer(title))
    if places and bare(title[places[-1].end() :]) in sites:
        return without_site(title[: places[-1].start()], sites)
    if places and bare(title[: places[0].start()]) in sites:
        return without_site(title[places[0].end() :], sites)
    return title


def _without_last(tab: str, sites: set[str]) -> str:
    """Without the site’s name, or else what stands behind the last separator."""
    places = list(_SEPARATOR.finditer(tab))
    if not places or without_site(tab, sites) != tab:
        return without_site(tab, sites)
    before, after = tab[: places[-1].start()], tab[places[0].end() :]
    is_before = len(spaced_words(before)) > 1 or len(spaced_words(after)) <= 1
    return without_site(before if is_before else after, sites)


def named_below(soup: BeautifulSoup, title: str) -> set[str]:
    """Whom the page calls its author between its title and its text."""
    headings = soup.find_all(["h1", "h2", "h3"], limit=60)
    heading = next((tag for tag in headings if bare(visible_text(tag)) == bare(title)), None)
    names: set[str] = set()
    sentences = 0
    for piece in heading.next_elements if heading else ():
        if isinstance(piece, Tag) and piece.name == "p" and is_sentence(visible_text(piece)):
            sentences += 1
        if sentences > MOST_ABOVE_BYLINE:
            break
        names.add(_author_in(piece))
    return names


def _author_in(piece: PageElement) -> str:
    """A mark for programs, or a line “By Jane Roe”; a heading “By Mouth” is no name."""
    if isinstance(piece, Tag):
        return _marked_author(piece)
    holders = list(piece.parents)[:2] if _BY.match(str(piece)) else []
    told = [byline_in(visible_text(each)) for each in holders]
    name = next((found["name"] for found in told if found), "")
    is_full = len(name.split()) > 1 and not any(each.name in HEADINGS for each in holders)
    return name if is_full else ""


def _marked_author(tag: Tag) -> str:
    if tag.get("itemprop") != "author" and "author" not in attribute(tag, "rel").split():
        return ""
    name = tag.find(itemprop="name")
    words = visible_text(name if isinstance(name, Tag) else tag)
    found = byline_in(words)
    return found["name"] if found else words
