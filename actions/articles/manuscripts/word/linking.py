"""What a Word document names and does not hold stops nothing."""

from collections.abc import Iterator, Mapping
from posixpath import join, normpath

from actions.articles.manuscripts.word.parts import WORD, Element, removed
from models.articles.manuscript import LeftOut

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NO_PICTURE = "A picture that is named in the document and is not in its file"
_NAMING = tuple(f"{RELATION}{name}" for name in ("id", "embed", "link"))
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def mend_links(
    root: Element, relations: Element | None, parts: Mapping[str, bytes], folder: str
) -> Iterator[LeftOut]:
    """Words of a link without an address stay; a picture that is not there is named."""
    held = {} if relations is None else {each.get("Id", ""): each for each in relations}
    for element in root.iter():
        for name in _NAMING:
            target = held.get(element.get(name, ""))
            if element.get(name) is None or element.tag == f"{WORD}altChunk":
                continue
            is_picture = name.endswith("embed")
            if target is None or (is_picture and _place(target, folder) not in parts):
                del element.attrib[name]
                named = "" if target is None else target.get("Target", "")
                yield LeftOut(_described(element) or named if is_picture else "", NO_PICTURE)


def _described(picture: Element) -> str:
    around = next(picture.iterancestors("{*}inline", "{*}anchor"), None)
    told = None if around is None else around.find("{*}docPr")
    return "" if told is None else told.get("descr", "")


def _place(relation: Element, folder: str) -> str:
    target = relation.get("Target", "")
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def mend_notes(root: Element, notes: Mapping[str, Element | None]) -> None:
    """A mark without its note leads nowhere."""
    for mark, part in _NOTES.items():
        held = notes.get(part)
        known = set() if held is None else {note.get(f"{WORD}id") for note in held}
        for reference in list(root.iter(f"{WORD}{mark}")):
            if reference.get(f"{WORD}id") not in known:
                removed(reference)
