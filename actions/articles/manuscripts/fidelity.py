"""Counting what came in and what was kept, so that no word is lost without being listed."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from models.articles.manuscript import (
    FidelityReport,
    LeftOut,
    Manuscript,
    ManuscriptSection,
    words_of,
)
from models.articles.markdown import plain_text

UNPLACED = "No place was found for these words; put them back where they belong"

_NOT_A_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def fidelity_report(
    source: str, manuscript: Manuscript, left_out: Sequence[LeftOut]
) -> FidelityReport:
    """Compare the words of `source` with those kept; list whatever is in neither place."""
    listed = tuple(item for item in left_out if item.text.strip())
    missing = _words(source)
    for item in listed:
        missing.subtract(_words(item.text))
    surplus = -sum(count for count in missing.values() if count < 0)
    unplaced = _in_reading_order(source, (+missing) - _kept(manuscript))
    if unplaced:
        listed = (*listed, LeftOut(" ".join(unplaced), UNPLACED))
    words_in_source = len(words_of(source)) + surplus
    words_left_out = sum(len(words_of(item.text)) for item in listed)
    return FidelityReport(words_in_source, words_in_source - words_left_out, listed)


def _words(text: str) -> Counter[str]:
    return Counter(_bare(word) for word in words_of(text))


def _bare(word: str) -> str:
    """Without punctuation: emphasis marks and escapes of Markdown change no word."""
    return _NOT_A_LETTER_OR_DIGIT.sub("", word)


def _kept(manuscript: Manuscript) -> Counter[str]:
    """A word of a body counts whether it stands there as written or as shown."""
    facts = (manuscript.title, manuscript.slug, manuscript.byline)
    found = (manuscript.search_title, manuscript.description)
    kept = _words("\n".join([*facts, *found])) + _written_or_shown(manuscript.standfirst)
    for section in manuscript.sections:
        kept.update(_words("\n".join(_lines(section))))
        kept.update(_written_or_shown(section.body))
    return kept


def _lines(section: ManuscriptSection) -> Iterable[str]:
    return section.heading, section.alt, section.caption, section.button_label


def _written_or_shown(markdown: str) -> Counter[str]:
    return _words(markdown) | _words(plain_text(markdown))


def _in_reading_order(source: str, missing: Counter[str]) -> list[str]:
    """The missing words as they read in the source; of a repeated word the last ones."""
    found: list[str] = []
    for word in reversed(words_of(source)):
        bare = _bare(word)
        if missing[bare] > 0:
            missing[bare] -= 1
            found.append(word)
    return found[::-1]
