"""Words that ask for a call today, found in a message: a flag for people, not an assessment."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_WITHIN = "'’‘ʼ`´\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
_EAST_ASIAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_LETTER = rf"[^\W_{_EAST_ASIAN}]"
_WORD = re.compile(rf"[{_EAST_ASIAN}]|{_LETTER}+(?:[{_WITHIN}]+{_LETTER}+)*[\u0300-\u036f]*")
_ELLIPSIS = re.compile(r"\.{2,}|…")
_SENTENCE_END = re.compile(r"[.!?;]")
_ENDINGS = ("ing", "ed", "es", "s", "e")
_SHORTEST_STEM = 3
_IRREGULAR = {
    "dying": "die",
    "died": "die",
    "dies": "die",
    "took": "take",
    "taken": "take",
    "lives": "life",
    "hung": "hang",
}


class _Word(NamedTuple):
    stem: str
    start: int
    end: int


def risk_phrases_in(text: str, phrases: Sequence[str]) -> list[str]:
    """The phrases as they stand in the text, each once, in order. Never raises; linear time.

    Whole words, whatever the case, accents, quotes, hyphens and white space; "kill myself"
    also finds "killing myself". Finding none says nothing about the person.
    """
    text = unicodedata.normalize("NFC", text)
    words, wanted = _words(text), _by_first_stem(tuple(phrases))
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
        if stems := [word.stem for word in _words(unicodedata.normalize("NFC", phrase))]:
            wanted[stems[0]].append(stems)
    return wanted


def _words(text: str) -> list[_Word]:
    return [_Word(_stem_of(found[0]), *found.span()) for found in _WORD.finditer(text)]


def _matches(text: str, words: list[_Word], place: int, stems: list[str]) -> int:
    """How many words from `place` on are this phrase: all of its, or none."""
    here = words[place : place + len(stems)]
    is_whole = [word.stem for word in here] == stems and all(
        _goes_on(text[before.end : word.start]) for before, word in pairwise(here)
    )
    return len(stems) if is_whole else 0


def _goes_on(gap: str) -> bool:
    """Nothing in it ends a sentence."""
    return _SENTENCE_END.search(_ELLIPSIS.sub(" ", gap)) is None


@lru_cache(maxsize=8192)
def _stem_of(word: str) -> str:
    return _stem(_folded(word))


def _folded(word: str) -> str:
    """Letters and digits alone, without case or accents: “Can’t” and “cant” are one."""
    if word.isascii() and word.isalnum():
        return word.casefold()
    letters = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in letters if letter.isalnum()) or word


def _stem(word: str) -> str:
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    is_doubled = len(word) > _SHORTEST_STEM and word[-1] == word[-2]
    return word[:-1] if is_doubled else word
