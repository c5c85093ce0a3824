"""Ticks and crosses that are drawn where a table or a list says yes or no."""

import re
from collections.abc import Iterable
from posixpath import basename

from bs4 import Tag

from actions.articles.manuscripts.html.text import attribute, is_inside, names_of

LONGEST_SIGN = 3
"""Words of a picture that stands for a value."""
MOST_LETTERS_OF_SIGN = 30
SPEAKING = frozenset({"td", "th", "li", "p", "dd", "dt"})
"""In one of these a sign says something."""
_MORE = r"([-_](circle|square|mark|sign|alt|solid|bold|o))*"
_SIGNS = (
    ("✓", re.compile(rf"(.*[-_])?(check|checkmark|tick|yes|ok|true){_MORE}", re.IGNORECASE)),
    (
        "✗",
        re.compile(
            rf"(.*[-_])?(times|cross|xmark|x-mark|no|remove|ban|wrong|false){_MORE}", re.IGNORECASE
        ),
    ),
)


def _sign_named(names: Iterable[str]) -> str:
    """The sign that a class, a symbol or a file with one of these names draws, or ""."""
    told = list(names)
    return next((sign for sign, named in _SIGNS if any(map(named.fullmatch, told))), "")


def sign_of_file(picture: Tag) -> str:
    file = basename(attribute(picture, "src").partition("?")[0])
    return _sign_named([file.partition(".")[0]])


def sign_of_drawing(tag: Tag) -> str:
    """What a drawn sign without words says: its name, or a tick or cross in a cell or item.

    A drawing that says more than its name is no sign.
    """
    drawn = tag.get_text() if tag.name == "svg" else ""
    if (tag.get_text().strip() and not drawn) or tag.find("img") or not is_inside(tag, SPEAKING):
        return ""
    title = tag.find("title")
    called = title.get_text() if isinstance(title, Tag) else ""
    if drawn.split() != called.split():
        return ""
    named = attribute(tag, "aria-label") or attribute(tag, "title") or called
    if named and len(named) <= MOST_LETTERS_OF_SIGN and len(named.split()) <= LONGEST_SIGN:
        return " ".join(named.split())
    used = tag.find("use") if tag.name == "svg" else None
    symbol = "" if used is None else attribute(used, "href") or attribute(used, "xlink:href")
    return _sign_named([*names_of(tag), symbol.rpartition("#")[2]])


def signs_of_cells(table: Tag) -> None:
    """A small picture alone in its cell is what the cell says: “no”, drawn as a cross."""
    for cell in table.find_all(["td", "th"]):
        drawn = cell.find_all("img")
        if not cell.get_text(strip=True) and len(drawn) == 1:
            words = " ".join(attribute(drawn[0], "alt").split())
            words = words or sign_of_file(drawn[0])
            if 0 < len(words.split()) <= LONGEST_SIGN:
                drawn[0].replace_with(words)
