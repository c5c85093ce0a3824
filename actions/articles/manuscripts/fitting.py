"""Cutting at a word what is longer than its field, so that no line stops an import."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from actions.articles.manuscripts.furniture import TOO_LONG
from models.articles.manuscript import LeftOut, Manuscript, ManuscriptSection, spaced_words
from models.base.text import LONG_TEXT, ONE_LINE

FACTS = {"title": ONE_LINE, "byline": 200, "search_title": 200, "description": 500}
"""Letters, as an article's settings take them."""
LINES = {"heading": ONE_LINE, "alt": 1_000, "caption": 2_000, "button_label": 100}
_BESIDE = 80
_CUTTABLE = 0.5
"""A cut keeps at least this share of the room, even inside one endless word."""


def fitted_manuscript(manuscript: Manuscript) -> Manuscript:
    """The same, short enough to be saved; what was cut off is listed, a long text is parted."""
    cut: list[LeftOut] = []
    facts: dict[str, Any] = {
        name: _cut(getattr(manuscript, name), most, cut) for name, most in FACTS.items()
    }
    sections = [part for each in manuscript.sections for part in _fitted(each, cut)]
    standfirst, *rest = list(_parted(manuscript.standfirst)) or [""]
    sections = [*(ManuscriptSection("text", body=body) for body in rest), *sections]
    fits = replace(manuscript, standfirst=standfirst, sections=tuple(sections), **facts)
    if not cut:
        return fits
    report = manuscript.report
    kept = report.words_kept - sum(len(spaced_words(item.text)) for item in cut)
    if kept < 0:
        return fits
    listed = (*report.left_out, *cut)
    return replace(fits, report=replace(report, words_kept=kept, left_out=listed))


def _cut(text: str, most: int, cut: list[LeftOut]) -> str:
    line = text.strip()
    if len(line) <= most:
        return text
    place = line.rfind(" ", int(most * _CUTTABLE), most)
    place = most - 1 if place < 0 else place
    cut.append(LeftOut(line[place:].strip(), TOO_LONG, follows=line[:place][-_BESIDE:]))
    return line[:place].rstrip() + "…"


def _fitted(section: ManuscriptSection, cut: list[LeftOut]) -> Iterator[ManuscriptSection]:
    lines: dict[str, Any] = {
        name: _cut(getattr(section, name), most, cut) for name, most in LINES.items()
    }
    first, *rest = list(_parted(section.body)) or [""]
    yield replace(section, body=first, **lines)
    for body in rest:
        yield ManuscriptSection("text", body=body)


def _parted(body: str) -> Iterator[str]:
    """A text that is too long for one section goes on in the next, from paragraph to paragraph."""
    while len(body) > LONG_TEXT:
        place = body.rfind("\n\n", 1, LONG_TEXT)
        place = place if place > 0 else max(body.rfind(" ", 1, LONG_TEXT), 0) or LONG_TEXT
        yield body[:place].rstrip()
        body = body[place:].lstrip()
    if body:
        yield body
