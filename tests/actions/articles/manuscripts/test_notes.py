"""Notes of Word, and those of others, stand below the article, each with its number."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from actions.articles.manuscripts import read_manuscripts
from models.articles.manuscript import Manuscript
from tests.actions.articles.manuscripts.examples import headings
from tests.actions.articles.manuscripts.test_meaning_elsewhere import text_of

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NOTES = ("In thirty adults, none of them pregnant.", "Not in children under 12.")


def note(number: int, words: str, kind: str) -> str:
    return (
        f"<w:{kind} w:id='{number}'><w:p><w:r><w:{kind}Ref/></w:r>"
        f"<w:r><w:t xml:space='preserve'> {words}</w:t></w:r></w:p></w:{kind}>"
    )


def with_notes(document: Any, kind: str, *words: str) -> None:
    told = "".join(note(number, each, kind) for number, each in enumerate(words, start=2))
    line = f"<w:{kind} w:id='0' w:type='separator'><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>"
    blob = f"<w:{kind}s {nsdecls('w')}>{line}{told}</w:{kind}s>".encode()
    name = PackURI(f"/word/{kind}s.xml")
    part = Part(name, f"{KIND}.{kind}s+xml", blob, document.part.package)
    document.part.relate_to(part, f"{OFFICE}/{kind}s")


def marked(document: Any, words: str, number: int, kind: str, after: str) -> None:
    paragraph = document.add_paragraph(words)
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
            f"<w:{kind}Reference w:id='{number}'/></w:r>"
        )
    )
    paragraph.add_run(after)


def noted(kind: str) -> Manuscript:
    document = Document()
    document.add_paragraph("Iron", style="Title")
    document.add_paragraph("Iron comes from food first, and from tablets when that is too little.")
    document.add_heading("How much", 1)
    marked(document, "Take 65 mg", 2, kind, " a day with water.")
    marked(document, "Take it for 90 days", 3, kind, ".")
    with_notes(document, kind, *NOTES)
    file = BytesIO()
    document.save(file)
    [found] = read_manuscripts(file.getvalue(), "iron.docx")
    assert found.report.is_proved
    return found


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_keeps_its_mark_its_number_and_its_words(kind: str) -> None:
    found = noted(kind)
    assert "Take 65 mg[1] a day with water.\n\nTake it for 90 days[2]." in text_of(found)
    assert headings(found)[-1] == "Notes"
    assert found.sections[-1].body == f"1. {NOTES[0]}\n2. {NOTES[1]}"
    assert found.report.left_out == ()


def test_the_heading_of_the_notes_is_no_sign_that_bold_lines_are_none() -> None:
    text = "# Iron\n\nFood first.\n\n**How much**\n\nTake 65 mg[^1].\n\n[^1]: None was pregnant.\n"
    [found] = read_manuscripts(text.encode(), "iron.md")
    assert headings(found) == ["How much", "Notes"]


def test_notes_stand_apart_whatever_level_the_other_headings_have() -> None:
    text = (
        "# Iron\n\nFood first.\n\n# How much\n\n65 mg[^1].\n\n# When\n\nNow.\n\n[^1]: For adults.\n"
    )
    [found] = read_manuscripts(text.encode(), "iron.md")
    assert headings(found) == ["How much", "When", "Notes"]
