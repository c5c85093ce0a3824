"""Lists as Word, Google Docs and pages mean them: nested, and numbered as they are shown."""

import re
from string import ascii_lowercase

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from actions.articles.manuscripts.html.text import attribute, tags_named, tags_of

_WORD_LIST = re.compile(r"mso-list\s*:\s*\w+ level(\d)", re.IGNORECASE)
_WORD_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_GOOGLE_LIST = re.compile(r"lst-kix_\w+-(\d)")
_NUMBER = re.compile(r"\s*(\d{1,3}|[a-z]{1,4})[.)]", re.IGNORECASE)
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
_LARGEST_ROMAN = 3_999
_COUNT = re.compile(r"\d{1,8}")


def repair_lists(soup: BeautifulSoup) -> None:
    for old in tags_named(soup, "dir", "menu"):
        if old.find(["a", "button"]) is None:
            old.name = "ul"
    _word_lists(soup)
    _nest_lists(soup)
    for found in soup.find_all("ol"):
        _as_numbered(soup, found)


def _word_lists(soup: BeautifulSoup) -> None:
    """Word writes an item as a paragraph that begins with its bullet or number."""
    for item in [tag for tag in soup.find_all("p") if _WORD_LIST.search(attribute(tag, "style"))]:
        mark = item.find(style=_WORD_MARK)
        number = _NUMBER.match(mark.get_text()) if mark else None
        if mark:
            mark.extract()
        level = _WORD_LIST.search(attribute(item, "style"))
        is_counted = bool(number and number[1].isdecimal())
        holder = soup.new_tag("ol" if is_counted else "ul")
        if is_counted and number:
            holder["start"] = number[1]
        elif number:
            item.insert(0, f"{number.group().strip()} ")
        holder["data-depth"] = str(int(level[1]) - 1 if level else 0)
        item.wrap(holder)
        item.name = "li"


def _nest_lists(soup: BeautifulSoup) -> None:
    """Lists that follow one another with growing depth are one list with lists inside."""
    for found in tags_named(soup, "ul", "ol"):
        depth = _depth(found)
        before = _tag_before(found)
        if before is not None and before.name == "li" and found.parent is before.parent:
            before.append(found.extract())  # pasted lists stand beside the item they belong to
            continue
        if depth is None or before is None or _depth(before) is None:
            continue
        if depth == 0 and before.name == found.name and _goes_on(before, found):
            _move_items(found, before)
        elif depth > 0:
            _nest(found, before, depth)


def _goes_on(before: Tag, found: Tag) -> bool:
    """A number that is not the next one begins a list of its own."""
    if not attribute(found, "start"):
        return True
    items = sum(tag.name == "li" for tag in tags_of(before))
    return start_of(found) == start_of(before) + items


def start_of(found: Tag) -> int:
    written = attribute(found, "start").strip()
    return int(written) if _COUNT.fullmatch(written) else 1


def _depth(tag: Tag) -> int | None:
    named = _GOOGLE_LIST.search(attribute(tag, "class"))
    depth = named[1] if named else attribute(tag, "data-depth")
    return int(depth) if depth and tag.name in {"ul", "ol"} else None


def _tag_before(tag: Tag) -> Tag | None:
    before: PageElement | None = tag.previous_sibling
    while before is not None and not isinstance(before, Tag) and not str(before).strip():
        before = before.previous_sibling
    return before if isinstance(before, Tag) else None


def _nest(found: Tag, outer: Tag, depth: int) -> None:
    for _ in range(depth):
        items = [tag for tag in tags_of(outer) if tag.name == "li"]
        if not items:
            return
        inner = [tag for tag in tags_of(items[-1]) if tag.name in {"ul", "ol"}]
        if not inner:
            items[-1].append(found.extract())
            return
        outer = inner[-1]
    _move_items(found, outer)


def _move_items(found: Tag, target: Tag) -> None:
    for item in list(tags_of(found)):
        target.append(item.extract())
    found.extract()


def _as_numbered(soup: BeautifulSoup, found: Tag) -> None:
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
