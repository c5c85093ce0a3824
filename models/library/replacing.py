"""Finding words in an article's text and putting others in their place, Markdown unharmed."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from models.articles.content import SectionContent
from models.base.text import clean_line

MARKDOWN_FIELDS = frozenset({"body"})
FIELDS = ("heading", "body", "alt", "caption", "button_label")
AROUND = 60
_CUT_AT_START, _CUT_AT_END = re.compile(r"^\S*\s"), re.compile(r"\s\S*$")
LONGEST_WORDS = 300
_ADDRESS = re.compile(
    r"(?<=\]\()[^)\s]*|<[a-zA-Z][a-zA-Z0-9+.-]*:[^>\s]*>|<[^@>\s]+@[^>\s]+>"
    r"|\b(?:https?://|www\.)[^\s)>\]]+|^ {0,3}\[[^\]\n]+\]:[ \t]*\S+",
    re.MULTILINE,
)
_SIGNS = re.compile(r"([\\`*_\[\]<>~|])")
_SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"


@dataclass(frozen=True, slots=True)
class Search:
    """`in_links` also looks into the addresses that links lead to."""

    words: str
    instead: str = ""
    match_case: bool = False
    whole_words: bool = False
    in_links: bool = False

    def cleaned(self) -> "Search":
        """Errors: BadText."""
        words = clean_line(self.words, field="The words to find", limit=LONGEST_WORDS)
        instead = clean_line(self.instead, field="The words instead", limit=LONGEST_WORDS)
        return replace(self, words=words, instead=instead)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place in one field, from `start` to `end`, with what stands around it."""

    field: str
    start: int
    end: int
    before: str
    found: str
    after: str


def occurrences_in(content: SectionContent, search: Search) -> list[Occurrence]:
    """In the order of reading; none for empty words."""
    if not search.words:
        return []
    return [hit for field in FIELDS for hit in _hits(field, getattr(content, field), search)]


def replaced(
    content: SectionContent, search: Search, hits: Collection[Occurrence]
) -> SectionContent:
    """The text with other words at these hits, all of which are of this very content."""
    changed = {field: getattr(content, field) for field in FIELDS}
    for hit in sorted(hits, key=lambda each: -each.start):
        text = changed[hit.field]
        is_markdown = hit.field in MARKDOWN_FIELDS and not _inside_address(text, hit)
        instead = _SIGNS.sub(r"\\\1", search.instead) if is_markdown else search.instead
        changed[hit.field] = text[: hit.start] + instead + text[hit.end :]
    return replace(content, **changed)


def _hits(field: str, text: str, search: Search) -> Iterator[Occurrence]:
    kept = [] if search.in_links or field not in MARKDOWN_FIELDS else _addresses(text)
    for match in _pattern(search, is_markdown=field in MARKDOWN_FIELDS).finditer(text):
        start, end = match.span()
        if not any(start < last and first < end for first, last in kept):
            yield Occurrence(field, start, end, _before(text, start), match[0], _after(text, end))


def _before(text: str, start: int) -> str:
    """Whole words, as far as they go."""
    if start <= AROUND:
        return text[:start]
    return "…" + _CUT_AT_START.sub("", text[start - AROUND : start])


def _after(text: str, end: int) -> str:
    if len(text) <= end + AROUND:
        return text[end:]
    return _CUT_AT_END.sub("", text[end : end + AROUND]) + "…"


def _pattern(search: Search, *, is_markdown: bool) -> re.Pattern[str]:
    """A sign may be escaped in Markdown, and a space may be the end of a line."""
    escape = r"\\?" if is_markdown else ""
    words = "".join(
        _SPACE if letter == " " else ("" if letter.isalnum() else escape) + re.escape(letter)
        for letter in search.words
    )
    if search.whole_words:
        words = rf"(?<!\w){words}(?!\w)"
    return re.compile(words, 0 if search.match_case else re.IGNORECASE)


def _addresses(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _ADDRESS.finditer(text)]


def _inside_address(text: str, hit: Occurrence) -> bool:
    return any(first <= hit.start and hit.end <= last for first, last in _addresses(text))
