"""Lines in which a page tells its day, its author, its site and its own address."""

import re
from dataclasses import dataclass

from actions.articles.manuscripts.blocks import Block
from actions.articles.manuscripts.furniture import DETAILS, LONGEST_LINE
from models.articles.manuscript import LeftOut

LENGTH_OF_HEAD = 8
"""Blocks above the text among which a page names its author and its day."""
MOST_LETTERS = 250
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)")
_HANDLE = re.compile(r"@\w+")
_OF_MOMENTS = frozenset([
    *("by", "from", "on", "at", "posted", "published", "updated", "written", "first", "last"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun"),
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    *("st", "nd", "rd", "th", "a", "p", "m", "am", "pm", "t", "z"),
    *("gmt", "utc", "bst", "cet", "cest", "hkt", "ist", "et", "est", "edt", "ct", "cst", "cdt"),
    *("mt", "mst", "mdt", "pt", "pst", "pdt"),
])  # fmt: skip
_COUNTED_BESIDE = frozenset({"and", "min", "mins", "minute", "minutes", "read", "comments"})


def without_details(
    byline: str, facts: dict[str, str], blocks: list[Block]
) -> tuple[list[LeftOut], list[Block]]:
    """Above the text, lines of nothing but the author’s and the site’s name, day and time.

    `facts` are what the page’s data says: without a "date" a line that is only a date stays. The
    page’s own address is no part of its text wherever it stands.
    """
    date, address = facts.get("date", "")[:4], _bare_address(facts.get("address", ""))
    names = NamesOfPage(
        tuple(_shape(name) for name in byline.split(", ")),
        tuple(_shape(name) for name in facts.get("sites", "").split("\n")),
        date if date.isdecimal() else "",
    )
    gone = [
        block
        for number, block in enumerate(blocks)
        if block.kind == "text"
        and ((number < LENGTH_OF_HEAD and names.is_in(block.words)) or _is(address, block.words))
    ]
    kept = [block for block in blocks if not any(block is each for each in gone)]
    return [LeftOut(block.words, DETAILS) for block in gone], kept


@dataclass(frozen=True, slots=True)
class NamesOfPage:
    """Names as they are compared, and the year; "" is none."""

    authors: tuple[str, ...]
    sites: tuple[str, ...]
    year: str

    def is_in(self, words: str) -> bool:
        """A line of these, of moments and of what pages count beside them, and no other word."""
        line = _shape(words)
        if len(line.split()) > LONGEST_LINE or len(line) > MOST_LETTERS:
            return False
        names = [name for name in (*self.authors, *self.sites) if name and name in line]
        rest = line
        for name in sorted(names, key=len, reverse=True):
            rest = rest.replace(name, " ")
        is_dated = bool(self.year) and (self.year in rest or _is_an_hour(rest))
        is_handle = any(self.authors) and bool(_HANDLE.fullmatch(line))
        return is_handle or (bool(names or is_dated) and is_moment(rest, _COUNTED_BESIDE))


def _is_an_hour(line: str) -> bool:
    """One alone. From one to another, or on a day of each week, are when somebody is there."""
    return len(_CLOCK.findall(line)) == 1 and not _WEEKDAY.search(line)


def is_moment(line: str, besides: frozenset[str] = frozenset()) -> bool:
    """Numbers, and words that days and hours are told in, and no others except `besides`."""
    parts = _PARTS.findall(line.casefold())
    return all(part.isdecimal() or part in _OF_MOMENTS or part in besides for part in parts)


def _shape(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("by ")


def _bare_address(address: str) -> str:
    return re.sub(r"\A\w+://(www\.)?|/\Z", "", address.strip())


def _is(address: str, words: str) -> bool:
    return bool(address) and _bare_address(words) == address
