"""Ticks and crosses that are drawn where a table or a list says yes or no."""

import re
from collections.abc import Iterable
from posixpath import basename

from bs4 import Tag

from actions.articles.manuscripts.html.text import attribute

LONGEST_SIGN = 3
"""Words of a picture that stands for a value."""
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


def sign_named(names: Iterable[str]) -> str:
    """The sign that a class, a symbol or a file with one of these names draws, or ""."""
    told = list(names)
    return next((sign for sign, named in _SIGNS if any(map(named.fullmatch, told))), "")


def signs_of_cells(table: Tag) -> None:
    """A small picture alone in its cell is what the cell says: “no”, drawn as a cross."""
    for cell in table.find_all(["td", "th"]):
        drawn = cell.find_all("img")
        if not cell.get_text(strip=True) and len(drawn) == 1:
            words = " ".join(attribute(drawn[0], "alt").split())
            file = basename(attribute(drawn[0], "src").partition("?")[0]).partition(".")[0]
            words = words or sign_named([file])
            if 0 < len(words.split()) <= LONGEST_SIGN:
                drawn[0].replace_with(words)
