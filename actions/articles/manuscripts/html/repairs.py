"""Putting right what Word, Google Docs and site builders do to a page before it is read."""

import re
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, PageElement, PreformattedString

from actions.articles.manuscripts.html.text import attribute, names_of, tags_of

_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|[1-4]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_WORD_LIST = re.compile(r"mso-list\s*:\s*\w+ level(\d)", re.IGNORECASE)
_WORD_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_GOOGLE_LIST = re.compile(r"lst-kix_\w+-(\d)")
_NUMBER = re.compile(r"\s*(\d{1,3}|[a-z]{1,4})[.)]", re.IGNORECASE)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")


def repaired(soup: BeautifulSoup) -> BeautifulSoup:
    bold, italic = _styled_classes(soup)
    _drop_unseen(soup)
    for tag in soup.find_all(True):
        if tag.parent is not None:
            _repair(tag, bold, italic)
    _word_lists(soup)
    _nest_lists(soup)
    return soup


def _styled_classes(soup: BeautifulSoup) -> tuple[set[str], set[str]]:
    """Google Docs says bold and italic in a style sheet: `.c5{font-weight:700}`."""
    rules = [rule for sheet in soup("style") for rule in _RULE.findall(sheet.get_text()[:500_000])]
    bold = {name for name, style in rules if _BOLD.search(style)}
    return bold, {name for name, style in rules if _ITALIC.search(style)}


def _drop_unseen(soup: BeautifulSoup) -> None:
    for piece in list(soup.descendants):
        if isinstance(piece, PreformattedString | Comment):
            piece.extract()
    for tag in soup(["script", "style", "link", "meta"]):
        tag.decompose()


def _repair(tag: Tag, bold: set[str], italic: set[str]) -> None:
    match tag.name:
        case "span" | "font":
            _style_as_tag(tag, bold, italic)
        case "b" | "strong" if _NOT_BOLD.search(attribute(tag, "style")):
            tag.unwrap()
        case "p" if {"MsoTitle", "title"} & set(names_of(tag)):
            tag.name = "h1"
        case "p" if tag.parent and tag.parent.name == "li" and not tag.find_next_sibling("p"):
            tag.unwrap()
        case "a":
            _true_address(tag)
        case "img":
            _true_picture(tag)
        case "input" if attribute(tag, "type") in {"submit", "button"}:
            tag.name = "button"
            tag.string = attribute(tag, "value")
        case "td" | "th" if not re.fullmatch(r"1?\d", attribute(tag, "colspan")):
            del tag["colspan"]
        case name if ":" in name:
            tag.unwrap()


def _style_as_tag(tag: Tag, bold: set[str], italic: set[str]) -> None:
    style, names = attribute(tag, "style"), set(names_of(tag))
    if _BOLD.search(style) or names & bold:
        tag.name = "strong"
    elif _ITALIC.search(style) or names & italic:
        tag.name = "em"
    elif _STRUCK.search(style):
        tag.name = "s"


def _true_address(tag: Tag) -> None:
    """Google Docs sends every link through its own counter."""
    address = attribute(tag, "href").strip()
    if re.match(r"https?://(www\.)?google\.[a-z.]+/url\?", address):
        wanted = parse_qs(urlsplit(address).query)
        address = (wanted.get("q") or wanted.get("url") or [address])[0]
    tag["href"] = address
    if not address or address.startswith("#"):
        tag.name = "span"


def _true_picture(tag: Tag) -> None:
    """Pictures that load late name their file elsewhere; small faces are letters."""
    lazy = next((attribute(tag, name) for name in _LAZY if tag.get(name)), "")
    if lazy:
        tag["src"] = lazy
    if "emoji" in names_of(tag) or "/emoji/" in attribute(tag, "src"):
        tag.replace_with(attribute(tag, "alt"))


def _word_lists(soup: BeautifulSoup) -> None:
    """Word writes an item as a paragraph that begins with its bullet."""
    for item in soup.find_all("p", style=_WORD_LIST):
        mark = item.find(style=_WORD_MARK)
        is_numbered = bool(mark and _NUMBER.match(mark.get_text()))
        if mark:
            mark.extract()
        level = _WORD_LIST.search(attribute(item, "style"))
        holder = soup.new_tag("ol" if is_numbered else "ul")
        holder["data-depth"] = str(int(level[1]) - 1 if level else 0)
        item.wrap(holder)
        item.name = "li"


def _nest_lists(soup: BeautifulSoup) -> None:
    """Lists that follow one another with growing depth are one list with lists inside."""
    for found in soup.find_all(["ul", "ol"]):
        depth = _depth(found)
        before = _tag_before(found)
        if before is not None and before.name == "li" and found.parent is before.parent:
            before.append(found.extract())  # pasted lists stand beside the item they belong to
            continue
        if depth is None or before is None or _depth(before) is None:
            continue
        if depth == 0 and before.name == found.name:
            _move_items(found, before)
        elif depth > 0:
            _nest(found, before, depth)


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
