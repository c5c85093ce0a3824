"""Places in a page that a link can lead to, named after their headings."""

from collections import Counter
from collections.abc import Iterable, Iterator

from slugify import slugify

from models.articles.article import SectionKind
from models.articles.page import PageSection

TAKEN = ("main", "share", "booking")
DEFAULT_HEADINGS = {
    SectionKind.REFERENCES: "References",
    SectionKind.CALL_TO_ACTION: "Book an appointment",
}


def heading_of(section: PageSection) -> str:
    """As readers see it, also when nobody wrote one."""
    return section["heading"] or DEFAULT_HEADINGS.get(SectionKind(section["kind"]), "")


def anchors(headings: Iterable[str]) -> Iterator[str]:
    """One id a heading, never the same twice; a heading without letters is numbered."""
    used = Counter(TAKEN)
    for number, heading in enumerate(headings, start=1):
        name = slugify(heading, max_length=60, word_boundary=True) or f"section-{number}"
        if name.startswith("booking-"):  # the form's own ids
            name = f"section-{name}"
        while used[name]:
            used[name] += 1
            name = f"{name}-{used[name]}"
        used[name] += 1
        yield name
