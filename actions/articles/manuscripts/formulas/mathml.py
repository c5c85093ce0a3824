"""Formulas of web pages as plain words."""

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.formulas import saying
from actions.articles.manuscripts.html.text import attribute, tags_of

_UNSAID = frozenset({"annotation", "annotation-xml", "mphantom", "mspace", "none", "mprescripts"})
_BETWEEN = {"mtr": ", ", "mlabeledtr": ", ", "mtable": "; "}
_PARTED: dict[tuple[str, int], Callable[..., str]] = {
    ("msup", 2): saying.power,
    ("msub", 2): saying.index,
    ("munder", 2): saying.index,
    ("msubsup", 3): saying.power_of_index,
    ("munderover", 3): saying.power_of_index,
    ("mfrac", 2): saying.fraction,
    ("mroot", 2): saying.root,
}
"""How a formula of so many parts is said."""
_NO_STROKE = re.compile(r"0[a-z%]*", re.IGNORECASE)


def write_formulas(soup: BeautifulSoup) -> None:
    for formula in list(soup.find_all("math")):
        if formula.parent is not None:
            formula.replace_with(" ".join(_said(formula).split()))


def _said(tag: Tag) -> str:
    parts = [_said(each) for each in tags_of(tag) if each.name not in _UNSAID]
    if tag.name == "mover" and len(parts) == 2:  # noqa: PLR2004  what is under, and what is over it
        over = parts[1].strip()
        is_accent = len(over) == 1 and not over.isalnum()
        return (saying.accented if is_accent else saying.power)(parts[0], over)
    if tag.name == "mfrac" and _NO_STROKE.fullmatch(attribute(tag, "linethickness")):
        return saying.choice(*parts[:2])
    if told := _PARTED.get((tag.name, len(parts))):
        return told(*parts)
    return _whole(tag, parts)


def _whole(tag: Tag, parts: list[str]) -> str:
    said = _own(tag) + _BETWEEN.get(tag.name, "").join(parts)
    match tag.name:
        case "mo" | "mtext":
            return f" {said} "
        case "msqrt":
            return saying.root(said)
        case "mfenced":
            return _fenced(tag, parts)
        case "mmultiscripts":
            return _with_small_signs(tag)
        case _:
            return said


def _fenced(tag: Tag, parts: list[str]) -> str:
    opening, closing = (str(tag.get(n, sign)) for n, sign in (("open", "("), ("close", ")")))
    return f"{opening}{', '.join(parts)}{closing}"


def _with_small_signs(tag: Tag) -> str:
    """Pairs of a low and a high sign, those before the letter behind a mark of their own."""
    names = [each.name for each in tags_of(tag)]
    told = ["" if each.name == "none" else _said(each) for each in tags_of(tag)]
    begun = names.index("mprescripts") if "mprescripts" in names else len(names)
    behind, before = told[1:begun], told[begun + 1 :]
    said = [_pairs(before), told[0] if told else "", _pairs(behind)]
    return "".join(said)


def _pairs(told: list[str]) -> str:
    return "".join(
        saying.power_of_index("", low, high)
        for low, high in zip(told[::2], [*told[1::2], ""], strict=False)
    )


def _own(tag: Tag) -> str:
    return "".join(str(p) for p in tag.children if type(p) is NavigableString).strip()
