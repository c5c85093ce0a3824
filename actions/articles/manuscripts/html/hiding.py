"""What a page hides by its own style sheet, or by writing it in the colour of the ground."""

import re
from collections import defaultdict
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from actions.articles.manuscripts.furniture import is_sentence
from actions.articles.manuscripts.html.text import attribute, is_inside, visible_text
from models.articles.manuscript import LeftOut, spaced_words

_LIMIT = 500_000
_ASIDE = re.compile(r"/\*.*?(?:\*/|\Z)|@[\w-]+[^{};@]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.DOTALL)
"""Remarks, and rules for print or for some windows only."""
_RULE = re.compile(r"(?:\A|(?<=[{}]))([^{}]+)\{([^{}]*)\}")
_ALONE = re.compile(r"(?:[a-z][a-z0-9]*)?([.#][\w-]+)", re.IGNORECASE)
"""A selector that asks for nothing besides the name."""
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHOWS = re.compile(r"(?:display|visibility)\s*:", re.IGNORECASE)
_INK = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)"})
_BESIDE = re.compile(r"([^{}]*[^{}:\s])::?(?:before|after)\s*\Z")
_SAYS = re.compile(r"""(?:^|[;\s])content\s*:\s*(?:"([^"\\]*)"|'([^'\\]*)')""")
_WORD = re.compile(r"[^\W_]")
MOST_STYLED = 200
STYLED = "Written by the page’s style, not by its text; say it in the text if it matters"
_OWED = frozenset({"figure", "figcaption"})
"""Whose picture it is stays beside it, seen or not."""
_FEWEST_ALIKE = 2
LONGEST_HIDDEN = 80
"""Words."""


def mark_hidden(soup: BeautifulSoup) -> None:
    """Give what readers do not see the mark `hidden`, which all else here goes by."""
    names = _hiding_names(soup)
    alike: dict[str, list[Tag]] = defaultdict(list)
    for tag in filter(_is_named, soup.find_all(True) if names else []):
        for name in names & _named(tag):
            alike[name].append(tag)
    found = [
        tag
        for tags in alike.values()
        if not _open_by_turns(tags) and not any(map(_is_page, tags))
        for tag in tags
        if not is_inside(tag, _OWED)
    ]
    inked = [tag for tag in soup.find_all(True) if _has_ink(tag)]
    for tag in [*found, *(tag for tag in inked if _ink(tag) and _ink(tag) == _ground(tag))]:
        tag["hidden"] = ""
        tag.name = "span" if tag.name == "font" else tag.name


def written_by_style(soup: BeautifulSoup) -> list[LeftOut]:
    """Words that a rule of the page puts before or behind something that is there."""
    found: dict[str, None] = {}
    for selectors, style in _rules_that_hold(soup)[:MOST_STYLED]:
        said = _SAYS.search(style)
        words = (said[1] or said[2] or "").strip() if said else ""
        if _WORD.search(words) and any(_is_met(soup, each) for each in selectors.split(",")):
            found[words] = None
    return [LeftOut(words, STYLED) for words in found]


def _is_met(soup: BeautifulSoup, selector: str) -> bool:
    beside = _BESIDE.fullmatch(selector.strip())
    try:
        return beside is not None and soup.select_one(beside[1]) is not None
    except (SelectorSyntaxError, NotImplementedError):
        return False


def _is_named(tag: Tag) -> bool:
    return tag.has_attr("class") or tag.has_attr("id")


def _named(tag: Tag) -> set[str]:
    """As a style sheet says it."""
    return {*(f".{name}" for name in attribute(tag, "class").split()), f"#{attribute(tag, 'id')}"}


def _hiding_names(soup: BeautifulSoup) -> set[str]:
    """Of classes and ids that no rule shows, for any width of the window."""
    sheets = " ".join(sheet.get_text() for sheet in soup("style"))[:_LIMIT]
    hidden = {
        name
        for selectors, style in _rules_that_hold(soup)
        if _HIDES.search(style)
        for name in _names_alone(selectors)
    }
    shown = {
        name
        for selectors, style in _RULE.findall(sheets)
        if _SHOWS.search(style) and not _HIDES.search(style)
        for name in _names_alone(selectors)
    }
    return hidden - shown


def _rules_that_hold(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """Selectors and styles of the page's sheets, on any screen."""
    sheets = " ".join(sheet.get_text() for sheet in soup("style") if _is_for_screens(sheet))
    return _RULE.findall(_ASIDE.sub(" ", sheets[:_LIMIT]))


def _is_for_screens(sheet: Tag) -> bool:
    return attribute(sheet, "media").strip().lower() in {"", "all", "screen"}


def _names_alone(selectors: str) -> set[str]:
    found = (_ALONE.fullmatch(each.strip()) for each in selectors.split(","))
    return {each[1] for each in found if each}


def _open_by_turns(tags: list[Tag]) -> bool:
    """Several texts hidden alike are opened by a click each: questions and their answers."""
    return sum(is_sentence(visible_text(tag)) for tag in tags) >= _FEWEST_ALIKE


def _is_page(tag: Tag) -> bool:
    """A page that shows itself only by script hides its text until then."""
    return len(spaced_words(tag.get_text(" "))) > LONGEST_HIDDEN


def _has_ink(tag: Tag) -> bool:
    return tag.has_attr("color") or "color" in attribute(tag, "style").lower()


def _ink(tag: Tag) -> str:
    found = _INK.search(attribute(tag, "style"))
    return _colour(found[1] if found else attribute(tag, "color"))


def _ground(tag: Tag) -> str:
    """The colour behind it, "" where a class between may give another."""
    for each in _outwards(tag):
        found = _GROUND.search(attribute(each, "style"))
        if told := found[1] if found else attribute(each, "bgcolor"):
            return _colour(told)
        if each.has_attr("class") or each.has_attr("background"):
            return ""
    return ""


def _outwards(tag: Tag) -> Iterator[Tag]:
    yield tag
    yield from tag.parents


def _colour(told: str) -> str:
    bare = re.sub(r"\s", "", told).lower()
    return "white" if bare in _WHITE else bare
