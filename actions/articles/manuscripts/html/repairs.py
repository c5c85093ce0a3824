"""Putting right what Word, Google Docs and site builders do to a page before it is read."""

import re
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, PreformattedString

from actions.articles.manuscripts.html.emphasis import repair_emphasis
from actions.articles.manuscripts.html.lists import repair_lists
from actions.articles.manuscripts.html.raised import repair_raised
from actions.articles.manuscripts.html.text import attribute, names_of, visible_text

_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|[1-4]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_INITIAL = re.compile(r"(.*[-_])?(drop-?cap|initial)", re.IGNORECASE)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")


def repaired(soup: BeautifulSoup) -> BeautifulSoup:
    bold, italic = _styled_classes(soup)
    _drop_unseen(soup)
    for tag in soup.find_all(True):
        if tag.parent is not None:
            _repair(tag, bold, italic)
    _join_initials(soup)
    repair_lists(soup)
    repair_raised(soup)
    repair_emphasis(soup)
    return soup


def _styled_classes(soup: BeautifulSoup) -> tuple[set[str], set[str]]:
    """Google Docs says bold and italic in a style sheet: `.c5{font-weight:700}`."""
    rules = [rule for sheet in soup("style") for rule in _RULE.findall(sheet.get_text()[:500_000])]
    bold = {name for name, style in rules if _BOLD.search(style)}
    return bold, {name for name, style in rules if _ITALIC.search(style)}


def _drop_unseen(soup: BeautifulSoup) -> None:
    for piece in list(soup.descendants):
        if isinstance(piece, PreformattedString | Comment):
            piece.extract()
    for tag in soup(["script", "style", "link", "meta"]):
        tag.decompose()


def _repair(tag: Tag, bold: set[str], italic: set[str]) -> None:
    match tag.name:
        case "span" | "font":
            _style_as_tag(tag, bold, italic)
        case "b" | "strong" if _NOT_BOLD.search(attribute(tag, "style")):
            tag.unwrap()
        case "p" if {"MsoTitle", "title"} & set(names_of(tag)):
            tag.name = "h1"
        case "p" if tag.parent and tag.parent.name == "li" and not tag.find_next_sibling("p"):
            tag.unwrap()
        case "a":
            _true_address(tag)
        case "img":
            _true_picture(tag)
        case "input" if attribute(tag, "type") in {"submit", "button"}:
            tag.name = "button"
            tag.string = attribute(tag, "value")
        case "input" if attribute(tag, "type").lower() in {"checkbox", "radio"}:
            tag.replace_with("☒ " if tag.has_attr("checked") else "☐ ")
        case name if ":" in name:
            tag.unwrap()


def _style_as_tag(tag: Tag, bold: set[str], italic: set[str]) -> None:
    style, names = attribute(tag, "style"), set(names_of(tag))
    if _BOLD.search(style) or names & bold:
        tag.name = "strong"
    elif _ITALIC.search(style) or names & italic:
        tag.name = "em"
    elif _STRUCK.search(style):
        tag.name = "s"
    elif tag.name == "font":
        tag.unwrap()  # old pages hold all their paragraphs in one


def _true_address(tag: Tag) -> None:
    """Google Docs sends every link through its own counter."""
    address = attribute(tag, "href").strip()
    if re.match(r"https?://(www\.)?google\.[a-z.]+/url\?", address):
        wanted = parse_qs(urlsplit(address).query)
        address = (wanted.get("q") or wanted.get("url") or [address])[0]
    tag["href"] = address
    if address.startswith("#") and re.fullmatch(r"\s*[↑↩^⤴]\ufe0e?\s*", tag.get_text()):
        tag.extract()  # the way back from a note
    elif not address or address.startswith("#"):
        tag.name = "span"
        tag["data-note"] = ""


def _join_initials(soup: BeautifulSoup) -> None:
    """A large first letter in a block of its own belongs to the word behind it."""
    for tag in soup.find_all(class_=_INITIAL):
        following = tag.find_next_sibling()
        letter = visible_text(tag)
        is_alone = tag.name in {"p", "div"} and len(letter) == 1 and letter.isalpha()
        if is_alone and following is not None and visible_text(following)[:1].islower():
            following.insert(0, letter)
            tag.extract()


def _true_picture(tag: Tag) -> None:
    """Pictures that load late name their file elsewhere; small faces are letters."""
    lazy = next((attribute(tag, name) for name in _LAZY if tag.get(name)), "")
    if lazy:
        tag["src"] = lazy
    if "emoji" in names_of(tag) or "/emoji/" in attribute(tag, "src"):
        tag.replace_with(attribute(tag, "alt"))
