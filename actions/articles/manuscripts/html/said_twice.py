"""What a page says once for the eye and once for the ear, or only when one points at it."""

import re

from bs4 import BeautifulSoup, Tag

from actions.articles.manuscripts.furniture import POINTED_AT, SAID_TWICE
from actions.articles.manuscripts.html.text import attribute, tags_of, visible_text
from models.articles.manuscript import LeftOut

_BARE = re.compile(r"[\W_]+")


def repeated_out(soup: BeautifulSoup) -> list[LeftOut]:
    """Take out the drawn copy of words that stand beside it for readers who listen."""
    left_out: list[LeftOut] = []
    copies = soup.find_all(True, attrs={"aria-hidden": "true"})
    for parent in {id(tag.parent): tag.parent for tag in copies}.values():
        if parent is None:
            continue
        drawn = [tag for tag in tags_of(parent) if attribute(tag, "aria-hidden") == "true"]
        words = "".join(visible_text(tag) for tag in drawn)
        said = [tag for tag in tags_of(parent) if tag not in drawn]
        if _bare(words) and any(_bare(_spoken(tag)) == _bare(words) for tag in said):
            left_out += [LeftOut(visible_text(tag), SAID_TWICE) for tag in drawn]
            for tag in drawn:
                tag.extract()
    return left_out


def _spoken(tag: Tag) -> str:
    unsaid = {id(piece) for note in tag.find_all("annotation") for piece in note.descendants}
    return "".join(str(piece) for piece in tag.strings if id(piece) not in unsaid)


def _bare(text: str) -> str:
    return _BARE.sub("", text)


def remarks_in_brackets(soup: BeautifulSoup) -> None:
    """A remark that opens over a word stands behind it: “4 ml (at most)”."""
    for tag in soup.find_all(["span", "small", "em", "i"], role="tooltip"):
        if visible_text(tag):
            tag.insert_before(" (")
            tag.insert_after(")")


def explanations(soup: BeautifulSoup) -> list[LeftOut]:
    """What an abbreviation stands for is shown by pointing at it, which no article can."""
    told = [
        (visible_text(tag), " ".join(attribute(tag, "title").split()))
        for tag in soup.find_all(["abbr", "acronym", "dfn"], title=True)
    ]
    kept = dict.fromkeys(pair for pair in told if pair[1] and _bare(pair[0]) != _bare(pair[1]))
    return [LeftOut(f"{short}: {long}", POINTED_AT) for short, long in kept]
