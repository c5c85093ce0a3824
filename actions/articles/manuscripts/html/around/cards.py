"""Cards of other pages inside an article: a picture, a heading and a few words that lead away."""

import re

from bs4 import Tag

from actions.articles.manuscripts.furniture import OTHERS
from actions.articles.manuscripts.html.around.addresses import leads_within
from actions.articles.manuscripts.html.around.places import MOSTLY_LINKS
from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.text import (
    HEADINGS,
    attribute,
    contains_tag,
    is_button,
    is_inside,
    tags_named,
    tags_of,
    visible_text,
)
from models.articles.manuscript import LeftOut, spaced_words

_LINK = frozenset({"a"})
_HOLDERS = frozenset({"div", "section", "aside"})
_BESIDE = frozenset({"aside", "complementary"})
_LONGEST_CARD = 80
"""Words."""
_LONGEST_HEADING = 8
_FEWEST_CARDS = 2
_PAIR = 2
_FEWEST_IN_TITLE = 4
_MOST_SAID = 2
"""Sentences: the title may read like one."""
_FILE = re.compile(r"\.(jpe?g|png|gif|webp|avif|svg|pdf|mp[34])(\?.*)?\Z", re.IGNORECASE)
"""A picture is often a link to itself, drawn larger."""


def is_card(tag: Tag, evidence: Evidence) -> bool:
    """One other page told in short, or a list of nothing but such and without a sentence."""
    if tag.name in {"ul", "ol"}:
        items = [] if evidence[tag].prose else list(tags_of(tag))
        return len(items) >= _FEWEST_CARDS and all(_is_one(item, evidence) for item in items)
    return _is_one(tag, evidence)


def _is_one(tag: Tag, evidence: Evidence) -> bool:
    is_told = bool(evidence[tag].prose) or tag.find("img") is not None
    is_linked = len(tag.find_all("a", limit=2)) > 1 and leads_to_one(tag)
    return is_told and (is_linked or _is_one_link(tag) or _is_pictured(tag, evidence))


def _is_pictured(tag: Tag, evidence: Evidence) -> bool:
    """A picture and a title, each a link to the same page of the site, and a sentence at most."""
    links = tag.find_all("a", href=True, limit=3)
    addresses = {attribute(link, "href").strip() for link in links}
    if len(links) != _PAIR or len(addresses) != 1 or evidence[tag].prose > _MOST_SAID:
        return False
    drawn, title = links
    is_title = len(spaced_words(visible_text(title))) >= _FEWEST_IN_TITLE
    is_short = len(spaced_words(tag.get_text(" "))) <= _LONGEST_CARD
    is_pair = drawn.find("img") is not None and title.find("img") is None
    return is_pair and is_title and is_short and leads_within(addresses.pop(), evidence.site)


def _is_one_link(tag: Tag) -> bool:
    """A picture and a heading that are one link, and nothing besides."""
    link = tag.find("a")
    if link is None or not contains_tag(link, HEADINGS) or link.find("img") is None:
        return False
    address = attribute(link, "href").strip()
    is_page = bool(address) and address[0] != "#" and not _FILE.search(address)
    return is_page and visible_text(link) == visible_text(tag)


def leads_to_one(tag: Tag) -> bool:
    """All its links lead to one page, and so does each heading in it.

    With a picture or a sentence that is another page told in short, without it a mere heading.
    """
    links = tag.find_all("a")
    addresses = {attribute(link, "href").strip() for link in links}
    is_one = len(addresses) == 1 and not addresses.pop().startswith("#")
    headings = tags_named(tag, *HEADINGS)
    is_headed = all(each.find("a") or is_inside(each, _LINK) for each in headings)
    if not (is_one and headings and is_headed) or any(map(is_button, links)):
        return False
    return len(spaced_words(tag.get_text(" "))) <= _LONGEST_CARD


def is_column_of_others(tag: Tag, evidence: Evidence) -> bool:
    """A side column without a sentence of its own: what is marked in it as articles is others."""
    role = attribute(tag, "role").lower() or tag.name
    if role not in _BESIDE or contains_tag(tag, frozenset({"h1"})):
        return False
    if not evidence[tag].prose:
        return evidence[tag].density > MOSTLY_LINKS
    cards = [each for each in tags_named(tag, "article") if leads_to_one(each)]
    said = sum(evidence[card].prose for card in cards)
    return len(cards) >= _FEWEST_CARDS and said == evidence[tag].prose


def heading_left(holder: Tag | None, root: Tag) -> list[LeftOut]:
    """Take out the heading of what was cards, when no more is left there."""
    while holder is not None and holder is not root and not visible_text(holder):
        holder = holder.parent
    if holder is None or holder is root or holder.name not in _HOLDERS or holder.find("h1"):
        return []
    words = visible_text(holder)
    headings = [visible_text(each) for each in tags_named(holder, *HEADINGS)]
    if headings != [words] or len(words.split()) > _LONGEST_HEADING:
        return []
    holder.extract()
    return [LeftOut(words, OTHERS)]
