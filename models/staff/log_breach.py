"""What was done to the log behind our back, and to which entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class BreachKind(StrEnum):
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    REWRITTEN = "rewritten"
    HEAD = "head"
    NO_ANCHOR = "no_anchor"
    BAD_ANCHOR = "bad_anchor"


WORDS: dict[BreachKind, str] = {
    BreachKind.CHANGED: "{} changed",
    BreachKind.REMOVED: "{} removed",
    BreachKind.ADDED: "{} added",
    BreachKind.REWRITTEN: "{} written anew, at least in part",
    BreachKind.HEAD: "the number of the newest entry, {}, was changed",
    BreachKind.NO_ANCHOR: "the anchor is missing",
    BreachKind.BAD_ANCHOR: "the anchor is damaged or not ours",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """What was done to which entries, both ends included."""

    kind: BreachKind
    first: int = 0
    last: int = 0

    def in_words(self) -> str:
        """“entries 120 to 125 were removed”."""
        if self.kind is BreachKind.HEAD:
            return WORDS[self.kind].format(self.first)
        one, many = f"entry {self.first} was", f"entries {self.first} to {self.last} were"
        return WORDS[self.kind].format(one if self.first == self.last else many)


def gaps(numbers: Iterable[int], until: int) -> list[tuple[int, int]]:
    """Which are missing between 1 and `until`: the ends of each stretch."""
    fenced = pairwise([0, *numbers, until + 1])
    return [(one + 1, other - 1) for one, other in fenced if other > one + 1]
