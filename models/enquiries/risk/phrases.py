"""Words that ask for a call today, found in a message: a flag for people, not an assessment."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

from models.base.slips import Slips
from models.base.words import Word, folded, goes_on, stem_of, words_of, written_words
from models.enquiries.risk.words import FILLERS, HARMLESS, OPTIONAL, OWN, PAIRS, SAME, SMALL

SHORTEST_JOINED = 6
MOST_FILLERS = 3
_END = ""
_Tree = dict[str, Any]


def risk_phrases_in(text: str, phrases: Sequence[str]) -> list[str]:
    """The phrases as they stand in the text, each once, in order. Never raises; linear time.

    Whole words, whatever the case, accents, quotes, hyphens, endings and white space; words
    split or joined, words that say the same, and one slip a word: “kill my slef” is “kill
    myself”. Finding none says nothing about the person.
    """
    text = unicodedata.normalize("NFC", text)
    book = _book(tuple(phrases))
    words = book.read(text)
    found: dict[str, str] = {}
    for place, word in enumerate(words):
        if word.stem not in book.phrases:
            continue
        length = _reach(text, words, place, book.phrases, FILLERS)
        if length and _reach(text, words, place, book.harmless, SMALL) <= length:
            shown = " ".join(text[word.start : words[place + length - 1].end].split())
            found.setdefault(shown.casefold(), shown)
    return list(found.values())


def _reach(text: str, words: list[Word], place: int, tree: _Tree, fillers: frozenset[str]) -> int:
    """How many words from `place` on are a phrase, the longest; 0 when none is."""
    reached, skipped = 0, 0
    for at in range(place, len(words)):
        word = words[at]
        if at > place and not goes_on(text[words[at - 1].end : word.start]):
            break
        if word.stem in tree:
            tree, skipped = tree[word.stem], 0
            reached = at - place + 1 if _END in tree else reached
        elif at == place or word.stem not in fillers or skipped == MOST_FILLERS:
            break
        else:
            skipped += 1
    return reached


class _Book:
    """The clinic's phrases, ready to be looked for."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._known: dict[str, tuple[str, ...]] = {}
        self._beginnings = _beginnings({})
        self._slips = Slips(())
        self._meant = lru_cache(maxsize=8192)(self._looked_up)
        plain = [list(self.read(unicodedata.normalize("NFC", phrase))) for phrase in phrases]
        typed = dict(_spellings(phrases)) | SAME
        self._known = {stem: (stem,) for stems in typed.values() for stem in stems} | typed
        self._beginnings = _beginnings(self._known)
        self._slips = Slips(filter(str.isascii, typed), OWN)
        self._meant.cache_clear()
        self.phrases = _tree([[word.stem for word in words] for words in plain])
        self.harmless = _tree([[word.stem for word in self.read(said)] for said in HARMLESS])

    def read(self, text: str) -> list[Word]:
        """The words of the text as phrases write them: one may stand for two, and two for one."""
        read: list[Word] = []
        for found in written_words(text):
            start, end = found.span()
            begins, meant = start, self._meant(found[0])
            if read and read[-1].stem in self._beginnings and goes_on(text[read[-1].end : start]):
                both = self._said_in_two(read[-1].stem, meant[0])
                begins, meant = (read.pop().start, both) if both else (begins, meant)
            read += [Word(each, begins, end) for each in meant]
        return read

    def _looked_up(self, word: str) -> tuple[str, ...]:
        plain, stem = folded(word), stem_of(word)
        known = SAME.get(plain) or self._known.get(plain) or self._known.get(stem)
        return known or self._known.get(self._slips.meant(plain)) or (stem,)

    def _said_in_two(self, first: str, second: str) -> tuple[str, ...]:
        """“do not” and “my self” are one word; empty for two that are two."""
        joined = self._known.get(first + second, ())
        return PAIRS.get((first, second)) or (joined if len(joined) == 1 else ())


@lru_cache(maxsize=8)
def _book(phrases: tuple[str, ...]) -> _Book:
    return _Book(phrases)


def _spellings(phrases: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word of a phrase, and neighbours written as one."""
    for phrase in phrases:
        text = unicodedata.normalize("NFC", phrase)
        words = [folded(text[word.start : word.end]) for word in words_of(text)]
        stems = [SAME.get(word) or (stem_of(word),) for word in words]
        yield from zip(words, stems, strict=True)
        for first, last in combinations(range(len(words) + 1), 2):
            joined = "".join(words[first:last])
            if last - first > 1 and len(joined) >= SHORTEST_JOINED:
                yield joined, sum(stems[first:last], ())


def _beginnings(known: Mapping[str, tuple[str, ...]]) -> set[str]:
    """What a word may be that is one word with the next."""
    joined = [word for word, stems in known.items() if len(stems) == 1]
    parts = {word[:length] for word in joined for length in range(1, len(word))}
    return parts | {first for first, _ in PAIRS}


def _tree(phrases: Sequence[Sequence[str]]) -> _Tree:
    tree: _Tree = {}
    for stems in phrases:
        branch = tree
        told = [stem for stem in stems if stem not in OPTIONAL]
        for stem in told if len(told) > 1 else stems:
            branch = branch.setdefault(stem, {})
        if stems:
            branch[_END] = {}
    return tree
