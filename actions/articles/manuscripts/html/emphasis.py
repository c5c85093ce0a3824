"""Bold and italic that stand where Markdown can show them."""

import unicodedata

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.html.raised import letters_after, letters_before

_KINDS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "s": "s", "del": "s"}


def repair_emphasis(soup: BeautifulSoup | Tag) -> None:
    """One mark for one stretch of words, and a space where a sign would hide the mark.

    `Take<b>(only)</b>one` shows its stars in Markdown: bold may not begin with a bracket there.
    """
    for tag in list(soup.find_all(list(_KINDS))):
        if tag.parent is None:
            continue
        _join(tag)
        _spread_edges(tag)
    for tag in soup.find_all(list(_KINDS)):
        words = tag.get_text()
        if words and _is_sign(words[0]) and letters_before(tag)[-1:].isalnum():
            tag.insert_before(" ")
        if words and _is_sign(words[-1]) and letters_after(tag)[:1].isalnum():
            tag.insert_after(" ")


def _join(tag: Tag) -> None:
    """`<b>a</b><b>b</b>` is one, and so is bold in bold."""
    kind = _KINDS[tag.name]
    if any(_KINDS.get(outer.name) == kind for outer in tag.parents):
        tag.unwrap()
        return
    following = tag.next_sibling
    while isinstance(following, Tag) and _KINDS.get(following.name) == kind:
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
