"""Words around a hit, where the database only tells which rows have one."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.base.search.asked import AskedPhrase, asked_parts, index_words

_RUN = re.compile(r"[^\W_\u00b2\u00b3\u00b9]+(?:[\u0300-\u036f]+[^\W_]*)*|[\ue000-\uf8ff]+")


class Frame(NamedTuple):
    """What stands before and after a hit, and where text is left out; how many words there are."""

    before: str
    after: str
    gap: str
    words: int


def passage(texts: dict[str, str], asked: str, frame: Frame) -> str:
    """Of the column that has most of what was asked for; empty when none has any of it."""
    phrases = [part for part in asked_parts(asked) if isinstance(part, AskedPhrase)]
    told = [_Told(text, list(_hits(column, text, phrases))) for column, text in texts.items()]
    best = max(told, key=lambda each: len({hit.number for hit in each.hits}), default=None)
    return best.around(frame) if best and best.hits else ""


class _Hit(NamedTuple):
    number: int
    first: int
    last: int


def _runs(text: str) -> list[tuple[str, int, int]]:
    return [(word, *run.span()) for run in _RUN.finditer(text) for word in index_words(run[0])]


def _hits(column: str, text: str, phrases: Sequence[AskedPhrase]) -> Iterator[_Hit]:
    words = [word for word, _start, _end in _runs(text)]
    for number, phrase in enumerate(phrases):
        if phrase.words and (not phrase.columns or column in phrase.columns):
            length = len(phrase.words)
            for first in range(len(words) - length + 1):
                if _is_there(phrase, words[first : first + length]):
                    yield _Hit(number, first, first + length - 1)


def _is_there(phrase: AskedPhrase, words: Sequence[str]) -> bool:
    *others, last = phrase.words
    is_last = words[-1].startswith(last) if phrase.is_begun else words[-1] == last
    return is_last and list(words[:-1]) == others


class _Told(NamedTuple):
    text: str
    hits: list[_Hit]

    def around(self, frame: Frame) -> str:
        runs, first = _runs(self.text), min(self.hits, key=lambda hit: hit.first)
        room = frame.words - (first.last - first.first + 1)
        begin = max(0, min(first.first - room // 2, len(runs) - frame.words))
        end = min(begin + frame.words, len(runs)) - 1
        start = runs[begin][1] if begin else 0
        stop = runs[end][2] if end < len(runs) - 1 else len(self.text)
        shown, at = [frame.gap if begin else ""], start
        for _number, one, other in sorted(self.hits, key=lambda hit: hit.first):
            if begin <= one and other <= end and runs[one][1] >= at:
                hit = self.text[runs[one][1] : runs[other][2]]
                shown += [self.text[at : runs[one][1]], frame.before, hit, frame.after]
                at = runs[other][2]
        return "".join([*shown, self.text[at:stop], frame.gap if end < len(runs) - 1 else ""])
