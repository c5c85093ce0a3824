"""What an article must have before readers see it, and what is worth a look before that."""

import re
from textwrap import shorten
from typing import Self

from models.articles.article import SectionKind
from models.articles.page import PageContent, PageSection

LONGEST_NAME = 60
_EMPTY_ROW = re.compile(r"^[ \t]*\|(?:[ \t]*\|)+[ \t]*$", re.MULTILINE)
_LINE_BELOW = re.compile(r"\s*\|?[ \t]*:?-")


class Reason(str):
    """Words for a person, with the place where it is mended.

    `section` is None for the title and introduction; `panel` helps there, if one does.
    """

    __slots__ = ("panel", "section")

    section: int | None
    panel: str

    def __new__(cls, words: str, *, section: int | None = None, panel: str = "") -> Self:
        made = super().__new__(cls, words)
        made.section, made.panel = section, panel
        return made


def reasons_against(content: PageContent) -> list[Reason]:
    """Why this must not be published yet, each saying what to do; empty when it may."""
    reasons = []
    if not content["title"]:
        reasons.append(Reason("The article has no title. Write one in its first section."))
    if not any(map(_says_something, content["sections"])):
        reasons.append(Reason("There is nothing to read. Write something, or show a hidden one."))
    for section in content["sections"]:
        reasons += _about_picture(section)
    return reasons


def empty_rows(content: PageContent) -> list[Reason]:
    """Tables with rows in which nothing stands; the row above the line is their heading."""
    return [
        Reason(f"“{_named(section)}” has a table with an empty row.", section=section["id"])
        for section in content["sections"]
        if any(
            not _LINE_BELOW.match(section["body"], row.end())
            for row in _EMPTY_ROW.finditer(section["body"])
        )
    ]


def _named(section: PageSection) -> str:
    return section["heading"] or "A text without a heading"


def _says_something(section: PageSection) -> bool:
    return bool(section["heading"] or section["body"] or section["image"])


def _about_picture(section: PageSection) -> list[Reason]:
    if section["kind"] != SectionKind.IMAGE:
        return []
    said = section["heading"] or shorten(section["alt"], LONGEST_NAME, placeholder="…")
    named = f"“{said}”" if said else "An image section"
    if section["image"] is None:
        return [
            Reason(
                f"{named} has no picture yet. Add one, or hide or delete the section.",
                section=section["id"],
            )
        ]
    if not section["alt"] and not section["is_decorative"]:
        return [
            Reason(
                f"{named} says nothing to people who cannot see it. "
                "Describe it, or tick decorative.",
                section=section["id"],
            )
        ]
    return []
