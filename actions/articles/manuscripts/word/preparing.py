"""Making plain in a Word document what its converter would pass over: numbers and hidden words."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from lxml import etree

from actions.articles.manuscripts.furniture import HIDDEN
from actions.articles.manuscripts.word.boxes import open_boxes
from actions.articles.manuscripts.word.deleting import deleted_out
from actions.articles.manuscripts.word.dressing import dress
from actions.articles.manuscripts.word.equations import write_equations
from actions.articles.manuscripts.word.linking import mend_links, mend_notes
from actions.articles.manuscripts.word.numbering import write_numbers
from actions.articles.manuscripts.word.parts import MATH, WORD, Element, parsed_part, removed
from actions.articles.manuscripts.word.plain import write_plainly
from actions.articles.manuscripts.word.slimming import slim
from models.articles.manuscript import LeftOut

PROMPT = "Word’s own prompt in a field that nobody filled in"
FORMULA = "A formula that only Word draws; write it in by hand"
_NOTES = ("footnotes", "endnotes")
_FORMER = tuple(f"{WORD}{name}PrChange" for name in ("r", "p", "tbl", "tr", "tc", "sect"))
"""How something looked before a tracked change."""
_OFF = frozenset({"0", "false", "off"})
FILE_WITHIN = "A file within the document; open it in Word, save it again, and bring that"


def prepared(content: bytes, main: str) -> tuple[bytes, list[LeftOut]]:
    """The document with its numbers written in, without hidden words, and those words."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    folder = main.rpartition("/")[0]
    roots = {
        name: root
        for name in (main, *(f"{folder}/{each}.xml" for each in _NOTES))
        if (root := parsed_part(parts.get(name, b""))) is not None
    }
    if main not in roots:
        return content, []
    mend_notes(roots[main], {each: roots.get(f"{folder}/{each}.xml") for each in _NOTES})
    left_out = [item for name, root in roots.items() for item in _made_plain(root, name, parts)]
    for name, root in roots.items():
        parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    slim(parts, folder)
    return _packed(parts), [
        replace(item, text=item.text.strip()) for item in left_out if item.text.strip()
    ]


def _packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _made_plain(root: Element, name: str, parts: dict[str, bytes]) -> list[LeftOut]:
    folder = name.rpartition("/")[0]
    for former in list(root.iter(*_FORMER)):
        removed(former)
    styles = parsed_part(parts.get(f"{folder}/styles.xml", b""))
    relations = parsed_part(parts.get(_relations_of(name), b""))
    left_out = [LeftOut(words, PROMPT) for words in _prompts_out(root)]
    left_out += [*_drawn_by_word(root, relations), *mend_links(root, relations, parts, folder)]
    left_out += [*open_boxes(root), *deleted_out(root)]
    dress(root, styles)
    left_out += [LeftOut(words, HIDDEN) for words in _taken_out(root)]
    _join_initials(root)
    write_plainly(root)
    write_equations(root)
    write_numbers(root, parsed_part(parts.get(f"{folder}/numbering.xml", b"")), styles)
    return left_out


def _relations_of(main: str) -> str:
    folder, _, name = main.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _is_on(properties: Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(f"{WORD}{name}")
    return found is not None and found.get(f"{WORD}val", "1") not in _OFF


def _prompts_out(root: Element) -> Iterator[str]:
    """“Click or tap here to enter text.”"""
    for control in list(root.iter(f"{WORD}sdt")):
        content = control.find(f"{WORD}sdtContent")
        is_prompt = _is_on(control.find(f"{WORD}sdtPr"), "showingPlcHdr")
        if content is None or not is_prompt:
            continue
        runs = list(content.iter(f"{WORD}r"))
        yield "".join(text.text or "" for run in runs for text in run.iter(f"{WORD}t"))
        for run in runs:
            removed(run)


def _drawn_by_word(root: Element, relations: Element | None) -> Iterator[LeftOut]:
    """What stands in the file as a formula of fields, or as a file of its own."""
    for field in root.iter(f"{WORD}instrText"):
        if (field.text or "").split()[:1] == ["EQ"]:
            yield LeftOut((field.text or "").strip(), FORMULA)
    for chunk in root.iter(f"{WORD}altChunk"):
        name = "".join(map(str, chunk.attrib.values()))
        held = [] if relations is None else relations.iterfind(f"{{*}}Relationship[@Id='{name}']")
        yield LeftOut(next((each.get("Target", "") for each in held), "") or name, FILE_WITHIN)


def _taken_out(root: Element) -> Iterator[str]:
    """The words of each hidden stretch, which leaves the document."""
    for formula in list(root.iter(f"{MATH}phant")):
        shown = formula.find(f"{MATH}phantPr/{MATH}show")
        if shown is not None and shown.get(f"{MATH}val") in _OFF:
            yield "".join(text.text or "" for text in formula.iter(f"{MATH}t"))
            removed(formula)
    for paragraph in root.iter(f"{WORD}p"):
        held: list[str] = []
        for run in [*paragraph.iter(f"{WORD}r")]:
            if _is_on(run.find(f"{WORD}rPr"), "vanish"):
                held.append("".join(text.text or "" for text in run.iter(f"{WORD}t")))
                removed(run)
            elif held:
                yield "".join(held)
                held = []
        yield "".join(held)


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
            removed(paragraph)
