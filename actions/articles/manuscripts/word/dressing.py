"""What a style of a Word document does to its words, said of the words themselves."""

from copy import deepcopy

from lxml import etree

from actions.articles.manuscripts.html.symbols import FONTS
from actions.articles.manuscripts.word.parts import WORD, Element

_TELLING = ("strike", "dstrike", "vertAlign", "vanish", "position", "rFonts")
"""Marks that change what is read. Bold and the like change only how."""

Marks = dict[str, Element]


def dress(root: Element, styles: Element | None) -> None:
    """Struck, raised, hidden or in the font of signs, be it by a style of words or paragraphs."""
    told = _told_by(styles)
    if not any(told.values()):
        return
    for paragraph in root.iter(f"{WORD}p"):
        named = _name(paragraph.find(f"{WORD}pPr/{WORD}pStyle"))
        for run in paragraph.iter(f"{WORD}r"):
            own = run.find(f"{WORD}rPr")
            style = "" if own is None else _name(own.find(f"{WORD}rStyle"))
            if marks := told.get(named, {}) | told.get(style, {}):
                _wear(run, own, marks)


def _wear(run: Element, own: Element | None, marks: Marks) -> None:
    """What the words say of themselves holds."""
    if own is None:
        own = etree.Element(f"{WORD}rPr")
        run.insert(0, own)
    for name, mark in marks.items():
        if own.find(f"{WORD}{name}") is None:
            own.append(deepcopy(mark))


def _told_by(styles: Element | None) -> dict[str, Marks]:
    found = [] if styles is None else list(styles.iter(f"{WORD}style"))
    named = {style.get(f"{WORD}styleId", ""): style for style in found}
    return {name: _marks(name, named, set()) for name in named}


def _marks(name: str, named: dict[str, Element], seen: set[str]) -> Marks:
    """Of a style, and of those that it is based on."""
    if name in seen or name not in named:
        return {}
    base = _name(named[name].find(f"{WORD}basedOn"))
    properties = named[name].find(f"{WORD}rPr")
    own = (
        {} if properties is None else {mark: properties.find(f"{WORD}{mark}") for mark in _TELLING}
    )
    told = {mark: found for mark, found in own.items() if found is not None and _tells(found)}
    return _marks(base, named, seen | {name}) | told


def _tells(mark: Element) -> bool:
    return mark.tag != f"{WORD}rFonts" or mark.get(f"{WORD}ascii") in FONTS


def _name(element: Element | None) -> str:
    return "" if element is None else element.get(f"{WORD}val", "")
