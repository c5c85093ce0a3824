"""Words struck out where an article holds plain words only: they would say the contrary."""

import re

from bs4 import BeautifulSoup

from actions.articles.manuscripts.html.raised import lowered, raised
from actions.articles.manuscripts.html.text import is_inside, tags_named, visible_text
from models.articles.manuscript import LeftOut

STRUCK = "Struck out there, in a line that holds plain words only"
_PLAIN = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "dt", "summary", "caption", "legend"}
)
_STROKES = frozenset({"s", "del", "strike"})
_SMALL = re.compile(r"<(sup|sub)\b[^<>]*>([^<>]*)</\1\s*>", re.IGNORECASE)
_GONE = re.compile(r"<(s|del|strike)\b[^<>]*>([^<>]*)</\1\s*>", re.IGNORECASE)


def struck_out(soup: BeautifulSoup) -> list[LeftOut]:
    """Take such words out of headings and captions."""
    left_out: list[LeftOut] = []
    for tag in tags_named(soup, *_STROKES, *_PLAIN):
        across = _PLAIN if tag.name in _STROKES else _STROKES
        if is_inside(tag, across) and visible_text(tag):
            left_out.append(LeftOut(visible_text(tag), STRUCK))
            tag.extract()
    return left_out


def struck_in(line: str) -> list[LeftOut]:
    """Of a title written with tags."""
    return [LeftOut(found[2].strip(), STRUCK) for found in _GONE.finditer(line)]


def in_plain_words(line: str) -> str:
    """A title without its tags, its small signs small, and without what is struck out."""

    def small(found: re.Match[str]) -> str:
        if found[1].lower() == "sub":
            return lowered(found[2])
        return raised(found[2], line[: found.start()], line[found.end() :])

    return re.sub(r"</?[a-zA-Z][^<>]*>", "", _SMALL.sub(small, _GONE.sub("", line)))
