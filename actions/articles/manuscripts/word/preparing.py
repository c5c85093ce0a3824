"""Making plain in a Word document what its converter would pass over: numbers and hidden words."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from lxml import etree

from actions.articles.manuscripts.furniture import HIDDEN
from actions.articles.manuscripts.word.deleting import deleted_out
from actions.articles.manuscripts.word.equations import write_equations
from actions.articles.manuscripts.word.numbering import write_numbers
from actions.articles.manuscripts.word.parts import WORD, Element, parsed_part, removed
from actions.articles.manuscripts.word.plain import write_plainly
from actions.articles.manuscripts.word.slimming import slim
from models.articles.manuscript import LeftOut

PROMPT = "Word’s own prompt in a field that nobody filled in"
FORMULA = "A formula that only Word draws; write it in by hand"
FILE_WITHIN = "A file within the document; open it in Word, save it again, and bring that"


def prepared(content: bytes, main: str) -> tuple[bytes, list[LeftOut]]:
    """The document with its numbers written in, without hidden words, and those words."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    folder = main.rpartition("/")[0]
    root = parsed_part(parts.get(main, b""))
    if root is None:
        return content, []
    styles = parsed_part(parts.get(f"{folder}/styles.xml", b""))
    left_out = [LeftOut(words, PROMPT) for words in _prompts_out(root)]
    left_out += _drawn_by_word(root, parsed_part(parts.get(_relations_of(main), b"")))
    left_out += deleted_out(root)
    left_out += [LeftOut(words, HIDDEN) for words in _taken_out(root, _hiding(styles))]
    _join_initials(root)
    write_plainly(root)
    write_equations(root)
    write_numbers(root, parsed_part(parts.get(f"{folder}/numbering.xml", b"")), styles)
    parts[main] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    slim(parts, folder)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue(), [
        replace(item, text=item.text.strip()) for item in left_out if item.text.strip()
    ]


def _relations_of(main: str) -> str:
    folder, _, name = main.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


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


def _taken_out(root: Element, hiding: set[str]) -> Iterator[str]:
    """The words of each hidden stretch, which leaves the document."""
    for paragraph in root.iter(f"{WORD}p"):
        held: list[str] = []
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        is_hidden = style is not None and style.get(f"{WORD}val") in hiding
        for run in [*paragraph.iter(f"{WORD}r")]:
            if is_hidden or _is_hidden(run, hiding):
                held.append("".join(text.text or "" for text in run.iter(f"{WORD}t")))
                removed(run)
            elif held:
                yield "".join(held)
                held = []
        yield "".join(held)


def _is_hidden(run: Element, hiding: set[str]) -> bool:
    properties = run.find(f"{WORD}rPr")
    named = None if properties is None else properties.find(f"{WORD}rStyle")
    is_styled = named is not None and named.get(f"{WORD}val") in hiding
    return is_styled or _is_on(properties, "vanish")


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
