"""Formulas of a web page as plain words: 10⁶ and not 106."""

from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.html.raised import lowered, raised
from actions.articles.manuscripts.html.text import tags_of

_UNSAID = frozenset({"annotation", "annotation-xml", "mphantom", "mspace"})
_BETWEEN = {"mtr": ", ", "mlabeledtr": ", ", "mtable": "; "}
_PARTED: dict[tuple[str, int], Callable[..., str]] = {
    ("msup", 2): lambda base, high: base + raised(high, base, ""),
    ("mover", 2): lambda base, high: base + raised(high, base, ""),
    ("msub", 2): lambda base, low: base + lowered(low),
    ("munder", 2): lambda base, low: base + lowered(low),
    ("msubsup", 3): lambda base, low, high: base + lowered(low) + raised(high, "", ""),
    ("munderover", 3): lambda base, low, high: base + lowered(low) + raised(high, "", ""),
    ("mfrac", 2): "({})/({})".format,
    ("mroot", 2): lambda base, degree: f"{raised(degree, '', '')}√({base})",
}
"""How a formula of so many parts is said."""


def write_formulas(soup: BeautifulSoup) -> None:
    for formula in list(soup.find_all("math")):
        if formula.parent is not None:
            formula.replace_with(" ".join(_said(formula).split()))


def _said(tag: Tag) -> str:
    parts = [_said(each) for each in tags_of(tag) if each.name not in _UNSAID]
    if told := _PARTED.get((tag.name, len(parts))):
        return told(*parts)
    said = _own(tag) + _BETWEEN.get(tag.name, "").join(parts)
    if tag.name == "mo":
        return f" {said} "
    return f"√({said})" if tag.name == "msqrt" else said


def _own(tag: Tag) -> str:
    return "".join(str(p) for p in tag.children if type(p) is NavigableString).strip()
