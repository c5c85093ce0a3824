"""One section as the copy checks read it: its statements, and which of them carry a reference."""

import re
from functools import lru_cache
from typing import NamedTuple, Self

import settings
from models.articles.article import SectionKind
from models.articles.page import PageContent, PageSection
from models.articles.passages import Paragraph, Sentence, paragraphs_of, sentences_of

_MARKER = re.compile(r"\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\]|[.,;:)”\"a-z][¹²³⁴-⁹]")
_AUTHOR_AND_YEAR = re.compile(r"\([A-Z][^()]{1,120}\b(?:19|20)\d\d[a-z]?[;)]|(?i:\bdoi:)")
_SOURCES = re.compile(
    r"(references|sources|bibliography|further reading|literature)\W*", re.IGNORECASE
)


class Statement(NamedTuple):
    """`is_referenced`: it, or the next sentence of its paragraph, says where it is from."""

    text: str
    kind: str
    is_referenced: bool


class SectionText(NamedTuple):
    """Equal texts are equal, whichever section they stand in."""

    kind: str
    heading: str
    body: str
    caption: str = ""
    button: str = ""
    alt: str = ""
    needs_alt: bool = False

    @classmethod
    def of(cls, section: PageSection) -> Self:
        needs_alt = section["kind"] == SectionKind.IMAGE and not section["is_decorative"]
        return cls(
            section["kind"],
            section["heading"],
            section["body"],
            section["caption"],
            section["button_label"],
            section["alt"],
            needs_alt,
        )

    @property
    def lists_sources(self) -> bool:
        return self.kind == SectionKind.REFERENCES or self.is_for_sources(self.heading)

    @staticmethod
    def is_for_sources(heading: str) -> bool:
        return bool(_SOURCES.fullmatch(heading.strip()))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """None where sources are listed: titles of papers are nobody's claim here."""
        return () if self.lists_sources else _statements(self)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return paragraphs_of(self.body) + paragraphs_of(self.caption)


def sections_in(content: PageContent) -> list[SectionText]:
    """The title and introduction first."""
    header = SectionText(SectionKind.HEADER, content["title"], content["standfirst"])
    return [header, *map(SectionText.of, content["sections"])]


def is_foreign(address: str) -> bool:
    """It leads out of this site, so it may be a source."""
    return address.startswith(("http://", "https://")) and not address.startswith(
        settings.PUBLIC_URL
    )


@lru_cache(maxsize=1024)
def _statements(section: SectionText) -> tuple[Statement, ...]:
    sentences = [*sentences_of(section.body), *sentences_of(section.caption)]
    told = [
        Statement(
            each.text, each.kind, _has_reference(each) or _is_followed(each, sentences, place)
        )
        for place, each in enumerate(sentences)
    ]
    spoken = [(section.heading, "heading"), (section.button, "button")]
    return (*(Statement(text, kind, False) for text, kind in spoken if text), *told)


def _has_reference(sentence: Sentence) -> bool:
    return (
        any(map(is_foreign, sentence.addresses))
        or bool(_MARKER.search(sentence.text))
        or bool(_AUTHOR_AND_YEAR.search(sentence.text))
    )


def _is_followed(sentence: Sentence, sentences: list[Sentence], place: int) -> bool:
    following = sentences[place + 1 : place + 2]
    return any(each.paragraph == sentence.paragraph and _has_reference(each) for each in following)
