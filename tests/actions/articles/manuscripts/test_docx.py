"""Word documents come in with their headings, lists, links and pictures."""

import zipfile
from io import BytesIO

import pytest
from docx import Document

from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from actions.articles.manuscripts.furniture import FOOT, HEAD, REMARK
from tests.actions.articles.manuscripts.examples import headings, kinds
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


def old_word() -> bytes:
    """Nested lists by style, a captioned picture, a head and a foot, and a colleague’s comment."""
    written = Document()
    written.sections[0].header.paragraphs[0].text = "Draft of the clinic"
    written.sections[0].footer.paragraphs[0].text = "Page 1"
    written.add_paragraph("Walking after a fall", style="Title")
    written.add_paragraph("By Ona Birk")
    written.add_heading("First days", 1)
    lists = ("Rest", "List Bullet"), ("on a chair", "List Bullet 2"), ("Ice", "List Bullet")
    for words, style in (*lists, ("One", "List Number"), ("and a half", "List Number 2")):
        written.add_paragraph(words, style=style)
    shape = written.add_picture(BytesIO(picture(40, 30)))
    shape._inline.docPr.set("descr", "A walking frame")
    written.add_paragraph("A frame at rest", style="Caption")
    noted = written.add_paragraph("You walk again.")
    written.add_comment(noted.runs, text="Check this", author="A", initials="a")
    file = BytesIO()
    written.save(file)
    return file.getvalue()


def test_lists_by_style_nest_and_a_caption_goes_with_its_picture() -> None:
    [fall] = read_manuscripts(old_word(), "fall.docx")
    assert (fall.title, fall.byline) == ("Walking after a fall", "Ona Birk")
    first, frame, _ = fall.sections
    assert first.body == "- Rest\n  - on a chair\n- Ice\n\n1. One\n   1. and a half"
    assert (frame.alt, frame.caption) == ("A walking frame", "A frame at rest")


def test_heads_feet_and_comments_are_listed() -> None:
    [fall] = read_manuscripts(old_word(), "fall.docx")
    found = {item.text: item.reason for item in fall.report.left_out}
    assert found["Draft of the clinic"] == HEAD
    assert found["Page 1"] == FOOT
    assert found["Check this"] == REMARK
    assert fall.report.words_in_source == fall.report.words_kept + fall.report.words_left_out


@pytest.mark.parametrize("mark", ["utf-8", "utf-16"])
def test_a_document_that_declares_entities_is_refused_at_once(mark: str) -> None:
    evil = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///secret">]><d>&x;</d>'
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", evil.encode(mark))
    with pytest.raises(UnreadableManuscript, match="damaged"):
        read_manuscripts(file.getvalue(), "a.docx")
