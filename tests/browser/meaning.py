"""What a page of HTML says: its blocks, and of each letter how it is marked."""

import unicodedata
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

INLINE = {"strong", "em", "s", "sub", "sup", "code", "a", "span"}
WITHOUT_WORDS = {"img", "hr", "table", "pre"}
Letter = tuple[str, frozenset[str]]


def meaning(html: str) -> list[Letter | str]:
    """Equal for two pages that a reader could not tell apart.

    Spaces count once and bear no mark; empty blocks count for nothing; whether items of a list
    stand wide or narrow is no part of it.
    """
    page = BeautifulSoup(html, "html.parser")
    for block in reversed(page.find_all(True)):
        is_bare = not block.get_text().strip() and block.name not in {*INLINE, "br", "td", "th"}
        if is_bare and block.name not in WITHOUT_WORDS and not block.find(WITHOUT_WORDS):
            block.decompose()
        elif block.name == "p" and block.parent and block.parent.name == "li":
            block.unwrap()
    return list(_squeezed(_told(page, frozenset())))


def _told(node: Tag, marks: frozenset[str]) -> Iterator[Letter | str]:
    for child in node.children:
        if isinstance(child, NavigableString):
            is_code = child.find_parent("pre") is not None
            for letter in unicodedata.normalize("NFC", child):
                yield letter if is_code else (" " if letter.isspace() else letter, marks)
        elif isinstance(child, Tag) and child.name in INLINE:
            yield from _told(child, marks | {_named(child)})
        elif isinstance(child, Tag):
            yield f"<{_named(child)}>"
            yield from _told(child, marks)
            yield f"</{child.name}>"


def _named(tag: Tag) -> str:
    kept = ("href", "title", "src", "alt", "start", "class")
    return " ".join([tag.name, *(f"{name}={tag[name]}" for name in kept if tag.get(name))])


def _squeezed(letters: Iterator[Letter | str]) -> Iterator[Letter | str]:
    """One space between words, none at the edge of a block."""
    is_edge, waits = True, False
    for letter in letters:
        if isinstance(letter, tuple) and letter[0] == " ":
            waits = True
            continue
        is_block = isinstance(letter, str)
        if waits and not is_edge and not is_block:
            yield " "
        yield letter
        is_edge, waits = is_block, False
