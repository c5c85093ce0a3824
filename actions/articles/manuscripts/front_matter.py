"""The facts that other programs put on top of a Markdown text."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

import yaml

from actions.articles.manuscripts.furniture import NO_PLACE
from models.articles.manuscript import LeftOut

_TOP = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<facts>.{0,20000}?)\n(?P=fence)[ \t]*(\n|\Z)", re.DOTALL
)
_NAMES = {
    "title": "title", "slug": "slug", "permalink": "slug",
    "standfirst": "standfirst", "subtitle": "standfirst", "summary": "standfirst",
    "excerpt": "standfirst", "lead": "standfirst", "description": "description",
    "search_title": "search_title", "byline": "byline", "author": "byline",
}  # fmt: skip


def _as_written(facts: str) -> Any:
    """Every value as the word that stands there: “no” is a word, and 5:30 is no number."""
    return yaml.load(facts, Loader=yaml.BaseLoader)  # noqa: S506  it makes strings, and nothing else


_READERS: dict[str, Callable[[str], Any]] = {"---": _as_written, "+++": tomllib.loads}


def parted(text: str) -> tuple[dict[str, str], list[LeftOut], str]:
    """The facts we have a place for, the others as left out, and the text below them."""
    top = _TOP.match(text)
    if not top:
        return {}, [], text
    try:
        found = _READERS[top["fence"]](top["facts"])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        return {}, [], text
    known: dict[str, str] = {}
    unknown: list[LeftOut] = []
    for name, value in found.items():
        place, words = _NAMES.get(str(name).lower(), ""), _words(value)
        if place and words and place not in known:
            known[place] = words
        elif words:
            unknown.append(LeftOut(f"{name}: {words}", NO_PLACE))
    return known, unknown, text[top.end() :]


def _words(value: object) -> str:
    """A value on one line; lists of plain values only, for a list may hold itself."""
    if isinstance(value, list):
        return ", ".join(_words(part) for part in value if not isinstance(part, list | dict))
    return "" if value is None or isinstance(value, dict) else str(value).strip()
