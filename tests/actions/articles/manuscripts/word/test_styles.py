"""What the styles, the lists, the notes and the boxes of a Word document say of its words."""

import pytest

from actions.articles.manuscripts.furniture import EMBEDDED, HIDDEN
from actions.articles.manuscripts.word.deleting import DELETED_CELL, DELETED_WORDS
from actions.articles.manuscripts.word.linking import NO_PICTURE
from models.articles.manuscript import Manuscript
from tests.actions.articles.manuscripts.examples import headings, reasons
from tests.actions.articles.manuscripts.examples.word import NAMES, paragraph, row, run, written
from tests.actions.articles.manuscripts.test_docx import said

NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
VML = "urn:schemas-microsoft-com:vml"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def styled(looks: str, kind: str = "character") -> dict[str, str]:
    """A style S with these looks, and T that is based on it."""
    own = f'<w:style w:type="{kind}" w:styleId="S"><w:rPr>{looks}</w:rPr></w:style>'
    based = f'<w:style w:type="{kind}" w:styleId="T"><w:basedOn w:val="S"/></w:style>'
    return {"styles": f'<w:styles xmlns:w="{NAMES}">{own}{based}</w:styles>'}


@pytest.mark.parametrize("name", ["S", "T"], ids=["its own", "one it is based on"])
@pytest.mark.parametrize(
    ("looks", "words", "read"),
    [
        ("<w:strike/>", "not", "do ~~not~~ now"),
        ("<w:dstrike/>", "not", "do ~~not~~ now"),
        ('<w:vertAlign w:val="superscript"/>', "6", "do ⁶ now"),
        ('<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>', "m", "do μ now"),
    ],
    ids=["struck", "struck twice", "raised", "signs"],
)
def test_a_style_strikes_raises_and_draws(name: str, looks: str, words: str, read: str) -> None:
    marked = run(words, f'<w:rStyle w:val="{name}"/>')
    found = written(paragraph(run("do "), marked, run(" now.")), **styled(looks))
    assert read in "\n".join([found.standfirst, *(part.body for part in found.sections)])


def test_a_style_of_paragraphs_strikes_and_hides_and_words_may_say_otherwise() -> None:
    named = '<w:pPr><w:pStyle w:val="T"/></w:pPr>'
    words = paragraph(named, run("Old dose. "), run("New dose.", '<w:strike w:val="0"/>'))
    found = written(words, **styled("<w:strike/>", "paragraph"))
    assert found.sections[-1].body.strip().endswith("~~Old dose.~~ New dose.")
    found = written(paragraph(named, run("Old dose.")), **styled("<w:vanish/>", "paragraph"))
    assert reasons(found) == {"Old dose.": HIDDEN}


def noted(*runs: str) -> Manuscript:
    note = f'<w:footnote w:id="1">{paragraph(*runs)}</w:footnote>'
    notes = f'<w:footnotes xmlns:w="{NAMES}">{note}</w:footnotes>'
    return written(paragraph(run("Take it"), NOTE, run(" now")), footnotes=notes)


@pytest.mark.parametrize(
    ("runs", "read"),
    [
        ([run("5 "), run("m", '<w:rFonts w:ascii="Symbol"/>'), run("g")], "5 μg"),
        ([run("do "), run("not", "<w:dstrike/>"), run(" stop")], "do ~~not~~ stop"),
        ([run("10"), run("6", '<w:position w:val="8"/>')], "10⁶"),
        (['<w:fldSimple w:instr="REF d">', run("8 ml"), "</w:fldSimple>"], "8 ml"),
    ],
)
def test_a_note_says_what_word_shows(runs: list[str], read: str) -> None:
    found = noted(*runs)
    assert headings(found)[-1] == "Notes"
    assert found.sections[-1].body == f"1. {read}"


def test_hidden_and_deleted_words_of_a_note_are_listed() -> None:
    deleted = "<w:del w:id='3'><w:r><w:delText>20</w:delText></w:r></w:del>"
    found = noted(run("Take "), deleted, run("30 ml"), run(" or none", "<w:vanish/>"))
    assert found.sections[-1].body == "1. Take 30 ml"
    assert reasons(found) == {"20": DELETED_WORDS, "or none": HIDDEN}


def listed(form: str, text: str, font: str = "") -> str:
    looks = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    level = (
        '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>'
        "{}</w:lvl>"
    )
    levels = level.format(0, 2, form, text, looks)
    levels += level.format(1, 1, "lowerLetter", "%1.%2", "")
    numbering = (
        f'<w:numbering xmlns:w="{NAMES}"><w:abstractNum w:abstractNumId="1">{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    items = "".join(
        paragraph(
            f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>',
            run(words),
        )
        for words, depth in (("Wash", 0), ("Dry", 0), ("Wait", 1))
    )
    return written(items, numbering=numbering).sections[-1].body


