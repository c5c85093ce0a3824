"""Reading saved web pages: from site builders, WordPress, Word and Google Docs."""

import re

from bs4 import BeautifulSoup

from actions.articles.manuscripts.assembling import assembled
from actions.articles.manuscripts.blocks import Pieces
from actions.articles.manuscripts.encoding import cleaned
from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.furniture import TAB_TITLE
from actions.articles.manuscripts.html.blocks import blocks_of
from actions.articles.manuscripts.html.furniture import article_root, links_dropped, pruned
from actions.articles.manuscripts.html.pictures import put_back, set_aside
from actions.articles.manuscripts.html.repairs import repaired
from actions.articles.manuscripts.html.text import attribute, is_beyond_reading, visible_text
from models.articles.manuscript import LeftOut, Manuscript

MOST_TAGS = 40_000
MOST_LETTERS = 5_000_000
PASTE_IT = "Open it in a browser, copy the article’s text, and paste that."

_SEPARATOR = re.compile(r"(\s+[|–—·»-]\s+)")


def read(text: str) -> list[Manuscript]:
    return [assembled(pieces_of(text))]


def pieces_of(text: str, facts: dict[str, str] | None = None) -> Pieces:
    """Errors: UnreadableManuscript for a page too large or too deeply nested to be an article."""
    text, held = set_aside(text)
    soup = parsed(text)
    found = {**_facts(soup), **(facts or {})}
    tab_title = _tab_title(soup, found)
    repaired(soup)
    dropped = links_dropped(soup)
    noted = [*tab_title, *dropped]
    source = [*found.values(), *(item.text for item in noted), visible_text(soup.body or soup)]
    left_out = [*noted, *pruned(soup)]
    root, outside = article_root(soup)
    blocks = tuple(put_back(tuple(blocks_of(root)), held))
    return Pieces("\n".join(source), blocks, (*left_out, *outside), found)


def parsed(text: str) -> BeautifulSoup:
    if text.count("<") > MOST_TAGS or len(text) > MOST_LETTERS:
        raise UnreadableManuscript(f"The page has more marks in it than any article. {PASTE_IT}")
    soup = BeautifulSoup(text, "lxml")
    if is_beyond_reading(soup):
        raise UnreadableManuscript(f"The page is nested too deeply to be an article. {PASTE_IT}")
    return soup


def _facts(soup: BeautifulSoup) -> dict[str, str]:
    described = soup.find("meta", attrs={"name": "description"})
    description = attribute(described, "content") if described else ""
    return {"description": " ".join(cleaned(description).split())} if description.strip() else {}


def _tab_title(soup: BeautifulSoup, facts: dict[str, str]) -> list[LeftOut]:
    """The browser's tab names the article where no top heading does, then the site."""
    tab = " ".join(cleaned(soup.title.get_text()).split()) if soup.title else ""
    if soup.title:
        soup.title.extract()
    if not tab:
        return []
    if soup.find(["h1"]) or soup.find(class_=["MsoTitle", "title"]) or "title" in facts:
        return [LeftOut(tab, TAB_TITLE)]
    name, separator, site = [*_SEPARATOR.split(tab, maxsplit=1), "", ""][:3]
    facts["title"] = name
    return [LeftOut(f"{separator.strip()} {site}".strip(), TAB_TITLE)] if site else []
