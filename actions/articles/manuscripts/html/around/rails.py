"""Rows of other pages of the same site, and what opens over a linked name in a sentence."""

from bs4 import Tag

from actions.articles.manuscripts.furniture import OTHERS
from actions.articles.manuscripts.html.around.addresses import leads_within
from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.text import (
    HEADINGS,
    attribute,
    contains_tag,
    tags_of,
    visible_text,
)
from models.articles.manuscript import LeftOut, spaced_words

_FEWEST = 3
_LONGEST = 40
"""Words of one of them."""
_WHOLE = 0.99
_TITLES = frozenset({"h1", "p"})


def is_rail(tag: Tag, evidence: Evidence) -> bool:
    """Parts of one make, each a few words with a picture that lead to one page, each to its own."""
    if evidence[tag].links < _FEWEST:
        return False
    parts = [part for part in tags_of(tag) if evidence[part].letters]
    makes = {(part.name, attribute(part, "class")) for part in parts}
    if len(parts) < _FEWEST or len({name for name, _ in makes}) > 1 or len(makes) > len(parts) / 2:
        return False
    addresses = [_one_page(part, evidence.site) for part in parts]
    is_each = all(addresses) and len(set(addresses)) == len(parts)
    return is_each and all(evidence[part].prose <= 1 for part in parts)


def _one_page(part: Tag, site: str) -> str:
    """Where all its links lead, "" when it is no short notice of another page."""
    addresses = {attribute(link, "href").strip() for link in part.find_all("a", href=True)}
    if len(addresses) != 1 or part.find("img") is None or contains_tag(part, _TITLES):
        return ""
    address = addresses.pop()
    is_short = len(spaced_words(part.get_text(" "))) <= _LONGEST
    return address if is_short and leads_within(address, site) else ""


def is_list_of_titles(tag: Tag) -> bool:
    """A list in which each item is a heading, and that a link, is one of other pages."""
    items = list(tags_of(tag)) if tag.name in {"ul", "ol"} else []
    return len(items) >= _FEWEST and all(map(_is_linked_heading, items))


def _is_linked_heading(item: Tag) -> bool:
    link = item.find("a", href=True)
    if link is None or not contains_tag(item, HEADINGS) or contains_tag(item, _TITLES):
        return False
    is_away = not attribute(link, "href").strip().startswith("#")
    return is_away and bool(visible_text(link)) and visible_text(link) == visible_text(item)


def over_names_out(root: Tag, evidence: Evidence) -> list[LeftOut]:
    """Take out what opens over a linked name: its picture, the link again, and further links."""
    left_out: list[LeftOut] = []
    for box in root.find_all("span"):
        name = box.find_previous_sibling()
        if name is None or name.name != "a" or box.find("img") is None or box.parent is None:
            continue
        addresses = [attribute(link, "href").strip() for link in box.find_all("a", href=True)]
        is_again = len(set(addresses)) > 1 and attribute(name, "href").strip() in addresses
        if is_again and evidence[box].density >= _WHOLE:
            left_out.append(LeftOut(visible_text(box.extract()), OTHERS))
    return left_out
