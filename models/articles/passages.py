"""A text as its readers take it in: paragraphs, their links, and the sentences they are made of."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import sentencex
from markdown_it.token import Token

from models.articles.markdown import spoken, tokens_of

_QUOTES = str.maketrans("‘’‛ʼ´`“”„‟«»‐‑‒–—−", "''''''\"\"\"\"\"\"------")
_MARKER = re.compile(r"\s?\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\]")
_AFTER_A_QUOTE = re.compile(r"(?<=[.!?][”\"])\s+(?=[“\"A-Z0-9])")
_LONGEST = 4_000
_PIECE = re.compile(  # sentencex is not linear, so long paragraphs go to it in pieces
    rf"\S.{{0,{_LONGEST}}}[.!?](?=\s|\Z)|\S.{{0,{_LONGEST}}}(?=\s|\Z)|\S{{1,{_LONGEST}}}", re.DOTALL
)
_ABBREVIATED = re.compile(r"\b(?:approx|etc|Fig|figs?|mg|ml|min|max|avg|incl|resp)\.\Z")
_KINDS = {
    "blockquote_open": "quote",
    "list_item_open": "item",
    "td_open": "cell",
    "th_open": "cell",
}
_CLOSES = {opened.replace("open", "close") for opened in _KINDS}


class Link(NamedTuple):
    """`start` and `end` are places in the paragraph's words."""

    start: int
    end: int
    address: str


class Paragraph(NamedTuple):
    """`kind` is heading, text, item, cell or quote; `pictures` are alternative texts."""

    kind: str
    level: int
    text: str
    links: tuple[Link, ...] = ()
    pictures: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """`addresses` are those its links lead to; `paragraph` numbers the one it stands in."""

    text: str
    kind: str
    paragraph: int
    addresses: tuple[str, ...] = ()


@lru_cache(maxsize=512)
def paragraphs_of(markdown: str) -> tuple[Paragraph, ...]:
    """In order, without code."""
    return tuple(_paragraphs(tokens_of(markdown)))


@lru_cache(maxsize=512)
def sentences_of(markdown: str) -> tuple[Sentence, ...]:
    """In order; a heading is one, unless it says nothing."""
    return tuple(
        sentence
        for number, paragraph in enumerate(paragraphs_of(markdown))
        for sentence in _sentences(paragraph, number)
    )


def split(text: str) -> list[str]:
    """The sentences of a paragraph. “Dr.”, “e.g.” and “3.5” end none."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        for sentence in sentencex.segment("en", piece):
            for part in filter(None, map(str.strip, _AFTER_A_QUOTE.split(sentence))):
                if found and _belongs(found[-1], part):
                    found[-1] = f"{found[-1]} {part}"
                else:
                    found.append(part)
    return found


def sentences_at(text: str, start: int, end: int) -> list[str]:
    """Those of a paragraph's sentences that something from `start` to `end` belongs to."""
    found, place = [], 0
    for sentence in split(text):
        first = text.find(sentence, place)
        first = place if first < 0 else first
        place = first + len(sentence)
        if first < end and start < place:
            found.append(sentence)
    return found


def identity(sentence: str) -> str:
    """Equal for one sentence, however it is formatted, quoted, spaced or numbered with sources."""
    plain = unicodedata.normalize("NFKC", _MARKER.sub("", sentence)).translate(_QUOTES)
    return " ".join(plain.split())


def _belongs(before: str, part: str) -> bool:
    """It was cut too early: what follows an abbreviation, or goes on in lower case."""
    is_cut = part[0].islower() or bool(_ABBREVIATED.search(before[-8:]))
    return is_cut and len(before) < _LONGEST


def _sentences(paragraph: Paragraph, number: int) -> Iterator[Sentence]:
    whole = [paragraph.text] if paragraph.text.strip() else []
    parts = whole if paragraph.kind == "heading" else split(paragraph.text)
    place = 0
    for part in parts:
        start = paragraph.text.find(part, place)
        start = place if start < 0 else start
        place = start + len(part)
        inside = (link.address for link in paragraph.links if start <= link.start < place)
        yield Sentence(part, paragraph.kind, number, tuple(inside))


def _paragraphs(tokens: list[Token]) -> Iterator[Paragraph]:
    within: list[str] = []
    heading = 0
    for token in tokens:
        if token.type in _KINDS:
            within.append(_KINDS[token.type])
        elif token.type in _CLOSES:
            within.pop()
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "inline":
            kind = "heading" if heading else within[-1] if within else "text"
            yield _spoken(kind, heading, token.children or [])
            heading = 0


def _spoken(kind: str, level: int, tokens: list[Token]) -> Paragraph:
    text, links, pictures = "", [], []
    opened: list[tuple[int, str]] = []
    for token, said in spoken(tokens):
        if token.type == "link_open":
            opened.append((len(text), str(token.attrs.get("href", ""))))
        elif token.type == "link_close":
            start, address = opened.pop()
            links.append(Link(start, len(text), address))
        elif token.type == "image":
            pictures.append(token.content)
        else:
            text += said
    return Paragraph(kind, level, text, tuple(links), tuple(pictures))
