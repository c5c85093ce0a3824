"""Boxes of words on a page of Word stand behind the paragraph that they were fixed to."""

from collections.abc import Iterator

from lxml import etree

from actions.articles.manuscripts.furniture import EMBEDDED
from actions.articles.manuscripts.word.parts import WORD, Element, removed
from models.articles.manuscript import LeftOut

_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HOLDERS = (f"{_COMPATIBLE}AlternateContent", f"{WORD}drawing", f"{WORD}pict", f"{WORD}object")


def open_boxes(root: Element) -> list[LeftOut]:
    """Whatever shape a box has. Words that are part of a drawing are listed."""
    holders = [each for each in root.iter(*_HOLDERS) if _is_outermost(each)]
    listed = [LeftOut(words, EMBEDDED) for holder in holders if (words := _drawn(holder))]
    for holder in holders:
        boxes = list(_boxes(holder))
        for box in list(holder.iter(f"{WORD}txbxContent")):
            removed(box)
        for box in reversed(boxes):
            shown = etree.Element(f"{WORD}pict")
            etree.SubElement(shown, f"{_VML}textbox").append(box)
            holder.addnext(shown)
    return listed


def _is_outermost(holder: Element) -> bool:
    """In its run. A box may hold paragraphs with boxes of their own."""
    for outer in holder.iterancestors(*_HOLDERS, f"{WORD}r"):
        return outer.tag == f"{WORD}r"
    return True


def _boxes(holder: Element) -> Iterator[Element]:
    """Once each, although most are written twice, the second time for an older Word."""
    for box in list(holder.iter(f"{WORD}txbxContent")):
        around = [
            each.tag for each in box.iterancestors() if holder in {each, *each.iterancestors()}
        ]
        is_again = f"{_COMPATIBLE}Fallback" in around and _has_first(holder)
        if not is_again and f"{WORD}txbxContent" not in around:
            yield box


def _has_first(holder: Element) -> bool:
    chosen = holder.iter(f"{_COMPATIBLE}Choice")
    return any(next(each.iter(f"{WORD}txbxContent"), None) is not None for each in chosen)


def _drawn(holder: Element) -> str:
    again = (
        {id(each) for back in holder.iter(f"{_COMPATIBLE}Fallback") for each in back.iter()}
        if _has_first(holder)
        else set()
    )
    drawn = holder.iter(_DRAWN, f"{_VML}textpath")
    told = (each.get("string") or each.text or "" for each in drawn if id(each) not in again)
    return " ".join(" ".join(told).split())
