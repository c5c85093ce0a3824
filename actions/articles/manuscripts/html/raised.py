"""Signs of another size: powers, formulas, note marks apart from their number, first letters."""

import re
import unicodedata

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from actions.articles.manuscripts.html.text import (
    BLOCKS,
    attribute,
    names_of,
    tags_named,
    texts_beside,
    visible_text,
)

_RAISED = str.maketrans(
    "0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
)
_LOWERED = str.maketrans("0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_AS_THEY_ARE = re.compile(r"st|nd|rd|th|tm|er|e|[®©™*†‡§¶#°ºª]+|\[.*\]|\(\d.*\)", re.IGNORECASE)
_NOTES = re.compile(r"(\d{1,3}|[a-z])(\s*[,–-]\s*(\d{1,3}|[a-z]))*", re.IGNORECASE)
_NOTE_NAMES = re.compile(r"(foot|end)?notes?([-_]?(ref|mark|anchor))?|fn|reference|cite[-_]?ref")
_WORD = re.compile(r"[^\W\d]{2}")
"""Words stay words: small letters are for one sign, not for “not”."""
_RANGE = re.compile(r"\d\s*[–-]\s*\d")
_UNIT = re.compile(
    r"\s*(%|[µμmkcd]?(g|l|m|mol|U|IU|units?)\b|mcg|°|ml|mmHg|kcal|kJ|hours?|days?|weeks?|months?|"
    r"years?|minutes?|tablets?|people|patients|adults|children|women|men)",
)
_PLAINLY = re.compile(r"\d?[^\W\d_]+")
_DEGREES = frozenset("o0Oº∘")
_OF_HEAT = re.compile(r"\s?[CF]\b")
_INITIAL = re.compile(r"(.*[-_])?(drop-?cap|initial|first-?letter|lettrine)", re.IGNORECASE)
_FLOATS = re.compile(r"float\s*:\s*left", re.IGNORECASE)
_ONE_LETTER_WORDS = frozenset("AIOaio")
"""Letters that are a word by themselves: “A tablet”."""
_HOLDING = ["p", "div", "table", "dt", "center"]
_LETTERING = ["span", "b", "strong", "big", "em", "i", "a", "img"]


def repair_raised(soup: BeautifulSoup | Tag) -> None:
    """Write `<sup>` and `<sub>` as signs that stay apart from what they stand beside."""
    for tag in tags_named(soup, "sup", "sub"):
        if tag.find(["img", *BLOCKS]):
            continue
        words = " ".join(tag.get_text().split())
        before, after = letters_before(tag), letters_after(tag)
        if tag.name == "sub":
            _replace(tag, lowered(words))
        elif _is_note(tag) and words and not _AS_THEY_ARE.fullmatch(words):
            _replace(tag, f"[{words}]")
        else:
            _replace(tag, raised(words, before, after))


def _replace(tag: Tag, sign: str) -> None:
    """A sign that leads to another page, as to a study, goes on leading there."""
    link = tag.find("a")
    address = attribute(link, "href") if link is not None else ""
    if link is not None and address and "#" not in address and link.get_text() == tag.get_text():
        link.string = sign
        tag.replace_with(link.extract())
    else:
        tag.replace_with(sign)


def raised(words: str, before: str, after: str) -> str:
    """`words` as superscript; a mark between a number and its unit is a note, not a power."""
    if words in _DEGREES and _OF_HEAT.match(after):
        return "°"
    if not words or _AS_THEY_ARE.fullmatch(words):
        return words
    is_power = not before[-1:].isdigit() or re.search(r"(?<![\d.,])10$", before)
    if _NOTES.fullmatch(words) and not is_power and _UNIT.match(after):
        return f"[{words}]"
    written = words.translate(_RAISED)
    if _is_small(written) and not (_WORD.search(words) or _RANGE.search(words)):
        return written
    return f"[{words}]" if _NOTES.fullmatch(words) else f"^({words})"


def lowered(words: str) -> str:
    """`words` as subscript. Letters in a row (Tmax, HbA1c) are written plainly, as people do."""
    if _PLAINLY.fullmatch(words) and len(words) > 1:
        return words
    written = words.translate(_LOWERED)
    is_small = _is_small(written) and not _WORD.search(words)
    return written if not words or is_small else f"_({words})"


def _is_small(written: str) -> bool:
    return all(unicodedata.normalize("NFKC", sign) != sign for sign in written)


def _is_note(tag: Tag) -> bool:
    """It leads to a note on this page, or WordPress says that it does."""
    link = tag.find("a")
    near = [tag, *tag.find_all(True), *([tag.parent] if tag.parent else [])]
    leads = isinstance(link, Tag) and attribute(link, "href").startswith("#")
    named = [*names_of(tag), *(names_of(link) if isinstance(link, Tag) else [])]
    is_marked = any(each.has_attr("data-note") or each.has_attr("data-fn") for each in near)
    return leads or is_marked or any(map(_NOTE_NAMES.fullmatch, named))


def letters_before(tag: Tag) -> str:
    """The text straight before a tag, in the same paragraph."""
    return _near(tag, forward=False)


def letters_after(tag: Tag) -> str:
    return _near(tag, forward=True)


def _near(tag: Tag, *, forward: bool) -> str:
    return next(filter(None, texts_beside(tag, ("br",), forward=forward)), "")


def join_initials(soup: BeautifulSoup) -> None:
    for tag in tags_named(soup, *_HOLDING, *_LETTERING):
        if tag.parent is None or not _is_initial(tag):
            continue
        letter = attribute(tag, "alt") if tag.name == "img" else visible_text(tag)
        if len(letter.strip("“\"'‘«¿¡(")) == 1 and letter[-1].isalpha():
            _join_initial(tag, letter)


def _is_initial(tag: Tag) -> bool:
    is_named = any(map(_INITIAL.fullmatch, names_of(tag)))
    is_beside = _FLOATS.search(attribute(tag, "style")) or attribute(tag, "align") == "left"
    return tag.name == "img" or is_named or bool(is_beside)


def _join_initial(tag: Tag, letter: str) -> None:
    """Only where the rest of the word follows, in small letters."""
    rest, gap = _following(tag)
    text = str(rest) if rest is not None else ""
    if rest is None or not text.lstrip()[:1].islower():
        return
    is_apart = bool(gap or text[:1].isspace())
    if is_apart and (letter[-1] in _ONE_LETTER_WORDS or tag.name == "img"):
        return
    rest.replace_with(letter + text.lstrip())
    tag.extract()


def _following(tag: Tag) -> tuple[NavigableString | None, bool]:
    """The text behind the letter, and whether a space in the same line parts them."""
    gap = False
    piece = tag.next_sibling
    while isinstance(piece, NavigableString) and not piece.strip():
        gap = gap or tag.name not in _HOLDING
        piece = piece.next_sibling
    if isinstance(piece, Tag):
        piece = next(
            (p for p in piece.descendants if type(p) is NavigableString and p.strip()), None
        )
    return (piece, gap) if isinstance(piece, NavigableString) else (None, gap)
