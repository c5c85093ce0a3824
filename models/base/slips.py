"""Words one slip of the finger from another: a letter missing, too many, wrong, or two turned."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from rapidfuzz.distance import OSA

SHORTEST, LONGEST, LONG = 4, 30, 6


def shortened(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two of these meet within one slip."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def is_slip(typed: str, meant: str) -> bool:
    """Whether somebody who typed the one may have meant the other.

    In short words most slips make another real word: there, two letters must have changed
    places, or the first letter be right.
    """
    if OSA.distance(typed, meant, score_cutoff=1) > 1:
        return False
    is_turned = len(typed) == len(meant) and sorted(typed) == sorted(meant)
    shorter = min(len(typed), len(meant))
    return is_turned or shorter >= LONG or (shorter >= SHORTEST and typed[0] == meant[0])


class Slips:
    """Words that may be meant; `own` are real words, which mean themselves."""

    def __init__(self, words: Iterable[str], own: Collection[str] = ()) -> None:
        self._own = own
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            for short in shortened(word):
                self._near[short].append(word)

    def meant(self, typed: str) -> str:
        """The word that this is, or is a slip of; empty for none. Long texts cost little."""
        if typed in self._near and typed in self._near[typed]:
            return typed
        if len(typed) > LONGEST or typed in self._own:
            return ""
        near = (word for short in shortened(typed) for word in self._near.get(short, ()))
        return next((word for word in near if is_slip(typed, word)), "")
