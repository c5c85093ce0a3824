"""What a page says when somebody clicks, points or listens, and what it says twice for that."""

import re
from collections import Counter

from bs4 import BeautifulSoup, Tag

from actions.articles.manuscripts.furniture import (
    AXIS,
    HIDDEN,
    POINTED_AT,
    REMARK,
    SAID_TWICE,
    reason_for_class,
)
from actions.articles.manuscripts.html.text import (
    BLOCKS,
    attribute,
    contains_tag,
    is_in_sentence,
    names_of,
    tags_named,
    tags_of,
    visible_text,
)
from models.articles.manuscript import LeftOut

_BARE = re.compile(r"[\W_]+")
_NAMING = ("aria-controls", "data-target", "data-bs-target", "href")
_UNREAD = frozenset({"nav", "form", "dialog", "menu", "footer", "header", "aside"})
_ROLES = frozenset({"dialog", "alertdialog", "navigation", "menu", "menubar", "search", "banner"})
_TOP = re.compile(r"(?:^|[;\s])(?:top|bottom)\s*:", re.IGNORECASE)
_SIDE = re.compile(r"(?:^|[;\s])(?:left|right)\s*:", re.IGNORECASE)
FEWEST_NUMBERS = 4
_NUMBER = re.compile(r"[^\w\s]{0,2}\d[\d.,]*[^\w\s]{0,2}")
_REMARKS = re.compile(r"mso-element\s*:\s*comment-list", re.IGNORECASE)
_REMARKED = re.compile(r"#_msocom_\w+\Z")
_SWITCHES = ("aria-expanded", "aria-controls")


def opened(soup: BeautifulSoup) -> None:
    """Show what waits closed for a click, for readers do read it; its switch is its name."""
    named = {
        name.lstrip("#"): tag
        for tag in tags_named(soup, "a", "button", "summary", "div", "span", "label")
        for attr in _NAMING
        for name in attribute(tag, attr).split()
        if attr != "href" or name.startswith("#")
    }
    for switch in soup.find_all("button"):
        if any(switch.has_attr(attr) for attr in _SWITCHES) and not _is_around(switch):
            switch.name = "summary"
    for panel in soup.find_all(True):
        control = _switch_of(panel, named) if _is_closed(panel) else None
        if control is not None and not _is_around(panel):
            _show(panel)
            control.name = "summary" if control.name == "button" else control.name


def _is_closed(tag: Tag) -> bool:
    style = attribute(tag, "style").replace(" ", "").lower()
    return tag.has_attr("hidden") or "display:none" in style


def _show(panel: Tag) -> None:
    del panel["hidden"], panel["style"]


def _switch_of(panel: Tag, named: dict[str, Tag]) -> Tag | None:
    """What names it, or else the button or heading with a button straight before it."""
    if found := named.get(attribute(panel, "id")):
        return found
    before = panel.find_previous_sibling()
    if not isinstance(before, Tag):
        return None
    inner = [before, *tags_of(before)]
    return next((t for t in inner if t.name == "button" or t.has_attr("aria-expanded")), None)


def _is_around(tag: Tag) -> bool:
    """In a menu, a form or a window; of these nobody opens a text to read."""
    holders = [tag, *tag.parents]
    is_there = any(each.name in _UNREAD or attribute(each, "role") in _ROLES for each in holders)
    return is_there or contains_tag(tag, _UNREAD - {"footer", "header"}) or not visible_text(tag)


def repeated_out(soup: BeautifulSoup) -> list[LeftOut]:
    """Take out the drawn copy of words that stand beside it for readers who listen."""
    left_out = _other_widths_out(soup)
    copies = [tag for tag in soup.find_all(True) if attribute(tag, "aria-hidden") == "true"]
    for parent in {id(tag.parent): tag.parent for tag in copies}.values():
        if parent is None:
            continue
        drawn = [tag for tag in tags_of(parent) if attribute(tag, "aria-hidden") == "true"]
        words = "".join(visible_text(tag) for tag in drawn)
        said = [tag for tag in tags_of(parent) if tag not in drawn and not _is_closed(tag)]
        if _bare(words) and any(_bare(_spoken(tag)) == _bare(words) for tag in said):
            left_out += [LeftOut(visible_text(tag), SAID_TWICE) for tag in drawn]
            for tag in drawn:
                tag.extract()
    return left_out


