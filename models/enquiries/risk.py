"""Words that ask for a call today, found in a message: a flag for people, not an assessment."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from models.base.words import Word, goes_on, words_of


def risk_phrases_in(text: str, phrases: Sequence[str]) -> list[str]:
    """The phrases as they stand in the text, each once, in order. Never raises; linear time.

    Whole words, whatever the case, accents, quotes, hyphens and white space; "kill myself"
    also finds "killing myself". Finding none says nothing about the person.
    """
    text = unicodedata.normalize("NFC", text)
    words, wanted = words_of(text), _by_first_stem(tuple(phrases))
    found: dict[str, str] = {}
    for place, word in enumerate(words):
        if word.stem not in wanted:
            continue
        if length := max(_matches(text, words, place, stems) for stems in wanted[word.stem]):
            shown = " ".join(text[word.start : words[place + length - 1].end].split())
            found.setdefault(shown.casefold(), shown)
    return list(found.values())


@lru_cache(maxsize=8)
def _by_first_stem(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    wanted: dict[str, list[list[str]]] = defaultdict(list)
    for phrase in phrases:
        if stems := [word.stem for word in words_of(unicodedata.normalize("NFC", phrase))]:
            wanted[stems[0]].append(stems)
    return wanted


def _matches(text: str, words: list[Word], place: int, stems: list[str]) -> int:
    """How many words from `place` on are this phrase: all of its, or none."""
    here = words[place : place + len(stems)]
    is_whole = [word.stem for word in here] == stems and all(
        goes_on(text[before.end : word.start]) for before, word in pairwise(here)
    )
    return len(stems) if is_whole else 0
