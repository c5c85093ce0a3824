"""What changed between two texts, word by word, as a reader of the page would say it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "added", "removed"]
_WORDS = re.compile(r"\s+|[^\s\w]|\w+")
_AS_READ = (
    (re.compile(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)"), r"[picture: \1]"),
    (re.compile(r"(?<!\\)\[([^\]]+)\]\(([^)\s]*)[^)]*\)"), r"\1 (\2)"),
    (re.compile(r"^(\s*)#{1,6} ", re.MULTILINE), r"\1"),
    (re.compile(r"^(\s*)[-*+] ", re.MULTILINE), r"\1• "),
    (re.compile(r"(?<!\\)(\*{1,3}|~~|`+)"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive words that share one fate; spaces and line ends are kept."""

    change: Change
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Pieces that read as `after` without the removed ones and as `before` without the added."""
    return list(_joined(_pieces(before, after)))


def as_read(markdown: str) -> str:
    """Without the signs that only Markdown needs; a link shows where it leads."""
    for sign, shown in _AS_READ:
        markdown = sign.sub(shown, markdown)
    return markdown


def _pieces(before: str, after: str) -> Iterator[Piece]:
    """Line by line first: comparing all words with all others takes minutes in a long text."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for kept, gone, come in _compared(old, new):
        words = _WORDS.findall(gone), _WORDS.findall(come)
        if gone and come and max(map(len, words)) <= MOST_WORDS:
            for same, removed, added in _compared(*words):
                yield from _told(same, removed, added)
        else:
            yield from _told(kept, gone, come)


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """What stayed, or else what went and what came instead."""
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        was, became = "".join(old[start:end]), "".join(new[new_start:new_end])
        yield (was, "", "") if tag == "equal" else ("", was, became)


def _told(same: str, removed: str, added: str) -> Iterator[Piece]:
    words: dict[Change, str] = {"same": same, "removed": removed, "added": added}
    return (Piece(change, text) for change, text in words.items() if text)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A lone space between two changes belongs to both, so that a phrase reads as one."""
    waiting: list[Piece] = []
    for piece in pieces:
        if piece.change == "same" and not piece.text.strip(" ") and waiting:
            waiting += [Piece("removed", piece.text), Piece("added", piece.text)]
        elif piece.change == "same":
            yield from _gathered(waiting)
            waiting = []
            yield piece
        else:
            waiting.append(piece)
    yield from _gathered(waiting)


def _gathered(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for change in ("removed", "added"):
        text = "".join(piece.text for piece in pieces if piece.change == change)
        if text:
            yield Piece(change, text)
