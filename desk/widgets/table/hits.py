"""Where a search met in a text, so that it can be shown without a letter of markup."""

import re
import unicodedata
from collections.abc import Iterator

SHORTEST = 2
_WORD = re.compile(r"\w+")
_SHOWN = re.compile("‹([^‹›]*)›")


def split_at_hits(text: str, term: str) -> list[str]:
    """The text in pieces, by turns outside a hit and in it: words that begin as one searched for.

    Accents and case do not matter. Joined, the pieces are the text.
    """
    wanted = tuple(each for each in _WORD.findall(_bare(term)) if len(each) >= SHORTEST)
    if not wanted:
        return [text]
    return _pieces(text, (word.span() for word in _WORD.finditer(text) if _met(word[0], wanted)))


def _met(word: str, wanted: tuple[str, ...]) -> bool:
    return _bare(word).startswith(wanted)


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _pieces(text: str, spans: Iterator[tuple[int, int]]) -> list[str]:
    pieces, reached = [], 0
    for start, end in spans:
        pieces += [text[reached:start], text[start:end]]
        reached = end
    return [*pieces, text[reached:]]


def as_pieces(snippet: str) -> list[str]:
    """The same of words around a hit that an index gave, the hit between ‹ and ›."""
    return _SHOWN.split(snippet)
