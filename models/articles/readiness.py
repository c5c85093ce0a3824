"""What an article must have before readers see it."""

from textwrap import shorten

from models.articles.article import SectionKind
from models.articles.page import PageContent, PageSection

LONGEST_NAME = 60


def reasons_against(content: PageContent) -> list[str]:
    """Why this must not be published yet, each saying what to do; empty when it may."""
    reasons = []
    if not content["title"]:
        reasons.append("The article has no title. Write one in its first section.")
    if not any(map(_says_something, content["sections"])):
        reasons.append("There is nothing to read. Write something, or show a hidden one.")
    for section in content["sections"]:
        reasons += _about_picture(section)
    return reasons


def _says_something(section: PageSection) -> bool:
    return bool(section["heading"] or section["body"] or section["image"])


def _about_picture(section: PageSection) -> list[str]:
    if section["kind"] != SectionKind.IMAGE:
        return []
    said = section["heading"] or shorten(section["alt"], LONGEST_NAME, placeholder="…")
    named = f"“{said}”" if said else "An image section"
    if section["image"] is None:
        return [f"{named} has no picture yet. Add one, or hide or delete the section."]
    if not section["alt"] and not section["is_decorative"]:
        return [
            f"{named} says nothing to people who cannot see it. Describe it, or tick decorative."
        ]
    return []
