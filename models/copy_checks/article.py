"""Copy checks that need the whole article: what is missing in it, and where its links lead."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import settings
from models.articles.anchors import TAKEN
from models.copy_checks.phrases import Phrases
from models.copy_checks.rules import BY_ID, DRUGS, Drug, Rule
from models.copy_checks.section import Hit
from models.copy_checks.text import SectionText, is_foreign

FEWEST_BENEFITS = 6
FEWEST_TREATMENTS = 4
FAIR_SHARE = 4
OWN_ADDRESSES = frozenset({"/", "/book", "/feed.xml", "/sitemap.xml"})
_TREATMENT = Phrases(
    ["therapy/therapies", "treatment", "medicine/medication/drug/tablet", "surgery/procedure",
     "injection/infusion", "implant", "supplement"]
)  # fmt: skip
_MARKED = re.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\]")

Found = Iterator[tuple[int, Hit]]


@dataclass(frozen=True, slots=True)
class Whole:
    """`anchors` are the places in the page; `public` the slugs that its links may name."""

    sections: Sequence[SectionText]
    anchors: frozenset[str] = frozenset()
    public: frozenset[str] = frozenset()


@lru_cache(maxsize=32_768)
def said(phrases: Phrases, section: SectionText) -> tuple[tuple[int, int] | None, ...]:
    """Where each statement of a section says one of these; kept, so that a look costs nothing."""
    return tuple(phrases.first(each.text) for each in section.statements)


@lru_cache(maxsize=8_192)
def claimed(phrases: Phrases, section: SectionText) -> tuple[bool, ...]:
    """The same, without what is denied or asked."""
    return tuple(any(phrases.spans(each.text)) for each in section.statements)


def off_label(rule: Rule, whole: Whole) -> Found:
    for drug in DRUGS:
        coupled = (
            (place, statement, span)
            for place, section in enumerate(whole.sections)
            for statement, span, use in zip(
                section.statements, said(drug.names, section), said(drug.uses, section), strict=True
            )
            if span and use
        )
        if (first := next(coupled, None)) and not _is_told(rule, drug, whole):
            place, statement, span = first
            yield place, Hit(rule.id, statement.text, *span, drug.says)


def _is_told(rule: Rule, drug: Drug, whole: Whole) -> bool:
    """Somewhere it says that this use is not approved: of this medicine, or of none by name."""
    return any(
        drug.names.is_in(statement.text)
        or not any(each.names.is_in(statement.text) for each in DRUGS)
        for section in whole.sections
        for statement, notice in zip(
            section.statements, said(rule.looked_for, section), strict=True
        )
        if notice
    )


def crisis(rule: Rule, whole: Whole) -> Found:
    if any(any(said(rule.answered_by, section)) for section in whole.sections):
        return
    for place, section in enumerate(whole.sections):
        spans = said(rule.looked_for, section)
        for statement, span in zip(section.statements, spans, strict=True):
            if span:
                yield place, Hit(rule.id, statement.text, *span)
                return


def weighed(whole: Whole, rule: Rule = BY_ID["balance"]) -> tuple[int, int]:
    """How many sentences speak of benefits, and how many of risks."""
    benefits = risks = 0
    for section in whole.sections:
        asked = (
            claimed(rule.looked_for, section),
            said(rule.answered_by, section),
            said(rule.excused_by, section),
        )
        for benefit, risk, excuse in zip(*asked, strict=True):
            is_risk = bool(risk and not excuse)
            risks += is_risk
            benefits += benefit and not is_risk
    return benefits, risks


def balance(rule: Rule, whole: Whole) -> Found:
    benefits, risks = weighed(whole, rule)
    treatments = sum(span is not None for s in whole.sections for span in said(_TREATMENT, s))
    if benefits < FEWEST_BENEFITS or treatments < FEWEST_TREATMENTS:
        return
    if risks * FAIR_SHARE < benefits:
        told = f"{benefits} sentences speak of benefits, {risks} of risks."
        yield 0, Hit(rule.id, whole.sections[0].heading, note=told)


def links(rule: Rule, whole: Whole) -> Found:
    for place, section in enumerate(whole.sections):
        for paragraph in section.paragraphs:
            for link in paragraph.links:
                if note := _where_it_fails(link.address, whole):
                    yield place, Hit(rule.id, paragraph.text, link.start, link.end, note)


def slugs_linked_to(sections: Sequence[SectionText]) -> set[str]:
    addresses = {
        link.address for each in sections for part in each.paragraphs for link in part.links
    }
    return {slug for address in addresses if (slug := _slug_in(address))}


def _where_it_fails(address: str, whole: Whole) -> str:
    ours = address.removeprefix(settings.PUBLIC_URL)
    if not address or is_foreign(address) or ours.startswith(("mailto:", "tel:", "//")):
        return ""
    if ours.startswith("#"):
        is_there = ours[1:] in whole.anchors or ours[1:] in TAKEN
        return "" if is_there else f"No heading of this article is at {ours[:60]}."
    if slug := _slug_in(address):
        return "" if slug in whole.public else "No public article has this address."
    path = urlsplit(ours).path
    is_known = path in OWN_ADDRESSES or path.startswith("/images/") or not ours
    return "" if is_known else "This site has no such address."


def _slug_in(address: str) -> str:
    try:
        path = urlsplit(address.removeprefix(settings.PUBLIC_URL)).path
    except ValueError:  # from brackets that make no sense
        return ""
    is_ours = path.startswith("/articles/") and not is_foreign(address)
    return path.removeprefix("/articles/").strip("/") if is_ours else ""


def markers(rule: Rule, whole: Whole) -> Found:
    listed = sum(map(_sources_in, whole.sections))
    note = f"{listed} sources are listed." if listed else "No source is listed."
    for place, section in enumerate(whole.sections):
        for statement in section.statements:
            for found in _MARKED.finditer(statement.text):
                if max(map(int, re.findall(r"\d+", found[1]))) > listed:
                    yield place, Hit(rule.id, statement.text, *found.span(), note)
                    break


def _sources_in(section: SectionText) -> int:
    """Items and lines under a heading like “References”."""
    is_source, count = section.lists_sources, 0
    for paragraph in section.paragraphs:
        if paragraph.kind == "heading":
            is_source = section.is_for_sources(paragraph.text)
        else:
            count += is_source
    return count


ARTICLE_CHECKS: dict[str, Callable[[Rule, Whole], Found]] = {
    "off_label": off_label,
    "crisis": crisis,
    "balance": balance,
    "links": links,
    "markers": markers,
}
