"""Making plain in a Word document what its converter would pass over: numbers and hidden words."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from actions.articles.manuscripts.furniture import HIDDEN
from actions.articles.manuscripts.word.equations import write_equations
from actions.articles.manuscripts.word.parts import WORD, Element, parsed_part
from actions.articles.manuscripts.word.slimming import slim
from models.articles.manuscript import LeftOut

NUMBER_MARK = "\ue0a1"
"""Stands on both sides of the number with which a list begins; no writer uses this sign."""


@dataclass(slots=True)
class _Numbers:
    """What each list counts from, and where it stands."""

    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, str], int] = field(default_factory=dict)
    restarts: dict[tuple[str, str], int] = field(default_factory=dict)
    ordered: set[tuple[str, str]] = field(default_factory=set)
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


def prepared(content: bytes, main: str) -> tuple[bytes, list[LeftOut]]:
    """The document with its numbers written in, without hidden words, and those words."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    folder = main.rpartition("/")[0]
    root = parsed_part(parts.get(main, b""))
    if root is None:
        return content, []
    styles = parsed_part(parts.get(f"{folder}/styles.xml", b""))
    hidden = list(_taken_out(root, _hiding(styles)))
    _join_initials(root)
    write_equations(root)
    _write_numbers(
        root, _numbers_of(parsed_part(parts.get(f"{folder}/numbering.xml", b""))), styles
    )
    parts[main] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    slim(parts, folder)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue(), [LeftOut(words.strip(), HIDDEN) for words in hidden if words.strip()]


def _is_on(properties: Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(f"{WORD}{name}")
    return found is not None and found.get(f"{WORD}val", "1") not in {"0", "false", "off"}


def _hiding(styles: Element | None) -> set[str]:
    """The styles whose words nobody sees."""
    found = [] if styles is None else styles.iter(f"{WORD}style")
    return {
        each.get(f"{WORD}styleId", "")
        for each in found
        if _is_on(each.find(f"{WORD}rPr"), "vanish")
    }


def _taken_out(root: Element, hiding: set[str]) -> Iterator[str]:
    """The words of each hidden stretch, which leaves the document."""
    for paragraph in root.iter(f"{WORD}p"):
        held: list[str] = []
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        is_hidden = style is not None and style.get(f"{WORD}val") in hiding
        for run in [*paragraph.iter(f"{WORD}r")]:
            if is_hidden or _is_hidden(run, hiding):
                held.append("".join(text.text or "" for text in run.iter(f"{WORD}t")))
                _remove(run)
            elif held:
                yield "".join(held)
                held = []
        yield "".join(held)


def _is_hidden(run: Element, hiding: set[str]) -> bool:
    properties = run.find(f"{WORD}rPr")
    named = None if properties is None else properties.find(f"{WORD}rStyle")
    is_styled = named is not None and named.get(f"{WORD}val") in hiding
    return is_styled or _is_on(properties, "vanish")


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _join_initials(root: Element) -> None:
    """A large first letter stands in a frame of its own before the paragraph it begins."""
    for frame in list(root.iter(f"{WORD}framePr")):
        paragraph = next(frame.iterancestors(f"{WORD}p"), None)
        following = None if paragraph is None else paragraph.getnext()
        if frame.get(f"{WORD}dropCap") in {None, "none"} or following is None:
            continue
        if paragraph is not None and following.tag == f"{WORD}p":
            place = 1 if following.find(f"{WORD}pPr") is not None else 0
            for run in reversed(paragraph.findall(f"{WORD}r")):
                following.insert(place, run)
            _remove(paragraph)


def _numbers_of(numbering: Element | None) -> _Numbers:
    numbers = _Numbers()
    for kind in [] if numbering is None else numbering.iter(f"{WORD}abstractNum"):
        of = kind.get(f"{WORD}abstractNumId", "")
        for level in kind.iter(f"{WORD}lvl"):
            key = (of, level.get(f"{WORD}ilvl", "0"))
            numbers.starts[key] = _value(level.find(f"{WORD}start"), 1)
            form = level.find(f"{WORD}numFmt")
            if form is not None and form.get(f"{WORD}val") not in {"bullet", "none"}:
                numbers.ordered.add(key)
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


def _write_numbers(root: Element, numbers: _Numbers, styles: Element | None) -> None:
    """Put each item's number before its first word, where the converter leaves it alone."""
    by_style = _numbered_styles(styles)
    for paragraph in root.iter(f"{WORD}p"):
        number, level = _numbering(paragraph, by_style)
        if number in {"", "0"} or (numbers.lists.get(number, number), level) not in numbers.ordered:
            continue
        run = etree.Element(f"{WORD}r")
        text = etree.SubElement(run, f"{WORD}t")
        text.text = f"{NUMBER_MARK}{numbers.next(number, level)}{NUMBER_MARK}"
        properties = paragraph.find(f"{WORD}pPr")
        paragraph.insert(0 if properties is None else 1, run)


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
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return by_style[style.get(f"{WORD}val", "")] if style is not None else ("", "0")


def _told(properties: Element | None) -> tuple[str, str]:
    if properties is None:
        return "", "0"
    number, level = properties.find(f"{WORD}numId"), properties.find(f"{WORD}ilvl")
    return (
        "" if number is None else number.get(f"{WORD}val", ""),
        "0" if level is None else level.get(f"{WORD}val", "0"),
    )
