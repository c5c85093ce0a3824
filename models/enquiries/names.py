"""Names as they are looked for: any letters in plain ones, sign by sign, and with one slip."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_MARKS = "\u0300-\u036f"
_LETTER = rf"(?:[^\W_{_SIGNS}][{_MARKS}]*)"
_WORD = re.compile(rf"[{_SIGNS}]|{_LETTER}+(?:['’‘ʼ`´]{_LETTER}+)*")
_SIGN = re.compile(f"[{_SIGNS}]")
LEFT_OUT = "\ue000\ue000\ue000"
"""Begins a key that nobody can type: a word without one letter, and which letter that was."""
SHORTEST_TYPED, SHORTEST, LONGEST = 3, 4, 24
MOST_WORDS = 8


def plain_words(name: str) -> list[str]:
    """Its words in small plain letters, “O’Brien Łukasz” as `obrien lukasz`; each sign is one."""
    return [_plain(word) for word in _WORD.findall(name)]


def is_sign(word: str) -> bool:
    return _SIGN.fullmatch(word) is not None


def name_keys(name: str) -> str:
    """What the search index holds of a name beside the name itself."""
    words = plain_words(name)
    as_it_is = set(re.findall(r"\w+", name.lower()))
    plain = [word for word in words if word not in as_it_is or is_sign(word)]
    slips = [key for word in words[:MOST_WORDS] for key in _without_a_letter(word, SHORTEST)]
    return " ".join([*plain, *dict.fromkeys(slips)])


def keys_of_new_name(context: Any) -> str:
    """The same, for the row that is being inserted."""
    return name_keys(context.get_current_parameters()["name"])


def near_keys(word: str) -> list[str]:
    """What the index holds of names that this plain word is one slip from, but for `near_words`."""
    if not _may_be_slipped(word, SHORTEST_TYPED):
        return []
    longer = [f"{LEFT_OUT}{word}{place}" for place in range(len(word) + 1)]
    return [*longer, *_without_a_letter(word, SHORTEST)]


def near_words(word: str) -> list[str]:
    """The names that it is with a letter too many, or two turned."""
    if not _may_be_slipped(word, SHORTEST_TYPED):
        return []
    shorter = [word[:at] + word[at + 1 :] for at in range(len(word)) if len(word) >= SHORTEST]
    turned = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    return [near for near in dict.fromkeys([*shorter, *turned]) if near != word]


def _without_a_letter(word: str, shortest: int) -> Iterator[str]:
    if _may_be_slipped(word, shortest):
        for place in range(len(word)):
            yield f"{LEFT_OUT}{word[:place]}{word[place + 1 :]}{place}"


def _may_be_slipped(word: str, shortest: int) -> bool:
    return shortest <= len(word) <= LONGEST and word.isalpha()


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return unicodedata.normalize("NFC", "".join(map(_letter, letters))) or word


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    if not sign.isalnum():
        return ""
    if sign.isascii():
        return sign.lower()
    if unicodedata.name(sign, "").startswith("LATIN"):
        from text_unidecode import unidecode  # type: ignore[import-untyped]  # noqa: PLC0415  it comes without types; 4 MB, for letters that are not plain

        return "".join(filter(str.isalnum, unidecode(sign).lower()))
    return sign
