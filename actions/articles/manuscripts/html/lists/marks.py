"""The numbers and marks before the items of a list, as the page shows them."""

import re
from string import ascii_lowercase

from bs4 import BeautifulSoup, Tag

from actions.articles.manuscripts.html.emphasis import STYLE_RULE
from actions.articles.manuscripts.html.text import attribute, tags_named, tags_of

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERED = "aAiI"
_NONE = "none"
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "none": _NONE,
}  # fmt: skip
_WRITTEN = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?(?P<quote>[\"'])(?P<mark>.*?)(?P=quote)", re.IGNORECASE
)
_SAYING = frozenset("✓✔☑✅✗✘✕✖❌☒🗴🗶🗷⚠🚫⛔!?☐")
_WORD = re.compile(r"[^\W\d_]{2}")
_PLAIN_MARKS = frozenset("•◦▪▫●○■□–—-*·‣⁃➢➤►▸»›>+")
"""Bullets that say nothing of their item."""
_CODE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_LIMIT = 500_000
_LARGEST_ROMAN = 3_999
_COUNT = re.compile(r"\d{1,8}")


def marks_from_sheets(soup: BeautifulSoup) -> None:
    """What a style sheet says of the marks of a list, said of the list itself."""
    told = {
        name: style
        for sheet in soup("style")
        for name, style in STYLE_RULE.findall(sheet.get_text()[:_LIMIT])
        if "list-style" in style
    }
    for tag in tags_named(soup, "ul", "ol", "li") if told else []:
        named = [told[name] for name in attribute(tag, "class").split() if name in told]
        tag["style"] = "; ".join([*named, attribute(tag, "style")])


def with_written_mark(item: Tag) -> None:
    """A cross in place of the bullet is what the list says of the item."""
    holder = item.parent
    styles = [attribute(each, "style") for each in (item, holder) if each is not None]
    for style in styles:
        if named := _WRITTEN.search(style):
            sign = _unescaped(named["mark"]).strip()
            item.insert(0, f"{sign} " if sign and sign not in _PLAIN_MARKS else "")
            return


def start_of(found: Tag) -> int:
    written = attribute(found, "start").strip()
    return int(written) if _COUNT.fullmatch(written) else 1


def as_numbered(soup: BeautifulSoup, found: Tag) -> None:
    """Markdown counts in digits and upwards: other marks are written out before each item."""
    items = [tag for tag in tags_of(found) if tag.name == "li"]
    kind = attribute(found, "type").strip() or _styled(found) or _formed(items)
    numbers = _numbers(found, items)
    is_plain = numbers == list(range(numbers[0], numbers[0] + len(items))) if items else True
    if kind not in {"", "1", _NONE, *_LETTERED}:
        kind = ""
    if kind in {"", "1"} and is_plain:
        if items:
            found["start"] = str(numbers[0])
        return
    found.name = "ul"
    if kind == _NONE:
        return
    for item, number in zip(items, numbers, strict=True):
        item.insert(0, soup.new_string(f"{mark_of(number, kind)} "))


def _unescaped(mark: str) -> str:
    """As a style sheet writes signs: “\\2717 ”."""
    return _CODE.sub(lambda code: chr(min(int(code[1], 16), 0x10FFFF)), mark)


def _styled(found: Tag) -> str:
    named = _STYLE.search(attribute(found, "style"))
    return _STYLES.get(named[1].lower(), "") if named else ""


def _formed(items: list[Tag]) -> str:
    form = attribute(items[0], "data-form") if items else ""
    return _NONE if form == "n" else form


def _numbers(found: Tag, items: list[Tag]) -> list[int]:
    is_reversed = found.has_attr("reversed")
    number = len(items) if is_reversed and not found.get("start") else start_of(found)
    numbers = []
    for item in items:
        written = attribute(item, "value").strip()
        number = int(written) if _COUNT.fullmatch(written) else number
        numbers.append(number)
        number += -1 if is_reversed else 1
    return numbers


def says_more(mark: str) -> bool:
    """Whether a mark says what its item is about, and does not only begin it: ✗, “Step 2:”."""
    return mark in _SAYING or bool(_WORD.search(mark))


def mark_of(number: int, kind: str) -> str:
    """`kind` as pages name it: a, A, i, I, or digits."""
    if kind in {"a", "A"} and 0 < number <= len(ascii_lowercase):
        return f"{chr(ord(kind) + number - 1)})"
    if kind in {"i", "I"} and 0 < number <= _LARGEST_ROMAN:
        return f"{_roman(number) if kind == 'i' else _roman(number).upper()})"
    return f"{number})"


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
