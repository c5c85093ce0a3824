"""How the parts of a formula are said on one line, so that they can be read in one way only."""

import re
from unicodedata import normalize

from actions.articles.manuscripts.html.raised import lowered, raised

_WHOLE = re.compile(r"[^\s/+±×·÷=<>≤≥−-]*")
_OVER = {"¯": "\u0304", "‾": "\u0304", "\u0305": "\u0304", "^": "\u0302", "ˆ": "\u0302"}
"""Signs that stand over a letter, as programs write them, and joined to it."""
_NO_LETTER = "\u034f"
"""Keeps a letter and the sign over it two signs: x̄ is a mean of x, and ȳ no letter of its own."""


def power(base: str, high: str) -> str:
    """`base` may be of several signs: (a + b)², and never a + b²."""
    return grouped(base) + raised(high, base, "") if high else base


def index(base: str, low: str) -> str:
    return grouped(base) + lowered(low) if low else base


def power_of_index(base: str, low: str, high: str) -> str:
    return index(base, low) + (raised(high, "", "") if high else "")


def fraction(above: str, below: str) -> str:
    return f"({above.strip()})/({below.strip()})"


def choice(above: str, below: str) -> str:
    """Two numbers above one another without a stroke are no fraction."""
    return f"({above.strip()} over {below.strip()})"


def root(inner: str, degree: str = "") -> str:
    sign = f"{raised(degree.strip(), '', '')}√ " if degree.strip() else "√"
    return f"{sign}({inner.strip()})"


def accented(base: str, accent: str) -> str:
    """A bar or a hat over a letter, or over several in brackets."""
    sign, held = _OVER.get(accent, accent), grouped(base)
    is_other_letter = len(normalize("NFC", held + sign)) == len(held)
    return held + (_NO_LETTER if is_other_letter else "") + sign


def grouped(said: str) -> str:
    """In brackets if it is of several parts and stands in none."""
    said = said.strip()
    is_closed = said.count("(") == said.count(")")
    return f"({said})" if is_closed and not (_WHOLE.fullmatch(said) or _is_held(said)) else said


def _is_held(said: str) -> bool:
    """Whether the bracket that it begins with ends it."""
    depth = 0
    for place, sign in enumerate(said):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(said) - 1 and said[0] == "("
    return False
