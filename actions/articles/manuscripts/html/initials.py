"""Large first letters, joined to the word that they begin."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.html.text import attribute, names_of, visible_text

_NAMED = re.compile(r"(.*[-_])?(drop-?cap|initial|first-?letter|lettrine)", re.IGNORECASE)
_FLOATS = re.compile(r"float\s*:\s*left", re.IGNORECASE)
_WORDS = frozenset("AIOaio")
"""Letters that are a word by themselves: “A tablet”."""
_BLOCKS = ["p", "div", "table", "dt", "center"]
_INLINE = ["span", "b", "strong", "big", "em", "i", "a", "img"]


def join_initials(soup: BeautifulSoup) -> None:
    for tag in soup.find_all([*_BLOCKS, *_INLINE]):
        if tag.parent is None or not _is_initial(tag):
            continue
        letter = attribute(tag, "alt") if tag.name == "img" else visible_text(tag)
        if len(letter.strip("“\"'‘«¿¡(")) == 1 and letter[-1].isalpha():
            _join(tag, letter)


def _is_initial(tag: Tag) -> bool:
    is_named = any(map(_NAMED.fullmatch, names_of(tag)))
    is_beside = _FLOATS.search(attribute(tag, "style")) or attribute(tag, "align") == "left"
    return tag.name == "img" or is_named or bool(is_beside)


def _join(tag: Tag, letter: str) -> None:
    """Only where the rest of the word follows, in small letters."""
    rest, gap = _following(tag)
    text = str(rest) if rest is not None else ""
    if rest is None or not text.lstrip()[:1].islower():
        return
    is_apart = bool(gap or text[:1].isspace())
    if is_apart and (letter[-1] in _WORDS or tag.name == "img"):
        return
    rest.replace_with(letter + text.lstrip())
    tag.extract()


def _following(tag: Tag) -> tuple[NavigableString | None, bool]:
    """The text behind the letter, and whether a space in the same line parts them."""
    gap = False
    piece = tag.next_sibling
    while isinstance(piece, NavigableString) and not piece.strip():
        gap = gap or tag.name not in _BLOCKS
        piece = piece.next_sibling
    if isinstance(piece, Tag):
        piece = next(
            (p for p in piece.descendants if type(p) is NavigableString and p.strip()), None
        )
    return (piece, gap) if isinstance(piece, NavigableString) else (None, gap)
