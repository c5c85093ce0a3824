"""Bold, struck and raised words, by tag or by style, where Markdown can show them."""

import re
import unicodedata
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.html.raised import letters_after, letters_before
from actions.articles.manuscripts.html.text import (
    BLOCKS,
    attribute,
    contains_tag,
    names_of,
    tags_named,
)

_SHIFTED = re.compile(r"(?=.*position\s*:\s*relative)(?=.*font-size\s*:)", re.IGNORECASE)
_SHIFTS = (
    ("sup", re.compile(r"(?<![\w-])(top\s*:\s*-|bottom\s*:\s*\.?\d)", re.IGNORECASE)),
    ("sub", re.compile(r"(?<![\w-])(top\s*:\s*\.?\d|bottom\s*:\s*-)", re.IGNORECASE)),
)
_SIGNS = re.compile(r"\s*[+−-]?\d{1,2}[+−-]?\s*")
_STYLES = (
    ("strong", re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)),
    ("em", re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)),
    ("s", re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)),
    ("sup", re.compile(r"vertical-align\s*:\s*(super|text-top)", re.IGNORECASE)),
    ("sub", re.compile(r"vertical-align\s*:\s*(sub|text-bottom)\b", re.IGNORECASE)),
)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|[1-4]00)", re.IGNORECASE)
STYLE_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_NAMED = {"superscript": "sup", "subscript": "sub"}
_WORDLESS = frozenset({"html", "body", "table", "tbody", "thead", "tr", "td", "th", "img"})
_LIMIT = 500_000
_BINDING = frozenset(".,'’/-‐‑–−·@")
_MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "s": "s", "del": "s"}

Styled = dict[str, set[str]]


def styled_classes(soup: BeautifulSoup) -> Styled:
    """Google Docs says bold, struck and raised in a style sheet: `.c5{font-weight:700}`."""
    rules = [
        rule for sheet in soup("style") for rule in STYLE_RULE.findall(sheet.get_text()[:_LIMIT])
    ]
    return {kind: {name for name, style in rules if seen.search(style)} for kind, seen in _STYLES}


def styles_as_tags(soup: BeautifulSoup, styled: Styled) -> None:
    for tag in soup.find_all(True):
        if tag.parent is None:
            continue
        if tag.name == "del" and contains_tag(tag, BLOCKS):
            tag.name = "div"
            _strike(soup, tag)
            tag.unwrap()
        elif tag.name == "del":
            tag.name = "s"
        elif tag.name in {"b", "strong"} and _NOT_BOLD.search(attribute(tag, "style")):
            tag.unwrap()
        elif tag.name in {"span", "font"}:
            _as_tag(tag, styled)
        elif "s" in _kinds(tag, styled):
            _strike(soup, tag)


def _kinds(tag: Tag, styled: Styled) -> list[str]:
    style, names = attribute(tag, "style"), set(names_of(tag))
    found = [kind for kind, seen in _STYLES if seen.search(style) or names & styled[kind]]
    return [
        *found,
        *(kind for name, kind in _NAMED.items() if name in names),
        *_shifts(tag, style),
    ]


def _shifts(tag: Tag, style: str) -> list[str]:
    """A small number moved up or down by hand; of words nobody can tell what it would mean."""
    if not _SHIFTED.match(style) or not _SIGNS.fullmatch(tag.get_text()):
        return []
    return [kind for kind, moved in _SHIFTS if moved.search(style)]


def _as_tag(tag: Tag, styled: Styled) -> None:
    """What changes the meaning is named first: struck, raised and lowered before bold."""
    kinds = sorted(_kinds(tag, styled), key=("s", "sup", "sub", "strong", "em").index)
    if kinds:
        tag.name = kinds[0]
    elif tag.name == "font":
        tag.unwrap()  # old pages hold all their paragraphs in one


