"""Two texts made of one: passage by passage, what each person made of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Choice = Literal["mine", "theirs", "both"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more paragraphs; `suggested` is None where both texts say the same."""

    mine: str
    theirs: str
    suggested: Choice | None = None

    def taken(self, choice: Choice | None) -> str:
        """What stands there by this choice; for both, theirs comes first."""
        if choice == "both":
            return "\n\n".join(part for part in (self.theirs, self.mine) if part)
        return self.theirs if choice == "theirs" else self.mine


def passages(base: str, mine: str, theirs: str) -> list[Passage]:
    """In order: where only one changed it, that one is suggested; where both did, both."""
    return list(_passages(_paragraphs(base), _paragraphs(mine), _paragraphs(theirs)))


def put_together(found: Sequence[Passage], choices: Sequence[Choice | None]) -> str:
    """One text, by one choice for each passage."""
    taken = (passage.taken(choice) for passage, choice in zip(found, choices, strict=True))
    return "\n\n".join(part for part in taken if part)


def suggestion(base: object, mine: object, theirs: object) -> Choice | None:
    """Whose change it is; both when both changed it, None when there is no difference."""
    if mine == theirs:
        return None
    if mine == base:
        return "theirs"
    return "mine" if theirs == base else "both"


def _passages(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Passage]:
    start = (0, 0, 0)
    for place in [*_kept_by_both(base, mine, theirs), (len(base), len(mine), len(theirs))]:
        sides = [text[was:now] for text, was, now in
                 zip((base, mine, theirs), start, place, strict=True)]  # fmt: skip
        yield from _told(*sides)
        if place[0] < len(base):
            kept = base[place[0]]
            yield Passage(kept, kept)
        start = (place[0] + 1, place[1] + 1, place[2] + 1)


def _kept_by_both(
    base: list[str], mine: list[str], theirs: list[str]
) -> Iterator[tuple[int, int, int]]:
    """Where each paragraph that nobody touched stands in the three texts."""
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    return ((at, in_mine[at], in_theirs[at]) for at in sorted(in_mine.keys() & in_theirs.keys()))


def _places(base: list[str], text: list[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, base, text, autojunk=False)
    blocks = matcher.get_matching_blocks()
    return {at + step: to + step for at, to, size in blocks for step in range(size)}


def _told(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Passage]:
    """Paragraph by paragraph when all have as many, else as one passage."""
    if len(base) == len(mine) == len(theirs):
        for was, here, there in zip(base, mine, theirs, strict=True):
            yield Passage(here, there, suggestion(was, here, there))
    elif mine or theirs:
        was, here, there = ("\n\n".join(text) for text in (base, mine, theirs))
        yield Passage(here, there, suggestion(was, here, there))


def _paragraphs(text: str) -> list[str]:
    return [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
