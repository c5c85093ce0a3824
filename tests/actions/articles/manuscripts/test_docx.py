"""Word documents come in with their headings, lists, links and pictures."""

import zipfile
from io import BytesIO

import pytest
from docx import Document

from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from actions.articles.manuscripts.furniture import EMBEDDED, FOOT, HEAD, REMARK
from actions.articles.manuscripts.word.deleting import DELETED_ROW
from actions.articles.manuscripts.word.preparing import FILE_WITHIN, FORMULA, PROMPT
from models.articles.manuscript import Manuscript
from models.articles.markdown import plain_text
from tests.actions.articles.manuscripts.examples import headings, kinds, reasons
from tests.actions.articles.manuscripts.examples.word import paragraph, row, run, written
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


EMPTY_FIELD = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'


def said(found: Manuscript) -> str:
    return plain_text("\n\n".join([found.standfirst, *(part.body for part in found.sections)]))


@pytest.mark.parametrize(
    ("marks", "read"),
    [
        (run("5 ") + run("m", SYMBOL) + run("g"), "5 μg"),
        (run("at ") + run("&#xF0B3;", SYMBOL) + run(" 38"), "at ≥ 38"),
        (run("5 ") + '<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>' + run("g"), "5 μg"),
        ('<w:r><w:sym w:font="MS Gothic" w:char="2612"/></w:r>' + run(" yes"), "☒ yes"),
        (run("may") + "<w:r><w:cr/></w:r>" + run("not"), "may not"),
        (f'<w:dir w:val="rtl">{run("not 5")}</w:dir>' + run(" mg"), "not 5 mg"),
        (f"<w:bdo>{run('not 5')}</w:bdo>" + run(" mg"), "not 5 mg"),
        (
            f"<w:r><w:ruby><w:rt>{run('ku')}</w:rt><w:rubyBase>{run('薬')}</w:rubyBase></w:ruby></w:r>",
            "薬 (ku)",
        ),
        (
            run("Take ") + '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
            '<w:result w:val="1"/><w:listEntry w:val="5 mg"/><w:listEntry w:val="50 mg"/>'
            "</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText>"
            '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" daily"),
            "Take 50 mg daily",
        ),
    ],
    ids=["letter in Symbol", "sign in Symbol", "symbol", "box to tick", "line end", "direction",
         "other direction", "reading above", "choice"],
)  # fmt: skip
def test_what_word_shows_by_marks_is_said(marks: str, read: str) -> None:
    assert read in said(written(paragraph(marks)))


def test_a_row_that_begins_further_right_keeps_its_cells_under_their_headings() -> None:
    rows = row("Age", "Week", "Dose") + row("1", "10 mg", marks='<w:gridBefore w:val="1"/>')
    assert "|  | 1 | 10 mg |" in written(f"<w:tbl>{rows}</w:tbl>").sections[0].body


@pytest.mark.parametrize(
    ("body", "words", "reason"),
    [
        (
            f"<w:p>{EMPTY_FIELD.format(run('Tap here to enter text.'))}</w:p>",
            "Tap here to enter text.",
            PROMPT,
        ),
        (
            f"<w:tbl>{row('Age', 'Dose')}{row('2', '500 mg', marks='<w:del/>')}</w:tbl>",
            "2 500 mg",
            DELETED_ROW,
        ),
        (
            f"<w:p>{run('Take ')}<w:r><w:instrText>EQ \\f(1,2)</w:instrText></w:r></w:p>",
            "EQ \\f(1,2)",
            FORMULA,
        ),
        ('<w:altChunk r:id="rId9"/>', "rId9", FILE_WITHIN),
    ],
    ids=["prompt", "deleted row", "formula", "file"],
)
def test_what_only_word_knows_what_to_do_with_is_listed(body: str, words: str, reason: str) -> None:
    found = written(body)
    assert reasons(found)[words] == reason
    assert words not in said(found)


def test_a_field_that_somebody_filled_in_stays() -> None:
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('no 5 mg')}</w:sdtContent></w:sdt>"
    assert "no 5 mg" in said(written(paragraph(filled)))


def test_the_words_of_a_chart_and_of_a_drawing_are_listed() -> None:
    chart = '<c xmlns="x"><p><t>Dose, </t><t>not for children</t></p><v>5</v><v>50</v></c>'
    drawing = '<d xmlns="x"><p><t>Never alone</t></p></d>'
    found = written("", charts__chart1=chart, diagrams__data1=drawing)
    assert reasons(found)["Dose, not for children 5 50"] == EMBEDDED
    assert reasons(found)["Never alone"] == EMBEDDED