def _strike(soup: BeautifulSoup, tag: Tag) -> None:
    """A struck paragraph is struck word by word; a table or a page is no stretch of words."""
    for holder in list(_holders(tag)):
        words = [piece for piece in holder.children if not _is_block(piece)]
        if any(piece.get_text().strip() for piece in words):
            line = soup.new_tag("s")
            words[0].insert_before(line)
            line.extend([piece.extract() for piece in words])


def _holders(tag: Tag) -> Iterator[Tag]:
    if tag.name not in {"ul", "ol", "dl", *_WORDLESS} or tag.name in {"td", "th"}:
        yield tag
    for inner in tag.find_all(list(BLOCKS)):
        if inner.name not in {"ul", "ol", "dl"} and not inner.find_parent("s"):
            yield inner


def _is_block(piece: object) -> bool:
    if isinstance(piece, NavigableString) or not isinstance(piece, Tag):
        return False
    return piece.name in BLOCKS or contains_tag(piece, BLOCKS)


def repair_emphasis(soup: BeautifulSoup | Tag) -> None:
    """One mark for one stretch of words, and a space where a sign would hide the mark.

    `Take<b>(only)</b>one` shows its stars in Markdown: bold may not begin with a bracket there.
    """
    for tag in tags_named(soup, *_MARKS):
        if tag.parent is None:
            continue
        _join(tag)
        _spread_edges(tag)
    for tag in tags_named(soup, *_MARKS):
        words = tag.get_text()
        is_bound = _is_bound(words, letters_before(tag), letters_after(tag))
        if not words.strip() or (is_bound and _MARKS[tag.name] != "s"):
            tag.unwrap()
            continue
        is_struck = _MARKS[tag.name] == "s"
        if _stands_apart(words[0], letters_before(tag)[-1:], is_struck=is_struck):
            tag.insert_before(" ")
        if _stands_apart(words[-1], letters_after(tag)[:1], is_struck=is_struck):
            tag.insert_after(" ")


def _stands_apart(edge: str, beside: str, *, is_struck: bool) -> bool:
    """A struck 20 beside 30 would be 2030 to whoever sees or hears no stroke."""
    if not beside.isalnum():
        return False
    return _is_sign(edge) or (is_struck and edge.isdigit() and beside.isdigit())


def _is_bound(words: str, before: str, after: str) -> bool:
    """A sign between letters or digits is part of the word: no space may part 5 and .5 mg."""
    has_letters = any(letter.isalnum() for letter in words)
    is_begun, goes_on = before[-1:].isalnum(), after[:1].isalnum()
    if not has_letters:
        return is_begun or goes_on
    at_start = is_begun and words[0] in _BINDING and words[1:2].isalnum()
    return at_start or (goes_on and words[-1] in _BINDING and words[-2:-1].isalnum())


def _join(tag: Tag) -> None:
    """`<b>a</b><b>b</b>` is one, and so is bold in bold."""
    kind = _MARKS[tag.name]
    if any(_MARKS.get(outer.name) == kind for outer in tag.parents):
        tag.unwrap()
        return
    following = tag.next_sibling
    while isinstance(following, Tag) and _MARKS.get(following.name) == kind:
        for piece in list(following.contents):
            tag.append(piece.extract())
        following.extract()
        following = tag.next_sibling


def _spread_edges(tag: Tag) -> None:
    """White space inside the edge of a mark belongs outside it."""
    first, last = _edge(tag, 0), _edge(tag, -1)
    if first is not None and first[:1].isspace() and tag.get_text().strip():
        tag.insert_before(" ")
        first.replace_with(first.lstrip())
        last = _edge(tag, -1)
    if last is not None and last[-1:].isspace() and tag.get_text().strip():
        tag.insert_after(" ")
        last.replace_with(last.rstrip())


def _edge(tag: Tag, place: int) -> NavigableString | None:
    piece = tag.contents[place] if tag.contents else None
    return piece if type(piece) is NavigableString else None


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"
