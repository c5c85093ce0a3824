"""What each part of a page is made of: its words, its links, and its paragraphs of prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.furniture import reason_for_class
from actions.articles.manuscripts.html.text import (
    BLOCKS,
    HEADINGS,
    attribute,
    tags_named,
    tags_of,
    visible_text,
)

FEWEST_LETTERS = 25
"""A shorter run of text says nothing about where the article is."""
MOST_LEVELS = 5
FEWEST_IN_SENTENCE = 3
LONG_LINE = 60
"""Letters. It is prose whatever it ends with, and so are `MANY_WORDS`."""
MANY_WORDS = 12
_ENDS = tuple(".!?…。！？")
_COMMAS = re.compile(r"[,;，、؛،]")
_TAG_POINTS = {
    "article": 10, "main": 5, "section": 3, "div": 5, "td": 3, "pre": 3, "blockquote": 3,
    "form": -3, "ul": -3, "ol": -3, "dl": -3, "li": -3, "dd": -3, "dt": -3, "address": -3,
    "th": -5, "aside": -10, "footer": -15, "nav": -25, "header": -5,
}  # fmt: skip
_GOOD_NAME = re.compile(
    r"(^|[-_ ])(article|articles?body|body|content|entry|hentry|main|post|text|story|blog)"
    r"($|[-_ ])",
    re.IGNORECASE,
)
_UNLIKELY_SHARE = 0.2
_BESIDE = frozenset(
    {"nav", "footer", "aside", "select", "textarea", "button", "noscript", "option"}
)


@dataclass(slots=True)
class Measure:
    """Letters and words of a tag; `points` tell how much it looks like the article’s holder."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    prose: int = 0
    points: float = 0.0

    @property
    def density(self) -> float:
        """The share of its letters that are links."""
        return self.linked / self.letters if self.letters else 0.0

    @property
    def unlinked(self) -> int:
        return self.letters - self.linked

    @property
    def score(self) -> float:
        return self.points * (1 - self.density)


class Evidence:
    """Measures of every tag of a page, taken once; `site` is where it says that it lies."""

    def __init__(self, body: Tag, site: str = "") -> None:
        self.site = site
        self.headings = _headings_of(body)
        self._found: dict[int, Measure] = {}
        self._unlikely: dict[int, bool] = {}
        self._measure(body, in_link=False, is_unlikely=False)
        self.scored = [tag for tag in _tags(body) if self[tag].points > 0]
        for tag in self.scored:
            self[tag].points += _TAG_POINTS.get(tag.name, 0) + _named_points(tag)

    def __getitem__(self, tag: Tag) -> Measure:
        return self._found.setdefault(id(tag), Measure())

    def _measure(self, tag: Tag, *, in_link: bool, is_unlikely: bool) -> Measure:
        measure = self[tag]
        run: list[str] = []
        is_unlikely = is_unlikely or tag.name in _BESIDE or is_named_furniture(tag)
        for piece in tag.children:
            if isinstance(piece, Tag):
                is_own = piece.name == "a" or piece.has_attr("data-note")
                is_link = in_link or is_own
                inner = self._measure(piece, in_link=is_link, is_unlikely=is_unlikely)
                _add(measure, inner, is_link=is_own)
                if piece.name in BLOCKS:
                    self._prose(tag, run, is_unlikely=is_unlikely)
                elif not is_link:
                    run.append("\n" if piece.name == "br" else piece.get_text())
            elif type(piece) is NavigableString:
                letters = len(piece.strip())
                measure.letters += letters
                measure.linked += letters if in_link else 0
                run.append("" if in_link else str(piece))
        if tag.name in BLOCKS:
            self._prose(tag, run, is_unlikely=is_unlikely)
        return measure

    def _prose(self, tag: Tag, run: list[str], *, is_unlikely: bool) -> None:
        """Count the paragraphs of a run of text, and credit those that hold it."""
        for text in re.split(r"\n\s*\n", "".join(run)):
            line = " ".join(text.split())
            if not is_prose(line):
                continue
            self[tag].prose += 1
            if len(line) < FEWEST_LETTERS:
                continue
            points = 1 + len(_COMMAS.findall(line)) + min(len(line) / 100, 3)
            holder = tag.parent if tag.name in {"p", "pre", "blockquote"} else tag
            self._credit(holder, points * (_UNLIKELY_SHARE if is_unlikely else 1))
        run.clear()

    def _credit(self, holder: Tag | None, points: float) -> None:
        share = 1.0
        for level in range(MOST_LEVELS):
            if holder is None or holder.name in {"html", "[document]"}:
                return
            self[holder].points += points * share
            holder = holder.parent
            share = 0.5 if level == 0 else 1 / (3 * (level + 1))


def _headings_of(body: Tag) -> frozenset[str]:
    """What they say, in small letters; and “#” and a name: their own, that of something in them,
    or of what begins right before them.
    """
    found = tags_named(body, *HEADINGS)
    near = [tag for each in found for tag in (each, *tags_of(each), each.find_previous(True))]
    names = (attribute(tag, name) for tag in near if tag for name in ("id", "name"))
    said = (visible_text(each).casefold() for each in found)
    return frozenset([*said, *(f"#{name}" for name in names if name)])


def is_prose(line: str) -> bool:
    """A sentence, or at least long enough for one; no pattern, for lines have no end."""
    words = line.count(" ") + 1
    if len(line) >= LONG_LINE or words >= MANY_WORDS:
        return True
    return words >= FEWEST_IN_SENTENCE and line.rstrip("”’\"')]").endswith(_ENDS)


def _add(outer: Measure, inner: Measure, *, is_link: bool) -> None:
    outer.letters += inner.letters
    outer.linked += inner.linked
    outer.links += inner.links + int(is_link)
    outer.prose += inner.prose


def _tags(body: Tag) -> Iterator[Tag]:
    yield body
    yield from body.find_all(True)


def is_named_furniture(tag: Tag) -> bool:
    """A class that furniture often has: it lowers a guess, and decides nothing."""
    names = attribute(tag, "class").split()
    return tag.name in BLOCKS and bool(names) and bool(reason_for_class(names))


def _named_points(tag: Tag) -> int:
    named = f"{attribute(tag, 'class')} {attribute(tag, 'id')}"
    points = 25 if _GOOD_NAME.search(named) else 0
    return points - (25 if is_named_furniture(tag) else 0)
