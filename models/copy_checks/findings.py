"""What the copy checks find in an article: editorial help, not legal clearance."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from typing import Any

from models.articles.anchors import anchors, heading_of
from models.articles.page import PageContent
from models.articles.passages import identity
from models.copy_checks.article import ARTICLE_CHECKS, Whole, weighed
from models.copy_checks.readability import grade_of
from models.copy_checks.rules import Rule, RuleBook, Severity
from models.copy_checks.section import SECTION_CHECKS, Hit
from models.copy_checks.text import SectionText, sections_in

MOST_HITS = 50
"""Of one rule in one section: nobody mends more at a time, and a flood costs nothing."""
DISCLAIMER = "Editorial help, not legal clearance."


@dataclass(frozen=True, slots=True)
class Finding:
    """`section` is an id, None for the title and introduction; `key` stays while the passage does.

    `override` says who answers for it and why, when somebody does.
    """

    rule: Rule
    section: int | None
    title: str
    quote: str
    start: int
    end: int
    note: str
    key: str
    override: str = ""

    @property
    def is_blocking(self) -> bool:
        return self.rule.severity is Severity.BLOCKING and not self.override


@dataclass(frozen=True, slots=True)
class Checked:
    """`grades` by section id, of those with enough words to tell."""

    findings: list[Finding]
    benefits: int
    risks: int
    grades: dict[int | None, int]


def rule_book(chosen: Mapping[str, Any]) -> RuleBook:
    """One book for one choice, so that what was found with it can be kept."""
    return _rule_book(json.dumps(chosen, sort_keys=True))


@lru_cache(maxsize=8)
def _rule_book(chosen: str) -> RuleBook:
    return RuleBook(json.loads(chosen))


def check(
    content: PageContent,
    book: RuleBook,
    *,
    public: Collection[str] = (),
    sourced: Collection[str] = (),
) -> Checked:
    """Look at a page. `public` are slugs that links may lead to, `sourced` are identities of
    sentences whose claim has a source. What was found in a section is kept by its text."""
    sections = sections_in(content)
    ids = [None, *(section["id"] for section in content["sections"])]
    places = anchors(map(heading_of, content["sections"]))
    whole = Whole(sections, frozenset(places), frozenset(public))
    titles = ["Title and introduction", *map(heading_of, content["sections"])]
    found = [
        _finding(book.by_id[hit.rule], ids[place], titles[place], hit)
        for place, hit in _hits(whole, book)
        if not (book.by_id[hit.rule].needs_source and _is_sourced(hit, sourced))
    ]
    found.sort(key=lambda each: each.rule.severity is not Severity.BLOCKING)
    return Checked(found, *weighed(whole), dict(_graded(ids, sections)))


def _graded(
    ids: Sequence[int | None], sections: Sequence[SectionText]
) -> Iterator[tuple[int | None, int]]:
    for id_, section in zip(ids, sections, strict=True):
        if not section.lists_sources and (grade := grade_of(section.body)) is not None:
            yield id_, grade


def overridden(findings: list[Finding], reasons: Mapping[str, str]) -> list[Finding]:
    """`reasons` by key, of those that somebody answers for."""
    return [replace(each, override=reasons.get(each.key, "")) for each in findings]


def _hits(whole: Whole, book: RuleBook) -> Iterator[tuple[int, Hit]]:
    for rule in book.rules:
        if rule.kind in ARTICLE_CHECKS:
            yield from islice(ARTICLE_CHECKS[rule.kind](rule, whole), MOST_HITS)
    for place, section in enumerate(whole.sections):
        for hit in hits_in(section, book):
            yield place, hit


@lru_cache(maxsize=1024)
def hits_in(section: SectionText, book: RuleBook) -> tuple[Hit, ...]:
    return tuple(
        hit
        for rule in book.rules
        if rule.kind in SECTION_CHECKS
        for hit in islice(SECTION_CHECKS[rule.kind](rule, section), MOST_HITS)
    )


def _is_sourced(hit: Hit, sourced: Collection[str]) -> bool:
    return hit.is_sourced or identity(hit.quote) in sourced


def _finding(rule: Rule, section: int | None, title: str, hit: Hit) -> Finding:
    passage = f"{rule.id}\n{identity(hit.quote)}\n{hit.note}"
    key = sha256(passage.encode()).hexdigest()[:20]
    return Finding(rule, section, title, hit.quote, hit.start, hit.end, hit.note, key)
