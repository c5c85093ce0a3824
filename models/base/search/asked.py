"""What an index is asked for, in FTS5's words; PostgreSQL is told the same in its own."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_WORD = 500
_PART = re.compile(r'(\w+|\{[^}]*\}) : |"([^"]*)"( \*)?|[()]|AND|OR')
_OPERATORS = {"AND": "&", "OR": "|", "(": "(", ")": ")"}
_MARKS = re.compile("[\u0300-\u036f]")
_NO_WORD = "'|'"


class AskedPhrase(NamedTuple):
    """Words that stand side by side, the last perhaps unfinished; in these columns or in any."""

    words: list[str]
    is_begun: bool
    columns: frozenset[str]


def index_words(text: str) -> list[str]:
    """As `copydesk_words` in the database has them: small letters without accents, and digits."""
    bare = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text.lower())))
    spaced = "".join(sign if _is_of_a_word(sign) else " " for sign in bare)
    return [word[:LONGEST_WORD] for word in spaced.split()]


def _is_of_a_word(sign: str) -> bool:
    return sign.isalpha() or sign.isdecimal() or "\ue000" <= sign <= "\uf8ff"


def asked_parts(asked: str) -> Iterator[AskedPhrase | str]:
    """Phrases, and what stands between them as PostgreSQL writes it.

    `asked` is made by our own code: what people typed stands between quotes.
    """
    columns, outer = frozenset[str](), list[frozenset[str]]()
    for part in _PART.finditer(asked):
        named, phrase, star = part.groups()
        if named:
            columns = frozenset(named.strip("{}").split())
        elif phrase is not None:
            yield AskedPhrase(index_words(phrase), star is not None, columns)
            columns = outer[-1] if outer else frozenset()
        else:
            yield _OPERATORS[part[0]]
            if part[0] == "(":
                outer.append(columns)
            elif part[0] == ")":
                outer.pop()
                columns = outer[-1] if outer else frozenset()


def tsquery(asked: str, labels: dict[str, str]) -> str:
    """The same for PostgreSQL; `labels` are those that its index gives to each column."""
    told = []
    for part in asked_parts(asked):
        if isinstance(part, str):
            told.append(part)
        else:
            told.append(_phrase(part, "".join(sorted({labels[name] for name in part.columns}))))
    return " ".join(told) or _NO_WORD


def _phrase(phrase: AskedPhrase, labels: str) -> str:
    if not phrase.words:
        return _NO_WORD
    marks = [labels] * len(phrase.words)
    if phrase.is_begun:
        marks[-1] = f"*{labels}"
    words = (f"'{word}':{mark}" for word, mark in zip(phrase.words, marks, strict=True))
    return f"({' <-> '.join(words)})"
