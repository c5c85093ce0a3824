"""What a page says of itself among its text: to programs, and of who wrote it and when."""

import re

from bs4 import Tag

from actions.articles.manuscripts.details import is_moment
from actions.articles.manuscripts.furniture import DETAILS, is_sentence
from actions.articles.manuscripts.html.text import (
    BLOCKS,
    attribute,
    contains_tag,
    tags_named,
    texts_beside,
    visible_text,
)
from models.articles.manuscript import LeftOut, spaced_words

FOR_PROGRAMS = "The page’s own data, written for programs"
_THINGS = frozenset({"image", "logo", "publisher", "thumbnail"})
_MOMENTS = frozenset({"datePublished", "dateModified", "dateCreated", "uploadDate"})
_ADDRESS = re.compile(r"https?://\S+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
_SHOWN = frozenset({"img", "a", "p"})
_HOLDERS = frozenset({"div", "p", "span"})
_LONGEST = 25
"""Words of a line of who and when."""
_BESIDE = frozenset([
    *("and", "in", "under", "topic", "topics", "filed", "min", "mins", "minute", "minutes", "read"),
    *("comments", "comment"),
])  # fmt: skip


def for_programs_out(root: Tag) -> list[LeftOut]:
    """Take out things told by their address, and moments, that are marked for programs."""
    left_out: list[LeftOut] = []
    for tag in root.find_all(itemprop=True):
        if any(outer is root for outer in tag.parents) and _is_for_programs(tag):
            left_out.append(LeftOut(visible_text(tag), FOR_PROGRAMS))
            tag.replace_with(" ")
    return left_out


def _is_for_programs(tag: Tag) -> bool:
    names, words = set(attribute(tag, "itemprop").split()), visible_text(tag)
    if names & _THINGS and tag.has_attr("itemscope") and not contains_tag(tag, _SHOWN):
        return any(_ADDRESS.fullmatch(visible_text(each)) for each in tag.find_all(itemprop=True))
    return bool(names & _MOMENTS and _MOMENT.fullmatch(words))


def lines_of_page_out(root: Tag, byline: str, date: str) -> list[LeftOut]:
    """Take out lines of nothing but the page’s author or day, marked as that, and its labels."""
    left_out: list[LeftOut] = []
    for tag in tags_named(root, *_HOLDERS):
        is_there = any(outer is root for outer in tag.parents)
        if is_there and _is_alone(tag) and _is_of_page(tag, byline, date):
            left_out.append(LeftOut(visible_text(tag), DETAILS))
            tag.replace_with(" ")
    return left_out


def _is_alone(tag: Tag) -> bool:
    beside = [text for forward in (True, False) for text in texts_beside(tag, (), forward=forward)]
    return tag.name != "span" or not any(text.strip() for text in beside)


def _is_of_page(tag: Tag, byline: str, date: str) -> bool:
    words = visible_text(tag)
    if not 0 < len(spaced_words(words)) <= _LONGEST or is_sentence(words):
        return False
    if contains_tag(tag, BLOCKS - _HOLDERS) or tag.find("img") is not None:
        return False
    authors = [each for each in tag.find_all(True) if _is_author(each, byline)]
    days = [each for each in tag.find_all("time") if _is_day(each, date)]
    if not authors + days:
        return False
    told = [*authors, *tag.find_all(["a", "time"])]
    inner = {id(piece) for each in told for piece in each.descendants}
    rest = " ".join(str(piece) for piece in tag.strings if id(piece) not in inner)
    return is_moment(rest, _BESIDE)


def _is_author(tag: Tag, byline: str) -> bool:
    is_marked = "author" in attribute(tag, "rel").split() or tag.get("itemprop") == "author"
    return is_marked and bool(name := visible_text(tag)) and name in byline


def _is_day(tag: Tag, date: str) -> bool:
    return bool(date) and attribute(tag, "datetime").strip()[:10] == date[:10]
