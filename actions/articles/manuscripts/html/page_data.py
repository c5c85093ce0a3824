"""What a page says about itself: its title, author, date, description and lead picture."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from bs4 import BeautifulSoup

from actions.articles.manuscripts.encoding import cleaned
from actions.articles.manuscripts.html.around.addresses import host_of, own_addresses
from actions.articles.manuscripts.html.page_title import (
    bare,
    logos,
    named_below,
    page_title,
    tab_title,
    without_site,
)
from actions.articles.manuscripts.html.struck import in_plain_words
from actions.articles.manuscripts.html.text import attribute
from models.articles.manuscript import spaced_words

LONGEST_NAME = 8
MOST_NAMES = 4
MOST_LETTERS = 200_000
"""Of structured data. More is a catalogue, not an article's."""

_ARTICLE_KINDS = re.compile(r".*(Article|BlogPosting|Posting|MedicalWebPage|Report|Review)")
_TITLES = ("dc.title", "dcterms.title", "dcterm.title", "citation_title", "og:title", "title",
           "twitter:title")  # fmt: skip
_AUTHORS = ("dc.creator", "dcterms.creator", "author", "article:author", "citation_author")
_DATES = ("article:published_time", "dc.date", "dcterms.date", "date", "citation_date")
_WRAPPED = re.compile(r"(//|/\*)?\s*(<!\[CDATA\[|\]\]>)\s*(\*/)?|\A\s*<!--|-->\s*\Z|;\s*\Z")
"""What older programs put around data, so that older browsers leave it alone."""
_DIGIT = re.compile(r"\d")
_DECODER = json.JSONDecoder(strict=False)
_SITE_KINDS = re.compile(r"WebSite|.*Organization|MedicalClinic|Hospital")


@dataclass(frozen=True, slots=True)
class PageData:
    """Plain words, "" for what the page does not say; `tab` is the browser tab's title.

    `sites` are what the site is called, one a line; `address` is the page's own.

    `heading` is what readers see in the place of a title that says the same in other words.
    """

    title: str = ""
    heading: str = ""
    byline: str = ""
    date: str = ""
    description: str = ""
    picture: str = ""
    picture_alt: str = ""
    tab: str = ""
    sites: str = ""
    address: str = ""


def page_data(soup: BeautifulSoup) -> PageData:
    said = _metas(soup)
    told = list(_told(soup))
    article = next((each for each in told if _is_kind(each, _ARTICLE_KINDS)), {})
    names = _line(article.get("headline") or article.get("name"))
    titles = [names, *(said.get(name, "") for name in _TITLES)]
    sites = names_of_page(soup)
    named = tab_title(soup)
    tab = _line(named.get_text()) if named else ""
    chosen = page_title([without_site(each, sites) for each in titles if each], tab, soup, sites)
    return PageData(
        title=chosen.title,
        heading=chosen.heading,
        byline=_authors(article.get("author"))
        or _named(said, _AUTHORS)
        or _only(named_below(soup, chosen.title)),
        date=_line(article.get("datePublished")) or _first(said, _DATES),
        description=_first(said, ("description", "og:description")),
        picture=_first(said, ("og:image",)) or _address(article.get("image")),
        picture_alt=said.get("og:image:alt", ""),
        tab=tab,
        sites="\n".join(filter(None, _sites(said, told, soup))),
        address=own_addresses(said, soup)[0],
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
    text = in_plain_words(unescape(value)) if isinstance(value, str) else ""
    return " ".join(cleaned(text).split())


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _told(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Each thing that the page’s structured data describe."""
    for script in soup.find_all("script", type=re.compile(r"application/ld\+json", re.IGNORECASE)):
        text = _WRAPPED.sub("", script.get_text())
        try:
            waiting: list[Any] = [_DECODER.decode(text)] if len(text) <= MOST_LETTERS else []
        except (ValueError, RecursionError):
            continue
        while waiting:
            told = waiting.pop(0)
            if isinstance(told, list):
                waiting += told
            elif isinstance(told, dict):
                yield told
                waiting += [told["@graph"]] if "@graph" in told else []


def _is_kind(told: dict[str, Any], wanted: re.Pattern[str]) -> bool:
    kinds = told.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and wanted.fullmatch(kind) for kind in kinds)


def names_of_page(soup: BeautifulSoup) -> set[str]:
    """What the page and its address call the site, and whom it calls its author."""
    said, told = _metas(soup), list(_told(soup))
    names = _sites(said, told, soup)
    for address in own_addresses(said, soup):
        labels = host_of(address).split(".")
        names += [labels[0], *labels[-2:-1]]
    names += [*logos(soup), *(name for each in told for name in _people(each.get("author")))]
    return {bare(name) for name in names if bare(name)}


def _sites(said: dict[str, str], told: list[dict[str, Any]], soup: BeautifulSoup) -> list[str]:
    publishers = [each.get("publisher") for each in told]
    publishers += [each for each in told if _is_kind(each, _SITE_KINDS)]
    names = [_line(each.get("name")) for each in publishers if isinstance(each, dict)]
    names += [said.get(name, "") for name in ("og:site_name", "application-name")]
    return [*names, *map(host_of, own_addresses(said, soup))]


def _authors(told: Any) -> str:
    return ", ".join(dict.fromkeys(name for name in _people(told)[:MOST_NAMES] if _is_name(name)))


def _people(told: Any) -> list[str]:
    people = told if isinstance(told, list) else [told]
    return [_line(one.get("name") if isinstance(one, dict) else one) for one in people]


def _named(said: dict[str, str], places: tuple[str, ...]) -> str:
    return next((said[place] for place in places if _is_name(said.get(place, ""))), "")


def _only(names: set[str]) -> str:
    """One person that was named, or nobody."""
    found = {name for name in names if _is_name(name) and not _DIGIT.search(name)}
    return found.pop() if len(found) == 1 else ""


def _is_name(text: str) -> bool:
    return 0 < len(spaced_words(text)) <= LONGEST_NAME and "://" not in text and "@" not in text


def _address(told: Any) -> str:
    told = told[0] if isinstance(told, list) and told else told
    told = told.get("url") if isinstance(told, dict) else told
    return told.strip() if isinstance(told, str) else ""
