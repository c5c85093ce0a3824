"""Titles of other pages of the same site, each a link alone between two paragraphs of the text."""

from collections.abc import Iterator

from bs4 import Tag

from actions.articles.manuscripts.furniture import OTHERS
from actions.articles.manuscripts.html.around.addresses import leads_within
from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.text import (
    HEADINGS,
    attribute,
    is_button,
    is_inside,
    visible_text,
)
from models.articles.manuscript import LeftOut, spaced_words

_FEWEST = 2
"""Lines of this make, to different pages, before one is more than a link."""
_FEWEST_WORDS = 4
"""Of a title. “Book a visit” has fewer."""
_LONGEST = 30
_LONGEST_LEAD = 3
_ENDS = (".", "!", "…", ";", ",", ":")
_LINES = HEADINGS | {"p"}
_ITEMS = frozenset({"li", "td", "th", "dd", "dt", "blockquote", "figure", "figcaption", "details"})


def teasers_out(root: Tag, evidence: Evidence) -> list[LeftOut]:
    """Take them out where there are several; “See also: [a page]” is the writer’s own word."""
    found = list(_teasers(root, evidence))
    if len({address for _, address in found}) < _FEWEST:
        return []
    return [LeftOut(visible_text(line.extract()), OTHERS) for line, _ in found]


def _teasers(root: Tag, evidence: Evidence) -> Iterator[tuple[Tag, str]]:
    """Such lines, and where each leads."""
    for line in root.find_all("p"):
        link = line.find("a", href=True)
        title = visible_text(link) if link is not None else ""
        if link is None or visible_text(line) != title or is_button(link):
            continue
        address = attribute(link, "href").strip()
        is_title = _FEWEST_WORDS <= len(spaced_words(title)) <= _LONGEST
        is_led = any(word.endswith(":") for word in spaced_words(title)[:_LONGEST_LEAD])
        is_away = leads_within(address, evidence.site) and not title.endswith(_ENDS)
        if not (is_title and is_away) or is_led or is_inside(line, _ITEMS):
            continue
        if _is_between(line, evidence):
            yield line, address


def _is_between(line: Tag, evidence: Evidence) -> bool:
    before = _first_line(line.previous_elements)
    after = _first_line(each for last in line.find_all(True)[-1:] for each in last.next_elements)
    is_below = before is not None and before.name == "p" and bool(evidence[before].prose)
    is_led = before is not None and visible_text(before).endswith(":")
    is_above = after is not None and (after.name != "p" or bool(evidence[after].prose))
    return is_below and is_above and not is_led


def _first_line(pieces: Iterator[object]) -> Tag | None:
    lines = (each for each in pieces if isinstance(each, Tag) and each.name in _LINES)
    return next((each for each in lines if visible_text(each)), None)
