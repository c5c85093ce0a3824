"""The numbers of a Word document's lists, as Word counts them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from actions.articles.manuscripts.html.lists.marks import mark_of, says_more
from actions.articles.manuscripts.html.symbols import drawn
from actions.articles.manuscripts.word.parts import WORD, Element

NUMBER_MARK = "\ue0a1"
"""Stands on both sides of the number with which a list begins; no writer uses this sign."""
_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""As pages name them; other forms are digits."""
LABELLED = "n"
"""The form of a number that is said among the words of its item: “Step 2:”."""
_COUNTED = re.compile(r"%(\d)")
_PART = re.compile(r"[^\W_]+")
_HEADING = re.compile(r"heading \d|title", re.IGNORECASE)


@dataclass(slots=True)
class _Numbers:
    """What each list counts from, and where it stands."""

    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, str], int] = field(default_factory=dict)
    restarts: dict[tuple[str, str], int] = field(default_factory=dict)
    forms: dict[tuple[str, str], str] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def next(self, number: str, level: str) -> int:
        """The number of the list's next item; levels below begin again."""
        of = self.lists.get(number, number)
        if (number, level) in self.restarts:
            self.counts[of, level] = self.restarts.pop((number, level)) - 1
        count = self.counts.get((of, level), self.starts.get((of, level), 1) - 1) + 1
        self.counts[of, level] = count
        for key in [key for key in self.counts if key[0] == of and key[1] > level]:
            del self.counts[key]
        return count

    def label(self, number: str, level: str) -> str:
        """What Word shows before the paragraph: “1.”, “2.1”, “Step 2:”, a cross or a bullet."""
        of = self.lists.get(number, number)

        def count(found: re.Match[str]) -> str:
            key = (of, str(int(found[1]) - 1))
            number = self.counts.get(key, self.starts.get(key, 1))
            return mark_of(number, self.forms.get(key, "")).removesuffix(")")

        return _COUNTED.sub(count, self.labels.get((of, level), ""))


def _numbers_of(numbering: Element | None) -> _Numbers:
    numbers = _Numbers()
    for kind in [] if numbering is None else numbering.iter(f"{WORD}abstractNum"):
        of = kind.get(f"{WORD}abstractNumId", "")
        for level in kind.iter(f"{WORD}lvl"):
            key = (of, level.get(f"{WORD}ilvl", "0"))
            numbers.starts[key] = _value(level.find(f"{WORD}start"), 1)
            form = level.find(f"{WORD}numFmt")
            name = "" if form is None else form.get(f"{WORD}val", "")
            if name not in {"", "bullet", "none"}:
                numbers.forms[key] = _FORMS.get(name, "")
            numbers.labels[key] = _label(level)
    for one in [] if numbering is None else numbering.iter(f"{WORD}num"):
        number = one.get(f"{WORD}numId", "")
        kind_of = one.find(f"{WORD}abstractNumId")
        numbers.lists[number] = "" if kind_of is None else kind_of.get(f"{WORD}val", "")
        for change in one.iter(f"{WORD}lvlOverride"):
            start = change.find(f"{WORD}startOverride")
            if start is not None:
                level_of = change.get(f"{WORD}ilvl", "0")
                numbers.restarts[number, level_of] = _value(start, 1)
    return numbers


def _value(element: Element | None, default: int) -> int:
    written = "" if element is None else element.get(f"{WORD}val", "")
    return int(written) if re.fullmatch(r"\d{1,8}", written) else default


def _label(level: Element) -> str:
    written = level.find(f"{WORD}lvlText")
    fonts = level.find(f"{WORD}rPr/{WORD}rFonts")
    text = "" if written is None else written.get(f"{WORD}val", "")
    return drawn("" if fonts is None else fonts.get(f"{WORD}ascii", ""), text).strip()


def write_numbers(root: Element, numbering: Element | None, styles: Element | None) -> None:
    """Put each item's number before its first word, where the converter leaves it alone."""
    numbers = _numbers_of(numbering)
    by_style = _numbered_styles(styles)
    headings = _headings(styles)
    for paragraph in root.iter(f"{WORD}p"):
        number, level = _numbering(paragraph, by_style)
        form = numbers.forms.get((numbers.lists.get(number, number), level))
        if number in {"", "0"}:
            continue
        count = "" if form is None else str(numbers.next(number, level))
        label = numbers.label(number, level)
        is_numbered_heading = form is not None and _style(paragraph) in headings
        if not (is_numbered_heading or _tells(label)):
            label = ""
        mark = f"{NUMBER_MARK}{count}{LABELLED if label else form}{NUMBER_MARK}" if count else ""
        if mark or label:
            _begin(paragraph, f"{mark}{label} " if label else mark)


def _tells(label: str) -> bool:
    """More than a number or a bullet, which a list has by itself; a heading has no number of its
    own, and other words may send readers to it."""
    return says_more(label) or len(_PART.findall(label)) > 1


def _begin(paragraph: Element, words: str) -> None:
    run = etree.Element(f"{WORD}r")
    text = etree.SubElement(run, f"{WORD}t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties = paragraph.find(f"{WORD}pPr")
    paragraph.insert(0 if properties is None else 1, run)


def _headings(styles: Element | None) -> set[str]:
    found = [] if styles is None else styles.iter(f"{WORD}style")
    return {
        style.get(f"{WORD}styleId", "")
        for style in found
        if (name := style.find(f"{WORD}name")) is not None
        and _HEADING.fullmatch(name.get(f"{WORD}val", ""))
    }


def _style(paragraph: Element) -> str:
    named = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return "" if named is None else named.get(f"{WORD}val", "")


def _numbered_styles(styles: Element | None) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = defaultdict(lambda: ("", "0"))
    for style in [] if styles is None else styles.iter(f"{WORD}style"):
        told = _told(style.find(f"{WORD}pPr/{WORD}numPr"))
        if told[0]:
            found[style.get(f"{WORD}styleId", "")] = told
    return found


def _numbering(paragraph: Element, by_style: dict[str, tuple[str, str]]) -> tuple[str, str]:
    own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
    if own is not None:
        return _told(own)
    return by_style[_style(paragraph)]


def _told(properties: Element | None) -> tuple[str, str]:
    if properties is None:
        return "", "0"
    number, level = properties.find(f"{WORD}numId"), properties.find(f"{WORD}ilvl")
    return (
        "" if number is None else number.get(f"{WORD}val", ""),
        "0" if level is None else level.get(f"{WORD}val", "0"),
    )
