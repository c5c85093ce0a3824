"""Word documents come in with their headings, lists, links and pictures."""

import zipfile
from io import BytesIO

import pytest
from docx import Document

from actions.manuscripts import UnreadableManuscript, read_manuscripts
from tests.actions.manuscripts.examples import headings, kinds
from tests.articles import picture


def document() -> bytes:
    written = Document()
    written.add_paragraph("Warm hands", style="Title")
    written.add_paragraph("Cold fingers have many causes.")
    written.add_paragraph("Gloves", style="Heading 1")
    written.add_paragraph("wool", style="List Bullet")
    written.add_paragraph("silk", style="List Bullet")
    shape = written.add_picture(BytesIO(picture(40, 30)))
    shape._inline.docPr.set("descr", "Two gloves")
    written.add_paragraph("Medicine", style="Heading 1")
    written.add_paragraph("Some ").add_run("tablets").bold = True
    table = written.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ["Name", "Dose", "Warm", "1 a day"], strict=True):
        cell.text = words
    file = BytesIO()
    written.save(file)
    return file.getvalue()


def packed(**parts: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return file.getvalue()


def test_a_word_document_becomes_an_article() -> None:
    [hands] = read_manuscripts(document(), "hands.docx")
    assert (hands.title, hands.standfirst) == ("Warm hands", "Cold fingers have many causes.")
    assert headings(hands) == ["Gloves", "", "Medicine"]
    assert kinds(hands) == ["text", "image", "text"]
    gloves, photo, medicine = hands.sections
    assert gloves.body == "- wool\n- silk"
    assert (photo.alt, photo.image) == ("Two gloves", picture(40, 30))
    assert medicine.body.startswith("Some **tablets**\n\n| Name | Dose |")
    assert hands.report.words_left_out == 0


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (packed(xl__workbook="<x/>"), "no Word document"),
        (packed(word__document="<cut"), "damaged"),
        (packed(word__document=" " * 50_000_000), "far too long"),
    ],
    ids=["spreadsheet", "damaged", "blown up"],
)
def test_other_archives_are_refused_with_advice(content: bytes, advice: str) -> None:
    with pytest.raises(UnreadableManuscript, match=advice):
        read_manuscripts(content, "a.docx")