def _other_widths_out(soup: BeautifulSoup) -> list[LeftOut]:
    """A drawing or a box made once more for another width of the window says nothing new."""
    left_out: list[LeftOut] = []
    for tag in filter(_is_for_width, soup.find_all(True)):
        beside = [each for each in tags_of(tag.parent) if each is not tag] if tag.parent else []
        words = Counter(visible_text(tag).split())
        fuller = (each for each in beside if _is_for_width(each) or attribute(tag, "class"))
        if words and any(words <= Counter(visible_text(each).split()) for each in fuller):
            left_out.append(LeftOut(visible_text(tag), SAID_TWICE))
            tag.extract()
    return left_out


def axes_out(soup: BeautifulSoup) -> list[LeftOut]:
    """The bare numbers along a drawing say nothing without it; all words written on it stay."""
    left_out: list[LeftOut] = []
    for holder in {id(tag.parent): tag.parent for tag in soup.find_all("img")}.values():
        placed = [tag for tag in tags_of(holder) if _is_placed(tag)] if holder else []
        numbers = [tag for tag in placed if _NUMBER.fullmatch(visible_text(tag))]
        if len(numbers) >= FEWEST_NUMBERS and len(numbers) * 2 >= len(placed):
            left_out.append(LeftOut(" ".join(map(visible_text, numbers)), AXIS))
            for tag in numbers:
                tag.extract()
    return left_out


def _is_placed(tag: Tag) -> bool:
    """A block whose style says where it is, from the top and from a side."""
    style = attribute(tag, "style")
    return tag.name in BLOCKS and bool(_TOP.search(style) and _SIDE.search(style))


def _is_for_width(tag: Tag) -> bool:
    return tag.has_attr("data-min-width") or tag.has_attr("data-max-width")


def _spoken(tag: Tag) -> str:
    unsaid = {id(piece) for note in tag.find_all("annotation") for piece in note.descendants}
    return "".join(str(piece) for piece in tag.strings if id(piece) not in unsaid)


def _bare(text: str) -> str:
    return _BARE.sub("", text)


def colleagues_out(soup: BeautifulSoup) -> list[LeftOut]:
    """What colleagues remarked in Word stands below a page saved there, each with its mark."""
    found = [
        *(tag for tag in soup.find_all("div") if _REMARKS.search(attribute(tag, "style"))),
        *(tag for tag in soup.find_all("a") if _REMARKED.search(attribute(tag, "href"))),
    ]
    return [LeftOut(visible_text(tag.extract()), REMARK) for tag in found]


def remarks_in_brackets(soup: BeautifulSoup) -> None:
    """A remark that opens over a word stands behind it: “4 ml (at most)”, “½ (half)”."""
    for tag in tags_named(soup, "span", "small", "em", "i"):
        is_remark = attribute(tag, "role") == "tooltip" or _is_said_for_drawn(tag)
        if is_remark and visible_text(tag):
            tag.insert_before(" (")
            tag.insert_after(")")


def _is_said_for_drawn(tag: Tag) -> bool:
    """The second of two that say a thing in other words, one to see and one to hear."""
    before = tag.previous_sibling
    if not isinstance(before, Tag) or not visible_text(before):
        return False
    pair = [attribute(each, "aria-hidden") == "true" for each in (before, tag)]
    heard = [reason_for_class(names_of(each)) == HIDDEN for each in (before, tag)]
    return (pair[0] and heard[1]) or (heard[0] and pair[1])


def explanations(soup: BeautifulSoup) -> list[LeftOut]:
    """What an abbreviation stands for, or a remark on a word, is shown by pointing at it."""
    told = [
        (visible_text(tag), " ".join(attribute(tag, "title").split()))
        for tag in tags_named(soup, "abbr", "acronym", "dfn", "span", "sup")
        if tag.name not in {"span", "sup"} or (tag.has_attr("title") and is_in_sentence(tag))
    ]
    kept = dict.fromkeys(
        pair for pair in told if pair[0] and pair[1] and _bare(pair[0]) != _bare(pair[1])
    )
    return [LeftOut(f"{short}: {long}", POINTED_AT) for short, long in kept]
