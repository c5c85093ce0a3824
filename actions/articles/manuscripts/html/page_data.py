"""What a page says about itself: its title, author, date, description and lead picture."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from bs4 import BeautifulSoup, Tag

from actions.articles.manuscripts.encoding import cleaned
from actions.articles.manuscripts.html.text import attribute, visible_text
from models.articles.manuscript import spaced_words

LONGEST_NAME = 8
MOST_NAMES = 4
MOST_LETTERS = 200_000
"""Of structured data. More is a catalogue, not an article's."""
ALIKE = 0.5

_ARTICLE_KINDS = re.compile(r".*(Article|BlogPosting|Posting|MedicalWebPage|Report|Review)")
_TITLES = ("dc.title", "dcterms.title", "dcterm.title", "citation_title", "og:title", "title",
           "twitter:title")  # fmt: skip
_AUTHORS = ("dc.creator", "dcterms.creator", "author", "article:author", "citation_author")
_DATES = ("article:published_time", "dc.date", "dcterms.date", "date", "citation_date")
_SEPARATOR = re.compile(r"\s+[|–—·»\\/>-]\s+|\s*::\s*")
_BARE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class PageData:
    """Plain words, "" for what the page does not say; `tab` is the browser tab's title."""

    title: str = ""
    byline: str = ""
    date: str = ""
    description: str = ""
    picture: str = ""
    picture_alt: str = ""
    tab: str = ""


def page_data(soup: BeautifulSoup) -> PageData:
    said = _metas(soup)
    article = next(_articles(soup), {})
    names = _line(article.get("headline") or article.get("name"))
    titles = [names, *(said.get(name, "") for name in _TITLES)]
    site = said.get("og:site_name", "")
    tab = _line(soup.title.get_text()) if soup.title else ""
    return PageData(
        title=_title([_without_site(each, site) for each in titles if each], tab, soup),
        byline=_authors(article.get("author")) or _named(said, _AUTHORS),
        date=_line(article.get("datePublished")) or _first(said, _DATES),
        description=_first(said, ("description", "og:description")),
        picture=_first(said, ("og:image",)) or _address(article.get("image")),
        picture_alt=said.get("og:image:alt", ""),
        tab=tab,
    )


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        for kind in ("name", "property"):
            for name in attribute(meta, kind).lower().split():
                found.setdefault(name.replace("dc:", "dc."), _line(attribute(meta, "content")))
    return found


def _line(value: object) -> str:
    """One line of plain words; some programs escape their entities twice."""
    text = re.sub(r"</?[a-zA-Z][^>]*>", "", unescape(value)) if isinstance(value, str) else ""
    return " ".join(cleaned(text).split())


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _articles(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", type=re.compile(r"application/ld\+json", re.IGNORECASE)):
        text = script.get_text()
        try:
            waiting: list[Any] = [json.loads(text)] if len(text) <= MOST_LETTERS else []
        except (ValueError, RecursionError):
            continue
        while waiting:
            told = waiting.pop(0)
            if isinstance(told, list):
                waiting += told
            elif isinstance(told, dict):
                kinds = told.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and _ARTICLE_KINDS.fullmatch(kind) for kind in kinds):
                    yield told
                waiting += [told["@graph"]] if "@graph" in told else []


def _authors(told: Any) -> str:
    people = told if isinstance(told, list) else [told]
    names = [_line(one.get("name") if isinstance(one, dict) else one) for one in people]
    return ", ".join(dict.fromkeys(name for name in names[:MOST_NAMES] if _is_name(name)))


def _named(said: dict[str, str], places: tuple[str, ...]) -> str:
    return next((said[place] for place in places if _is_name(said.get(place, ""))), "")


def _is_name(text: str) -> bool:
    return 0 < len(spaced_words(text)) <= LONGEST_NAME and "://" not in text and "@" not in text


def _address(told: Any) -> str:
    told = told[0] if isinstance(told, list) and told else told
    told = told.get("url") if isinstance(told, dict) else told
    return told.strip() if isinstance(told, str) else ""


def _title(titles: list[str], tab: str, soup: BeautifulSoup) -> str:
    """What the page’s data call it, spelled as its heading is; else what tab and heading share."""
    tags = soup.find_all(["h1", "h2", "h3"], limit=60)
    headings = [visible_text(tag) for tag in tags if not is_logo(tag)]
    headings = [text for text in headings if len(spaced_words(text)) > 1 or text in titles]
    for title in titles:
        if match := next((text for text in headings if bare(text) == bare(title)), ""):
            return match
    top = [tag for tag in soup.find_all("h1") if not is_logo(tag)]
    only = visible_text(top[0]) if len(top) == 1 else ""
    if titles and (not only or _alike(titles[0], only)):
        return titles[0]
    if match := next((text for text in headings if text and _begins_or_ends(tab, text)), ""):
        return match
    return only or ("" if top else _without_last(tab))


def is_logo(heading: Tag) -> bool:
    """A heading that leads home is the name of the site."""
    link = heading.find("a") or heading.find_parent("a")
    address = attribute(link, "href").strip() if isinstance(link, Tag) else ""
    return bool(address and re.fullmatch(r"(https?://[^/]+)?/?(index\.\w+|#)?", address))


def bare(text: str) -> str:
    return _BARE.sub("", text).casefold()


def _alike(one: str, other: str) -> bool:
    ours, theirs = ({bare(word) for word in spaced_words(text)} for text in (one, other))
    return len(ours & theirs) >= ALIKE * min(len(ours), len(theirs))


def _begins_or_ends(tab: str, heading: str) -> bool:
    return bare(tab).startswith(bare(heading)) or bare(tab).endswith(bare(heading))


def _without_site(title: str, site: str) -> str:
    parts = _SEPARATOR.split(title)
    if site and len(parts) > 1 and bare(parts[-1]) == bare(site):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»\\/>-:")
    return title


def _without_last(tab: str) -> str:
    """Without the site’s name behind the last separator, if enough is left to be a title."""
    places = list(_SEPARATOR.finditer(tab))
    if not places:
        return tab
    before, after = tab[: places[-1].start()], tab[places[0].end() :]
    return before if len(spaced_words(before)) > 1 or len(spaced_words(after)) <= 1 else after
