"""Proving that what came in was kept or is listed: the file's own words against the article's."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from actions.articles.manuscripts.placing import bare_word, beside
from models.articles.manuscript import (
    FidelityReport,
    LeftOut,
    Manuscript,
    ManuscriptSection,
    spaced_words,
)
from models.articles.markdown import plain_text

UNPLACED = "No place was found for these words; put them back where they belong"
LONGEST_JOINED = 80
"""Letters. A longer run of words is not looked for in one."""

_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
"""Word and Markdown number their notes themselves: the file holds no such number."""

_DEGREES = "o0"
"""Letters that stand for the sign in many files, raised."""


def fidelity_report(
    source: str, manuscript: Manuscript, left_out: Sequence[LeftOut]
) -> FidelityReport:
    """Compare the words of `source` with those kept and listed; list what is in neither place.

    `source` is counted apart from whatever built the article, so a loss cannot hide in both. Words
    that only the builder saw (a description, a tab's title) count as having come in.
    """
    listed = tuple(item for item in left_out if item.text.strip())
    missing = _words(source)
    for item in listed:
        missing.subtract(_words(item.text))
    kept = _kept(manuscript)
    lost = (+missing) - kept
    spare = (kept - (+missing)) + (-missing)
    unplaced = _in_reading_order(source, _not_joined(source, lost, spare))
    if unplaced:
        listed = (*listed, LeftOut(" ".join(unplaced), UNPLACED))
    left = sum(len(spaced_words(item.text)) for item in listed)
    surplus = sum((-missing).values())
    words_in_source = max(len(spaced_words(source)) + surplus, left)
    listed = beside(source, listed)
    return FidelityReport(words_in_source, words_in_source - left, listed, len(unplaced))


def _words(text: str) -> Counter[str]:
    found = Counter(bare_word(word) for word in spaced_words(text))
    del found[""]
    return found


def _kept(manuscript: Manuscript) -> Counter[str]:
    """A word of a body counts whether it stands there as written or as shown."""
    facts = (manuscript.title, manuscript.slug, manuscript.byline)
    found = (manuscript.search_title, manuscript.description)
    kept = _plain_or_marked([*facts, *found]) + _written_or_shown(manuscript.standfirst)
    for section in manuscript.sections:
        kept.update(_plain_or_marked(_lines(section)))
        kept.update(_written_or_shown(section.body))
    return kept


def _plain_or_marked(lines: Iterable[str]) -> Counter[str]:
    """A title or a heading may have the mark of a note behind a word."""
    said = "\n".join(lines)
    return _words(said) | _words(_NOTE_MARK.sub("", said))


def _lines(section: ManuscriptSection) -> Iterable[str]:
    return section.heading, section.alt, section.caption, section.button_label


def _written_or_shown(markdown: str) -> Counter[str]:
    shown = plain_text(markdown)
    found = _words(markdown) | _words(shown) | _words(_NOTE_MARK.sub("", shown))
    for letter in _DEGREES if "°" in shown else "":
        found |= _words(shown.replace("°", letter))
    return found


def _not_joined(source: str, lost: Counter[str], spare: Counter[str]) -> Counter[str]:
    """Without words that are there after all, joined to or parted from their neighbours."""
    if not lost:
        return lost
    sizes = sorted({len(word) for word in spare}, reverse=True)
    lost = Counter({word: n for word, n in lost.items() if not _is_parted(word, n, spare, sizes)})
    order = [bare_word(word) for word in spaced_words(source)]
    for start, word in enumerate(order):
        if lost[word] > 0:
            _take_joined(order[start : start + LONGEST_JOINED + 1], lost, spare)
    return +lost


def _is_parted(word: str, times: int, spare: Counter[str], sizes: Sequence[int]) -> bool:
    """Whether `word` is kept as several words, of one of the `sizes` each, longest first."""
    rest, parts = word, Counter[str]()
    while rest:
        size = next((n for n in sizes if n <= len(rest) and spare[rest[:n]] > parts[rest[:n]]), 0)
        if not size:
            return False
        parts[rest[:size]] += 1
        rest = rest[size:]
    for part, count in parts.items():
        spare[part] -= count * times
    return True


def _take_joined(words: list[str], lost: Counter[str], spare: Counter[str]) -> None:
    joined = ""
    taken: list[str] = []
    for word in words:
        joined += word
        taken.append(word)
        if len(joined) > LONGEST_JOINED:
            return
        if len(taken) > 1 and spare[joined] > 0:
            spare[joined] -= 1
            lost.subtract(each for each in taken if lost[each] > 0)
            return


def _in_reading_order(source: str, missing: Counter[str]) -> list[str]:
    """The missing words as they read in the source; of a repeated word the last ones."""
    found: list[str] = []
    for word in reversed(spaced_words(source)):
        bare = bare_word(word)
        if missing[bare] > 0:
            missing[bare] -= 1
            found.append(word)
    return found[::-1]
