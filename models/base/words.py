"""Words of a text as they are looked for: whatever the case, accents, quotes and endings."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_WITHIN = "'’‘ʼ`´\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
_EAST_ASIAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_LETTER = rf"[^\W_{_EAST_ASIAN}]"
_WORD = re.compile(rf"[{_EAST_ASIAN}]|{_LETTER}+(?:[{_WITHIN}]+{_LETTER}+)*[\u0300-\u036f]*")
_ELLIPSIS = re.compile(r"\.{2,}|…")
_SENTENCE_END = re.compile(r"[.!?;]")
_PLAIN_GAPS = frozenset({"", " "})
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


class Word(NamedTuple):
    """Where it stands in the text, and what it is compared by."""

    stem: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """In order; linear time."""
    return [Word(stem_of(found[0]), *found.span()) for found in written_words(text)]


def written_words(text: str) -> Iterator[re.Match[str]]:
    """The same as they stand there."""
    return _WORD.finditer(text)


@lru_cache(maxsize=8192)
def known_words_of(sentence: str) -> tuple[Word, ...]:
    """The same for texts that are looked at again and again."""
    return tuple(words_of(sentence))


@lru_cache(maxsize=8192)
def known_stems_of(sentence: str) -> frozenset[str]:
    """What its words are compared by: most of what is looked for begins with none of them."""
    return frozenset(word.stem for word in known_words_of(sentence))


def goes_on(gap: str) -> bool:
    """Nothing in it ends a sentence."""
    if gap in _PLAIN_GAPS:
        return True
    return _SENTENCE_END.search(_ELLIPSIS.sub(" ", gap)) is None


@lru_cache(maxsize=8192)
def stem_of(word: str) -> str:
    return _stem(folded(word))


def folded(word: str) -> str:
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
