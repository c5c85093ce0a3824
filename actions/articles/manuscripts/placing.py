"""Where in an article something belongs that its import left out: by the words beside it."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.articles.manuscript import LeftOut, spaced_words
from models.articles.markdown import plain_text

BESIDE = 12
"""Words remembered on either side."""
FEWEST = 2
"""Fewer words in a row may stand anywhere."""
_COMPARED = 6
_MOST_PLACES = 500
_NOT_A_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def bare_word(word: str) -> str:
    """Without punctuation and raised signs: marks and escapes of Markdown change no word."""
    return _NOT_A_LETTER_OR_DIGIT.sub("", unicodedata.normalize("NFKC", word))


def beside(source: str, left_out: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    """Each with the nearest words before and behind it in the source that were kept."""
    words = spaced_words(source)
    places = _places([bare_word(word) for word in words], left_out)
    gone = {n for place, size in places.values() for n in range(place, place + size)}
    kept = [n for n in range(len(words)) if n not in gone]

    def placed(number: int, item: LeftOut) -> LeftOut:
        if number not in places:
            return item
        at = bisect_left(kept, places[number][0])
        before, behind = kept[max(0, at - BESIDE) : at], kept[at : at + BESIDE]
        follows, precedes = (" ".join(words[n] for n in each) for each in (before, behind))
        return replace(item, follows=follows, precedes=precedes)

    return tuple(placed(number, item) for number, item in enumerate(left_out))


def _places(order: Sequence[str], left_out: Sequence[LeftOut]) -> dict[int, tuple[int, int]]:
    """Where each begins and how many words it has; without those that stand nowhere in a row."""
    starts = defaultdict(list)
    for place, word in enumerate(order):
        starts[word].append(place)
    found: dict[int, tuple[int, int]] = {}
    taken: set[int] = set()
    for number, item in enumerate(left_out):
        wanted = [bare_word(word) for word in spaced_words(item.text)]
        begins = wanted[:_COMPARED]
        for place in starts[wanted[0]][:_MOST_PLACES] if wanted else []:
            if place not in taken and order[place : place + len(begins)] == begins:
                found[number] = place, len(wanted)
                taken.update(range(place, place + len(wanted)))
                break
    return found


@dataclass(frozen=True, slots=True)
class Spot:
    """Before paragraph `paragraph` of the text `text`; of a text without so many, at its end."""

    text: int
    paragraph: int


def spot_for(texts: Sequence[tuple[str, str]], follows: str, precedes: str) -> Spot | None:
    """Among (heading, Markdown) in reading order; None when the words beside it are gone."""
    words, spots = [], []
    for number, (heading, body) in enumerate(texts):
        for paragraph, part in enumerate([heading, *map(plain_text, body.split("\n\n"))]):
            told = [bare_word(word) for word in spaced_words(part)]
            words += told
            spots += [Spot(number, paragraph)] * len(told)
    before, behind = (list(map(bare_word, each.split())) for each in (follows, precedes))
    end, after = _longest(words, before)
    size, at = _longest(words[::-1], behind[::-1])
    if max(end, size) < FEWEST:
        return None
    if end >= size:
        return spots[after]
    spot = spots[len(words) - 1 - at]
    if spot.paragraph:
        return Spot(spot.text, spot.paragraph - 1)
    return Spot(spot.text - 1, len(words)) if spot.text else Spot(0, 0)


def _longest(words: Sequence[str], wanted: Sequence[str]) -> tuple[int, int]:
    """How many of the last words wanted stand in a row, and the place of the very last."""
    best = 0, 0
    for place in range(len(words)):
        size = 0
        while size < min(len(wanted), place + 1) and words[place - size] == wanted[-1 - size]:
            size += 1
        if size > best[0]:
            best = size, place
    return best
