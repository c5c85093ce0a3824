"""What the index shall look for, whatever was typed: exactly so, and as people also write it."""

import re
from typing import NamedTuple

from models.enquiries.contact import bare_address
from models.enquiries.names import is_sign, near_keys, near_words, plain_words

WORDS_LOOKED_FOR = 12
SHORTEST_BEGINNING = 2
NOTHING = '""'
_NUMBER = re.compile(r"(?<![\w+@.])(\+?\(?\d[\d\s().\-/]{3,30}\d)(?![\w@.])")
_LABEL = re.compile(
    r"(?i)\([^()\d]*\)|\b(?:tel|telephone|phone|mobile|mob|cell|home|work|office)\b\W*"
)
"""What people write beside a number: it says where the number rings, not whose it is."""
_SIGNS = "[2-9a-hjkmnp-tv-z]{4}"  # those that references are made of
_REFERENCE = re.compile(f"(?i)(?:cd)?({_SIGNS})({_SIGNS})")
_NAMES = "{name name_keys}"


class Sought(NamedTuple):
    """Two expressions of FTS5: for the words as they are, and also with one slip in each name."""

    exact: str
    near: str


def sought(term: str) -> Sought:
    """Every word must be met, the last one perhaps unfinished.

    A number is found by its digits, however it is punctuated and labelled; an address as it is
    pasted; a reference without its hyphens; a name by its plain letters, from the middle of its
    signs, and with one slip a word.
    """
    term = _unwrapped(term.encode("utf-8", "ignore").decode().replace("\0", " "))
    asked = [each for part in _parts(term) for each in part][:WORDS_LOOKED_FOR]
    last = _words(term)[-1:]
    if asked and last and last[0] == asked[-1][0] and len(last[0]) >= SHORTEST_BEGINNING:
        word, ways, slips = asked[-1]
        asked[-1] = (word, [_unfinished(way) for way in ways], slips)
    exact = [_either(ways) for _word, ways, _slips in asked]
    near = [_either([*ways, *slips]) for _word, ways, slips in asked]
    return Sought(" AND ".join(exact) or NOTHING, " AND ".join(near) or NOTHING)


def _unwrapped(term: str) -> str:
    """The address alone where `mailto:` or `Name <…>` was pasted: it says best who it is."""
    address = bare_address(term)
    return address if "@" in address and not re.search(r"\s", address) else term


_Asked = tuple[str, list[str], list[str]]


def _parts(term: str) -> list[list[_Asked]]:
    parts = _NUMBER.split(term)
    if len(parts) > 1:
        parts[::2] = [_LABEL.sub(" ", part) for part in parts[::2]]
    return [
        [("", [_number(part)], [])] if place % 2 else [_word(each) for each in _words(part)]
        for place, part in enumerate(parts)
    ]


def _word(typed: str) -> _Asked:
    """As it was typed, the ways in which that is written too, and those with a slip."""
    ways, names = [quoted(typed)], plain_words(typed)
    if reference := _REFERENCE.fullmatch(typed):
        ways.append(f"reference : {quoted(' '.join(['CD', *reference.groups()]))}")
    if "@" in typed or not names or any(map(str.isdecimal, typed)):
        return typed, ways, []
    if names != re.findall(r"\w+", typed.lower()):
        ways.append(_plainly(names))
    return typed, ways, _with_a_slip(names)


def _plainly(names: list[str]) -> str:
    """Signs stand side by side; words anywhere."""
    if all(map(is_sign, names)):
        return f"name_keys : {quoted(' '.join(names))}"
    return quoted(names[0]) if len(names) == 1 else f"({' AND '.join(map(quoted, names))})"


def _with_a_slip(names: list[str]) -> list[str]:
    near = [_slipped(name) for name in names]
    return [f"({' AND '.join(near)})"] if near and all(near) else []


def _slipped(name: str) -> str:
    keys = near_keys(name)
    if not keys:
        return ""
    words = " OR ".join(map(quoted, [name, *near_words(name)]))
    return f"({_NAMES} : ({words}) OR {' OR '.join(map(quoted, keys))})"


def _unfinished(way: str) -> str:
    return f"{way} *" if way.endswith('"') else way


def _either(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def _words(typed: str) -> list[str]:
    return [word for word in typed.split() if any(map(str.isalnum, word))]


def quoted(word: str) -> str:
    return '"' + word.replace('"', " ") + '"'


def _number(typed: str) -> str:
    digits = "".join(filter(str.isdecimal, typed.replace("(0)", ""))).removeprefix("00")
    return f"({quoted(typed)} OR {quoted(digits)} *)"
