"""Copy checks that look at one section by itself; each answers with what it found."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from models.base.words import known_words_of, words_of
from models.copy_checks.readability import grade_of
from models.copy_checks.rules import Rule
from models.copy_checks.text import SectionText

LONGEST_SENTENCE = 30
HARD = 14
_COUNT = (
    r"(?:\d{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty"
    r"|(?:a )?hundred)"
)
_TIME = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)"
_NUMBER = re.compile(
    r"(?<![\w.,])(?!100\s?%)\d[\d.,]{0,12}\s?(?:%|per\s?cent\b)"
    rf"|\b{_COUNT} (?:\w{{1,20}} )?(?:in|out of) (?:every )?{_COUNT}\b(?! {_TIME}\b)"
    r"|\b(?:twice|(?:\d[\d.]{0,6}|two|three|four|five|ten) times) (?:as|more|less|higher|lower)\b"
    r"|\b\d[\d.]{0,6}-fold\b"
    r"|\b(?:millions|billions|thousands|hundreds of thousands) of (?:people|adults|americans|men"
    r"|women|children|patients|families)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?<![A-Z])(?:[A-Z]{2,20}[ -]){3,20}[A-Z]{2,20}|!{2,}")
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp)|(?:image|picture|photo|img)\W?\d*", re.IGNORECASE
)


class Hit(NamedTuple):
    """`quote` is the passage, `start` to `end` the part of it that counts; `note` says more."""

    rule: str
    quote: str
    start: int = 0
    end: int = 0
    note: str = ""
    is_sourced: bool = False


def phrase_hits(rule: Rule, section: SectionText) -> Iterator[Hit]:
    """One finding a sentence, at its first phrase."""
    looked_for = rule.looked_for
    for said in section.statements:
        spans = looked_for.spans(said.text, may_deny=rule.may_deny)
        if (span := next(spans, None)) and not rule.excused_by.is_in(said.text):
            yield Hit(rule.id, said.text, *span, is_sourced=said.is_referenced)


def numbers(rule: Rule, section: SectionText) -> Iterator[Hit]:
    for said in section.statements:
        if found := _NUMBER.search(said.text):
            yield Hit(rule.id, said.text, *found.span(), is_sourced=said.is_referenced)


def alt(rule: Rule, section: SectionText) -> Iterator[Hit]:
    texts = [text for paragraph in section.paragraphs for text in paragraph.pictures]
    for text in [*texts, *([section.alt] if section.needs_alt else [])]:
        if not text.strip():
            yield Hit(rule.id, section.heading or section.caption, note="It has no words at all.")
        elif _FILE_NAME.fullmatch(text.strip()):
            yield Hit(rule.id, text, 0, len(text), note="This is the name of a file.")


def headings(rule: Rule, section: SectionText) -> Iterator[Hit]:
    """The section's own heading is of the second level, as on the page."""
    inside = [each for each in section.paragraphs if each.kind == "heading"]
    for before, level, text in zip(
        [2, *(each.level for each in inside)],
        [each.level for each in inside],
        [each.text for each in inside],
        strict=False,
    ):
        if not text.strip():
            yield Hit(rule.id, section.heading, note="A heading here is empty.")
        elif level > max(before, 2) + 1:
            yield Hit(rule.id, text, 0, len(text), note=f"Level {level} follows level {before}.")


def link_text(rule: Rule, section: SectionText) -> Iterator[Hit]:
    empty_words = {_bare(phrase) for phrase in rule.phrases}
    for paragraph in section.paragraphs:
        for link in paragraph.links:
            words = paragraph.text[link.start : link.end].strip()
            if not words and not paragraph.pictures:
                yield Hit(rule.id, paragraph.text, note="A link here has no words.")
            elif _bare(words) in empty_words or words.startswith(("http://", "https://", "www.")):
                yield Hit(rule.id, paragraph.text, link.start, link.end)


def long_sentences(rule: Rule, section: SectionText) -> Iterator[Hit]:
    for said in section.statements:
        words = known_words_of(said.text) if said.kind != "cell" else ()
        if len(words) > LONGEST_SENTENCE:
            start = words[LONGEST_SENTENCE].start
            yield Hit(rule.id, said.text, start, len(said.text), f"{len(words)} words.")


def grade(rule: Rule, section: SectionText) -> Iterator[Hit]:
    found = None if section.lists_sources else grade_of(section.body)
    if found is not None and found >= HARD:
        yield Hit(rule.id, section.heading, note=f"About grade {found}; aim for 8 or less.")


def capitals(rule: Rule, section: SectionText) -> Iterator[Hit]:
    for said in section.statements:
        if found := _CAPITALS.search(said.text):
            yield Hit(rule.id, said.text, *found.span())


def _bare(words: str) -> str:
    return " ".join(word.stem for word in words_of(words))


SECTION_CHECKS: dict[str, Callable[[Rule, SectionText], Iterator[Hit]]] = {
    "phrases": phrase_hits,
    "numbers": numbers,
    "alt": alt,
    "headings": headings,
    "link_text": link_text,
    "long_sentences": long_sentences,
    "grade": grade,
    "capitals": capitals,
}