@pytest.mark.parametrize(
    ("form", "text", "font", "read"),
    [
        ("decimal", "Step %1:", "", "- Step 2: Wash\n- Step 3: Dry\n  - 3.a Wait"),
        ("bullet", "✗", "", "- ✗ Wash\n- ✗ Dry\n  - 2.a Wait"),
        ("bullet", "&#xF0FC;", "Wingdings", "- ✓ Wash\n- ✓ Dry\n  - 2.a Wait"),
        ("bullet", "&#xF0B7;", "Symbol", "- Wash\n- Dry\n  - 2.a Wait"),
        ("decimal", "%1.", "", "2. Wash\n3. Dry\n   - 3.a Wait"),
    ],
)
def test_what_a_list_says_before_its_items_is_said(
    form: str, text: str, font: str, read: str
) -> None:
    assert listed(form, text, font).endswith(read)


def box(words: str) -> str:
    return f"<w:txbxContent>{paragraph(run(words))}</w:txbxContent>"


@pytest.mark.parametrize(
    "shape",
    [
        f'<w:pict><v:oval xmlns:v="{VML}"><v:textbox>{{0}}</v:textbox></v:oval></w:pict>',
        f'<w:drawing><s:wsp xmlns:s="{SHAPE}"><s:txbx>{{}}</s:txbx></s:wsp></w:drawing>',
        (
            f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}">'
            "<mc:Choice><w:drawing>{0}</w:drawing></mc:Choice><mc:Fallback>"
            "<w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent>"
        ),
    ],
    ids=["oval", "drawing alone", "written twice"],
)
def test_a_box_of_words_stands_once_behind_its_paragraph(shape: str) -> None:
    fixed = f"<w:r>{shape.format(box('Never 5 ml.'))}</w:r>"
    found = written(paragraph(run("Take"), fixed, run("n daily.")) + paragraph(run("And rest.")))
    assert "Taken daily. Never 5 ml. And rest." in " ".join(said(found).split())


@pytest.mark.parametrize(
    "drawn",
    [
        f'<w:drawing><a:t xmlns:a="{DRAWING}">Never 5 ml</a:t></w:drawing>',
        f'<w:pict><v:textpath xmlns:v="{VML}" string="Never 5 ml"/></w:pict>',
    ],
)
def test_words_that_are_part_of_a_drawing_are_listed(drawn: str) -> None:
    assert reasons(written(paragraph(f"<w:r>{drawn}</w:r>"))) == {"Never 5 ml": EMBEDDED}


def test_a_link_a_picture_and_a_note_that_are_not_there_stop_nothing() -> None:
    picture = (
        f'<w:drawing><i:inline xmlns:i="{INLINE}"><i:docPr descr="A red foot"/>'
        f'<a:blip xmlns:a="{DRAWING}" r:embed="rId8"/></i:inline></w:drawing>'
    )
    link = f'<w:hyperlink r:id="rId9">{run("no more")}</w:hyperlink>'
    found = written(paragraph(link, run(" than 5"), NOTE, f"<w:r>{picture}</w:r>"))
    assert "no more than 5" in said(found)
    assert reasons(found) == {"A red foot": NO_PICTURE}


CUT = '<w:tcPr><w:cellDel w:id="7"/></w:tcPr>'


def test_a_column_that_deleted_cells_leave_empty_goes_whole() -> None:
    cut = row("A", "5 ml", "6 ml").replace("<w:tc>", "<w:tcX>", 1)
    cut = cut.replace("<w:tc>", f"<w:tc>{CUT}", 1).replace("<w:tcX>", "<w:tc>")
    found = written(f"<w:tbl>{row('Who', '', 'Night')}{cut}</w:tbl>")
    assert "| Who | Night |\n| --- | --- |\n| A | 6 ml |" in found.sections[-1].body
    assert reasons(found) == {"5 ml": DELETED_CELL}


def test_a_cell_that_goes_on_in_the_next_is_said_in_both() -> None:
    cells = row("A", "", "5 ml")
    for mark in ('<w:hMerge w:val="restart"/>', "<w:hMerge/>"):
        cells = cells.replace("<w:tc><w:p>", f"<w:tc><w:tcPr>{mark}</w:tcPr><w:p>", 1)
    found = written(f"<w:tbl>{row('Who', 'Week', 'Dose')}{cells}</w:tbl>")
    assert "| A | A | 5 ml |" in found.sections[-1].body


@pytest.mark.parametrize(
    ("looks", "words"),
    [
        ('<w:rFonts w:ascii="Symbol"/>', "mg"),
        ("<w:strike/>", "not"),
        ('<w:position w:val="8"/>', "6"),
        ("<w:vanish/>", "never"),
    ],
)
def test_how_words_looked_before_a_tracked_change_is_past(looks: str, words: str) -> None:
    former = f'<w:rPrChange w:id="4"><w:rPr>{looks}</w:rPr></w:rPrChange>'
    found = written(paragraph(run("We say "), run(words, former), run(" now.")))
    assert f"We say {words} now." in said(found)
    assert not reasons(found)
