"""Leaving out of a Word document the looks that say nothing of its words."""

from lxml import etree

from actions.articles.manuscripts.word.parts import WORD, parsed_part

_LOOKS = {
    "styles": ("docDefaults", "latentStyles", "rPr", "tblPr", "tblStylePr", "trPr", "tcPr"),
    "numbering": ("rPr", "lvlText", "lvlJc", "ind", "tabs"),
}
"""Part by part, what only tells fonts, colours and distances: nine tenths of a usual document."""


def slim(parts: dict[str, bytes], folder: str) -> None:
    """The converter builds a tree of every part, in far more time than our parser needs."""
    for part, looks in _LOOKS.items():
        name = f"{folder}/{part}.xml"
        root = parsed_part(parts.get(name, b""))
        if root is None:
            continue
        for element in list(root.iter(*(f"{WORD}{look}" for look in looks))):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
