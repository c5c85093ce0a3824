"""Finding phrases in a sentence, and telling a claim from its denial."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from models.base.words import Word, folded, known_stems_of, known_words_of, words_of

GAP = "…"
WIDEST_GAP = 8
_BEFORE = 6
_TURNS = re.compile(r"[,;:!?.—–()\[\]]")
_TURNING = frozenset({"and", "but", "yet", "so", "because", "while", "although", "though"})
_DENIALS = frozenset(
    {
        *("not", "no", "never", "cannot", "without", "nor", "neither", "rarely", "seldom"),
        *("hardly", "nobody", "none", "nothing", "cant", "dont", "doesnt", "didnt", "isnt"),
        *("arent", "wasnt", "werent", "wont", "wouldnt", "couldnt", "shouldnt", "hasnt"),
        *("havent", "avoid", "myth", "false", "untrue", "wrong", "mistaken", "unproven"),
        *("misconception", "against"),
    }
)
_CONTRACTED = frozenset(word for word in _DENIALS if word.endswith("nt")) | {"cannot", "cant"}
_ONLY = frozenset({"only", "just", "merely", "simply"})
_AUXILIARIES = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "does",
        "do",
        "did",
        "can",
        "could",
        "will",
        "would",
        "has",
        "have",
    }
)
_ASKS = _AUXILIARIES | {"should", "may", "might", "must", "am"}
_MENTIONS = frozenset(
    {"word", "term", "phras", "cal", "claim", "myth", "fals", "mislead", "wrong", "avoid"}
)
_QUOTED = re.compile(r"[“\"][^“”\"]{1,80}[”\"]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """`text` as a person wrote it; `parts` are the stems that may stand at each place."""

    text: str
    parts: tuple[frozenset[str], ...]


class Phrases:
    """Many phrases, looked for at once.

    "cure/heal all" finds either first word, "studies … show" up to eight words between;
    endings, case, quotes and hyphens don't matter. Nothing in a phrase is a pattern.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in map(compiled, phrases):
            for stem in phrase.parts[0] if phrase.parts else ():
                self._by_first[stem].append(phrase)
        self._firsts = frozenset(self._by_first)

    def spans(self, text: str, *, may_deny: bool = True) -> Iterator[tuple[int, int]]:
        """Places in a sentence; `may_deny` leaves out what it denies, asks or quotes."""
        if self._firsts.isdisjoint(known_stems_of(text)):
            return
        words = known_words_of(text)
        for place, word in enumerate(words):
            begun = self._by_first.get(word.stem)
            if begun is None:
                continue
            ends = (_end(words, place, each) for each in begun)
            last = max((end for end in ends if end is not None), default=None)
            if last is None:
                continue
            if not (may_deny and _is_no_claim(text, words, place, last)):
                yield word.start, words[last].end

    def first(self, text: str) -> tuple[int, int] | None:
        """Denied or not."""
        return next(self.spans(text, may_deny=False), None)

    def is_in(self, text: str) -> bool:
        return self.first(text) is not None


@lru_cache(maxsize=4096)
def compiled(phrase: str) -> Phrase:
    parts: list[frozenset[str]] = []
    for piece in phrase.replace("...", GAP).replace(GAP, f" {GAP} ").split():
        if piece == GAP:
            parts += [frozenset[str]()] if parts and parts[-1] else []
        elif "/" in piece:
            stems = frozenset(word.stem for each in piece.split("/") for word in words_of(each)[:1])
            parts += [stems] if stems else []
        else:
            parts += [frozenset({word.stem}) for word in words_of(piece)]
    while parts and not parts[-1]:
        parts.pop()
    return Phrase(phrase, tuple(parts))


def _end(words: tuple[Word, ...], place: int, phrase: Phrase) -> int | None:
    """The place of the phrase's last word when it stands here; gaps are as short as can be."""
    at, room = place, 0
    for part in phrase.parts:
        if not part:
            room = WIDEST_GAP
            continue
        within = range(at, min(at + room + 1, len(words)))
        found = next((here for here in within if words[here].stem in part), None)
        if found is None:
            return None
        at, room = found + 1, 0
    return at - 1


def _is_no_claim(text: str, words: tuple[Word, ...], first: int, last: int) -> bool:
    return (
        _is_denied_before(text, words, first)
        or _is_denied_after(text, words, last)
        or _is_question(text, words)
        or _is_quoted(text, words[first].start, words[last].end)
    )


def _is_denied_before(text: str, words: tuple[Word, ...], first: int) -> bool:
    after = words[first].start
    follows = ""
    for word in reversed(words[max(0, first - _BEFORE) : first]):
        said = folded(text[word.start : word.end])
        if _TURNS.search(text[word.end : after]) or said in _TURNING:
            return False
        if said in _DENIALS and follows not in _ONLY:
            return True
        after, follows = word.start, said
    return False


def _is_denied_after(text: str, words: tuple[Word, ...], last: int) -> bool:
    """“A cure is not …”, “results can’t be guaranteed” the other way round."""
    said = [folded(text[word.start : word.end]) for word in words[last + 1 : last + 3]]
    if not said or _TURNS.search(text[words[last].end : words[last + 1].start]):
        return False
    is_split = len(said) > 1 and said[0] in _AUXILIARIES and said[1] in {"not", "never"}
    return is_split or said[0] in _CONTRACTED


def _is_question(text: str, words: tuple[Word, ...]) -> bool:
    """“Is it a cure?”, but not “Are you looking for a cure?”."""
    if not text.rstrip("”\"’') ").endswith("?"):
        return False
    first, *rest = (folded(text[word.start : word.end]) for word in words[:2])
    return first in _ASKS and rest != ["you"]


def _is_quoted(text: str, start: int, end: int) -> bool:
    """In quotation marks, in a sentence that talks about words."""
    if not any(quoted.start() < start < end < quoted.end() for quoted in _QUOTED.finditer(text)):
        return False
    return any(
        word.stem in _MENTIONS for word in known_words_of(text) if not start <= word.start < end
    )
