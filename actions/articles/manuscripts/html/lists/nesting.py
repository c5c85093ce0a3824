"""Lists as Word, Google Docs and pages mean them: nested, with the marks that they show."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from actions.articles.manuscripts.html.lists.marks import (
    as_numbered,
    says_more,
    start_of,
    with_written_mark,
)
from actions.articles.manuscripts.html.text import attribute, tags_named, tags_of

_WORD_LIST = re.compile(r"mso-list\s*:\s*\w+ level(\d)", re.IGNORECASE)
_WORD_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_GOOGLE_LIST = re.compile(r"lst-kix_\w+-(\d)")
_NUMBER = re.compile(r"\s*(\d{1,3}|[a-z]{1,4})[.)]", re.IGNORECASE)


def repair_lists(soup: BeautifulSoup) -> None:
    for old in tags_named(soup, "dir", "menu"):
        if old.find(["a", "button"]) is None:
            old.name = "ul"
    _word_lists(soup)
    _nest_lists(soup)
    for found in soup.find_all("ol"):
        as_numbered(soup, found)
    for item in soup.find_all("li"):
        with_written_mark(item)


def _word_lists(soup: BeautifulSoup) -> None:
    """Word writes an item as a paragraph that begins with its bullet or number."""
    for item in [tag for tag in soup.find_all("p") if _WORD_LIST.search(attribute(tag, "style"))]:
        mark = item.find(style=_WORD_MARK)
        said = " ".join(mark.get_text().split()) if mark else ""
        number = _NUMBER.match(said)
        if mark:
            mark.extract()
        if says_more(said) and not number:
            item.insert(0, f"{said} ")
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
