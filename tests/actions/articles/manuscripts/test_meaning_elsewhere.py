"""Word, WordPress, Markdown and plain text keep what they say, too."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.furniture import EMPTY_POST, HIDDEN, PATTERN, SHORTCODE
from actions.articles.manuscripts.wordpress.content import BY_PLUGIN, INSTEAD
from models.articles.manuscript import Manuscript
from models.base.text import ONE_LINE
from tests.actions.articles.manuscripts.examples import headings, reasons

CLOSING = "A closing paragraph with a few more words in it."
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
TICK = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def text_of(manuscript: Manuscript) -> str:
    bodies = (part.body for part in manuscript.sections)
    return "\n\n".join([manuscript.standfirst, *bodies])


def written(document: Any) -> bytes:
    document.add_paragraph(CLOSING)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def wordly(document: Any) -> Manuscript:
    [manuscript] = read_manuscripts(written(document), "ankles.docx")
    assert manuscript.report.is_proved
    return manuscript


def titled() -> Any:
    document = Document()
    document.add_paragraph("Ankles", style="Title")
    document.add_paragraph("They carry us a long way.")
    return document


def numbered(document: Any, words: str, number: int, *, level: int = 0) -> None:
    properties = document.add_paragraph(words)._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/>"
            "</w:numPr>"
        )
    )


def test_a_numbered_list_goes_on_after_a_paragraph() -> None:
    document = titled()
    for words in ("Soak", "Dry"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("Then wait.")
    document.add_paragraph("Bind", style="List Number")
    assert "1. Soak\n2. Dry\n\nThen wait.\n\n3. Bind" in text_of(wordly(document))


def test_a_list_that_begins_anew_says_where() -> None:
    document = titled()
    root = document.part.numbering_part.element
    [first, *_] = root.findall(qn("w:num"))
    again: Any = parse_xml(
        f"<w:num {nsdecls('w')} w:numId='99'><w:abstractNumId w:val='7'/>"
        "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='8'/></w:lvlOverride></w:num>"
    )
    ordered = document.styles["List Number"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    kind = next(n for n in root.findall(qn("w:num")) if n.get(qn("w:numId")) == ordered)
    wanted = kind.find(qn("w:abstractNumId")).get(qn("w:val"))
    again.find(qn("w:abstractNumId")).set(qn("w:val"), wanted)
    root.append(again)
    numbered(document, "Eight", 99)
    numbered(document, "Nine", 99)
    assert "8. Eight\n9. Nine" in text_of(wordly(document))
    assert first is not None


def test_hidden_words_are_listed_whether_hidden_by_hand_or_by_style() -> None:
    document = titled()
    secret = document.styles.add_style("Secret", 2)
    secret.font.hidden = True
    paragraph = document.add_paragraph("Seen ")
    paragraph.add_run("hidden by hand").font.hidden = True
    paragraph.add_run(" and ")
    paragraph.add_run("hidden by style", style="Secret")
    found = wordly(document)
    assert "hidden by" not in text_of(found)
    assert set(reasons(found).items()) == {("hidden by hand", HIDDEN), ("hidden by style", HIDDEN)}


def test_tick_boxes_keep_their_state() -> None:
    document = titled()
    for state, words in (("1", " Shoes off"), ("0", " Socks off")):
        paragraph = document.add_paragraph()
        paragraph._p.append(
            parse_xml(
                f"<w:sdt {nsdecls('w')} {TICK}><w:sdtPr><w14:checkbox><w14:checked w14:val="
                f"'{state}'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>?</w:t></w:r>"
                "</w:sdtContent></w:sdt>"
            )
        )
        paragraph.add_run(words)
    shown = " ".join(text_of(wordly(document)).split())
    assert "☒ Shoes off" in shown
    assert "☐ Socks off" in shown


def test_powers_formulas_and_equations_are_read() -> None:
    document = titled()
    paragraph = document.add_paragraph("We saw 10")
    paragraph.add_run("5").font.superscript = True
    paragraph.add_run(" cells in H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("O. ")
    paragraph._p.append(
        parse_xml(
            f"<m:oMath {MATH}><m:r><m:t>dose = 3 × </m:t></m:r><m:sSup><m:e><m:r><m:t>10</m:t>"
            "</m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
        )
    )
    shown = text_of(wordly(document))
    assert "10⁵ cells in H₂O." in shown
    assert "dose = 3 × 10²" in shown


def test_a_large_first_letter_joins_its_word() -> None:
    document = titled()
    letter = document.add_paragraph("W")._p
    frame = OxmlElement("w:framePr")
    frame.set(qn("w:dropCap"), "drop")
    letter.get_or_add_pPr().append(frame)
    document.add_paragraph("alking helps.")
    assert "Walking helps." in text_of(wordly(document))


@pytest.mark.parametrize(
    ("run", "read"),
    [
        ("<w:r><w:rPr><w:dstrike/></w:rPr><w:t>8 ml</w:t></w:r>", "~~8 ml~~"),
        ("<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:position w:val='8'/></w:rPr><w:t>4</w:t></w:r>",
         "10⁴"),
        ("<w:r><w:rPr><w:position w:val='2'/></w:rPr><w:t>not more</w:t></w:r>", "not more"),
        ("<w:fldSimple w:instr='REF d'><w:r><w:t>8 ml</w:t></w:r></w:fldSimple>", "8 ml"),
        ("<w:del><w:r><w:delText>6 ml</w:delText></w:r></w:del><w:r><w:t>8 ml</w:t></w:r>", "8 ml"),
        ("<w:ins w:id='2'><w:r><w:t>8 ml</w:t></w:r></w:ins>", "8 ml"),
        ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>10</w:t></w:r>", "5‑10"),
        ("<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>", "≥"),
        ("<w:r><w:t>8</w:t><w:br w:type='page'/><w:t>ml</w:t></w:r>", "8\\\nml"),
        ("<w:r><w:t>8</w:t><w:ptab w:alignment='right'/><w:t>ml</w:t></w:r>", "8 ml"),
    ],
)  # fmt: skip
def test_strokes_fields_and_changes_say_what_word_shows(run: str, read: str) -> None:
    document = titled()
    paragraph = document.add_paragraph("Give ")
    for each in parse_xml(f"<w:p {nsdecls('w')}>{run}</w:p>"):
        paragraph._p.append(each)
    paragraph.add_run(" a day.")
    assert f"Give {read} a day." in text_of(wordly(document))


def test_what_was_moved_is_read_where_it_went() -> None:
    document = titled()
    for away, mark in (("From", "2 ml at night"), ("To", "2 ml at night")):
        moved = f"<w:move{away} w:id='1'><w:r><w:t>{mark}</w:t></w:r></w:move{away}>"
        marked = f"<w:pPr><w:rPr><w:move{away} w:id='2'/></w:rPr></w:pPr>"
        document.element.body.insert(2, parse_xml(f"<w:p {nsdecls('w')}>{marked}{moved}</w:p>"))
    assert text_of(wordly(document)).count("2 ml at night") == 1


def grown(rows: list[list[str]]) -> Any:
    document = titled()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, said in zip(row.cells, words, strict=True):
            cell.text = said
    return document


def test_a_table_inside_a_table_of_word_stays_under_its_heading() -> None:
    document = grown([["Who", "How much"], ["Adults", ""], ["Children", "none"]])
    inner = document.tables[0].cell(1, 1).add_table(rows=2, cols=2)
    for cell, said in zip(inner._cells, ("Day 1", "4 ml", "Day 2", "not over 8 ml"), strict=True):
        cell.text = said
    read = text_of(wordly(document))
    assert "| Who | How much |\n" in read
    assert "| Adults | Day 1, 4 ml; Day 2, not over 8 ml |\n| Children | none |" in read


def test_a_cell_of_a_word_table_may_say_much() -> None:
    much = "Walk a little further each day, and never so far that it hurts. " * 7
    read = text_of(wordly(grown([["Week", "What to do"], ["2", much]])))
    assert f"| 2 | {much.strip()} |" in read


def test_letters_and_roman_numbers_of_lists_come_along() -> None:
    document = titled()
    root = document.part.numbering_part.element
    levels = "".join(
        f"<w:lvl w:ilvl='{level}'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/></w:lvl>"
        for level, (start, form) in enumerate([(3, "lowerLetter"), (1, "upperRoman")])
    )
    root.insert(
        0, parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>{levels}</w:abstractNum>")
    )
    root.append(
        parse_xml(f"<w:num {nsdecls('w')} w:numId='91'><w:abstractNumId w:val='90'/></w:num>")
    )
    numbered(document, "Rest", 91)
    numbered(document, "a day", 91, level=1)
    numbered(document, "Walk", 91)
    assert "- c) Rest\n  - I) a day\n- d) Walk" in text_of(wordly(document))


def test_the_main_part_may_have_another_name() -> None:
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(written(titled()))) as before,
        zipfile.ZipFile(file, "w") as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if not name.startswith(("word/theme", "docProps")):
                part = part.replace(b"word/document.xml", b"word/document7.xml")
            after.writestr(name.replace("word/document.xml", "word/document7.xml")
                           .replace("document.xml.rels", "document7.xml.rels"), part)  # fmt: skip
    [found] = read_manuscripts(file.getvalue(), "other.docx")
    assert found.title == "Ankles"


def export(*items: str) -> bytes:
    names = 'xmlns:content="c/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    return f"<rss {names}><channel>{''.join(items)}</channel></rss>".encode()


def post(title: str, content: str, more: str = "", kind: str = "post", number: int = 1) -> str:
    return (
        f"<item><title>{title}</title><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_type>{kind}</wp:post_type>{more}</item>"
    )


def test_remarks_stray_signs_and_entities_stop_no_export() -> None:
    item = post("Bones &amp;amp; joints", "<p>They last.</p><p>Mostly.</p>")
    [found] = read_manuscripts(export(item.replace("<title>", "<!-- x -->\x0b<title>")))
    assert found.title == "Bones & joints"


def test_a_synced_pattern_stands_in_its_place_even_inside_another() -> None:
    outer = post("Outer", '<p>Ring us.</p><!-- wp:block {"ref":6} /-->', kind="wp_block", number=5)
    inner = post("Inner", "<p>By day or night.</p>", kind="wp_block", number=6)
    text = '<p>Before.</p><!-- wp:block {"ref":5,"lock":1} /--><p>After.</p>'
    [found] = read_manuscripts(export(post("Help", text), outer, inner))
    assert text_of(found) == "Before.\n\nRing us.\n\nBy day or night.\n\nAfter."


def test_a_pattern_of_another_file_is_named() -> None:
    [found] = read_manuscripts(export(post("Help", '<p>A.</p><!-- wp:block {"ref":9} /-->')))
    assert reasons(found)["Pattern 9"] == PATTERN


def test_words_said_in_place_of_those_of_a_pattern_are_listed() -> None:
    told = '{"ref":5,"content":{"Dose":{"values":{"content":"Not 50 mg"}}}}'
    pattern = post("Dose", "<p>Take 5 mg.</p>", kind="wp_block", number=5)
    [found] = read_manuscripts(export(post("Help", f"<p>A.</p><!-- wp:block {told} /-->"), pattern))
    assert "Take 5 mg." in text_of(found)
    assert reasons(found)["Not 50 mg"] == INSTEAD
    assert found.report.is_proved


def test_words_that_only_a_plugin_shows_are_listed() -> None:
    block = '<!-- wp:acf/dose {"data":{"dose":"no more than 5 mg","_dose":"field_1"}} /-->'
    [found] = read_manuscripts(export(post("Help", f"<p>A.</p>{block}")))
    assert reasons(found) == {"no more than 5 mg": BY_PLUGIN}


def test_a_caption_without_an_end_takes_no_text_with_it() -> None:
    picture = '[caption id="b"]<img src="a.jpg" alt="A"> In wool[/caption]'
    text = f'<p>[caption id="a"]Not 5 mg.</p><p>{picture}</p>'
    [found] = read_manuscripts(export(post("Help", text)))
    assert "Not 5 mg." in text_of(found)
    assert [part.caption for part in found.sections if part.kind == "image"] == ["In wool"]


def test_a_pattern_that_holds_itself_ends() -> None:
    loop = post("Loop", '<p>Round.</p><!-- wp:block {"ref":5} /-->', kind="wp_block", number=5)
    found = read_manuscripts(export(post("Help", '<p>A.</p><!-- wp:block {"ref":5} /-->'), loop))
    assert "Round." in text_of(found[0])


def test_footnotes_of_a_post_stand_below_it() -> None:
    told = json.dumps([{"id": "a", "content": "Of <em>sixty</em> people."}])
    meta = (
        "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{told}]]></wp:meta_value></wp:postmeta>"
    )
    text = '<p>It helps.<sup data-fn="a"><a href="#a">1</a></sup></p><p>So do it.</p>'
    [found] = read_manuscripts(export(post("Walk", text, meta)))
    assert "It helps.[1]" in text_of(found)
    assert headings(found)[-1] == "Notes"
    assert found.sections[-1].body == "1. Of *sixty* people."
    assert found.report.is_proved


@pytest.mark.parametrize("words", ["[sic]", "[his wife]", "[or never]", "[Emphasis added]", "[5]"])
def test_words_in_brackets_are_words(words: str) -> None:
    [found] = read_manuscripts(export(post("T", f"<p>He said {words} so.</p><p>More.</p>")))
    assert words in text_of(found)


@pytest.mark.parametrize(
    "code", ['[form id="3"]', "[gallery]", "[my_box]", "[button link=x /]", "[wp_map zoom=3]"]
)
def test_shortcodes_are_left_out_and_listed(code: str) -> None:
    [found] = read_manuscripts(export(post("T", f"<p>See {code} here.</p><p>More.</p>")))
    assert reasons(found)[code] == SHORTCODE


def test_the_words_inside_a_shortcode_stay() -> None:
    [found] = read_manuscripts(export(post("T", "<p>See [box]this dose[/box].</p><p>More.</p>")))
    assert "this dose" in text_of(found)


def test_one_bad_post_among_forty_is_named_and_the_others_come_in() -> None:
    posts = [post(f"Post {n}", f"<p>Words of number {n}.</p><p>More.</p>") for n in range(40)]
    posts[17] = post("Endless", "<b>" * 500 + "x")
    found = read_manuscripts(export(*posts))
    assert [each.title for each in found] == [f"Post {n}" for n in range(40) if n != 17]
    assert "could not be read" in reasons(found[0])["Endless"]
    assert all(each.report.is_proved for each in found)
    assert all(not each.report.left_out for each in found[1:])


def test_a_post_whose_tags_were_written_as_they_are_is_read() -> None:
    bare = post("Tea", "@").replace("<![CDATA[@]]>", "<p>Wait <b>2</b> hours &amp; no less.</p>")
    [found] = read_manuscripts(export(bare))
    assert text_of(found).strip() == "Wait **2** hours & no less."
    assert found.report.is_proved


def test_a_post_without_a_text_is_named() -> None:
    found = read_manuscripts(export(post("Tea", "<p>Wait.</p><p>More.</p>"), post("Front", "")))
    assert [each.title for each in found] == ["Tea"]
    assert reasons(found[0])["Front"] == EMPTY_POST


MARKED = """# Tea

Tea slows iron[^a] and zinc[^long].

Wait an hour, `[^a]` says.

[^long]: Seen in forty adults,
    and in ten children.
[^a]: A small trial.
"""


def test_footnotes_of_markdown_are_numbered_as_they_are_met() -> None:
    [found] = read_manuscripts(MARKED.encode(), "tea.md")
    assert "iron[1] and zinc[2]." in text_of(found)
    assert "`[^a]` says" in text_of(found)
    notes = found.sections[-1]
    assert notes.heading == "Notes"
    assert notes.body == "1. A small trial.\n2. Seen in forty adults, and in ten children."


def test_a_mark_without_a_note_stays_as_it_is() -> None:
    [found] = read_manuscripts(b"# Tea\n\nIt slows iron[^x].\n\nWait.\n", "tea.md")
    assert "iron[^x]." in text_of(found)


def test_a_vertical_tab_is_a_line_break() -> None:
    [found] = read_manuscripts(b"Tea\n\nWait an hour\x0band drink it then, slowly.\n\nThat is all.")
    assert found.standfirst == "Wait an hour\\\nand drink it then, slowly."


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_a_stray_zero_costs_one_character(name: str) -> None:
    text = "<h1>Tea</h1>" if name == "a.html" else "# Tea" if name == "a.md" else "Tea"
    content = f"{text}\n\n<p>Wait 2\0hours and no less.</p>\n\n<p>That is all.</p>".encode()
    content = content if name == "a.html" else content.replace(b"<p>", b"").replace(b"</p>", b"")
    [found] = read_manuscripts(content, name)
    assert "Wait 2\ufffdhours and no less." in text_of(found)


@pytest.mark.parametrize(("charset", "odd"), [("utf-8", b"\x9d"), ("euc_jp", b"\xff")])
def test_an_odd_byte_costs_one_character(charset: str, odd: bytes) -> None:
    words = {"utf-8": "Don’t run – “rest” é", "euc_jp": "膝の痛みと休息について"}[charset]
    page = f"<meta charset={charset}><h1>{words}</h1><p>{words} 5@mg</p><p>More.</p>"
    [found] = read_manuscripts(page.encode(charset).replace(b"@", odd), "a.html")
    assert found.title == words
    assert f"{words} 5\ufffdmg" in text_of(found)


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.json", "a.xml", "a.docx"])
def test_a_title_that_is_too_long_is_cut_at_a_word_and_the_rest_listed(name: str) -> None:
    title = " ".join(f"ankle{number}" for number in range(60))
    document = Document()
    document.add_paragraph(title, style="Title")
    document.add_paragraph("They carry us a long way.")
    files = {
        "a.html": f"<h1>{title}</h1><p>Words.</p><p>More.</p>".encode(),
        "a.md": f"# {title}\n\nWords.\n\nMore.\n".encode(),
        "a.json": json.dumps({"title": title, "sections": []}).encode(),
        "a.xml": export(post(title, "<p>Words.</p><p>More.</p>")),
        "a.docx": written(document),
    }
    [found] = read_manuscripts(files[name], name)
    assert len(found.title) <= ONE_LINE
    said = found.title.removesuffix("…").split()
    rest = title.split()[len(said) :]
    in_text = " ".join([text_of(found), *(item.text for item in found.report.left_out)])
    assert said == title.split()[: len(said)]
    assert all(word in in_text for word in rest)


def test_a_list_is_no_title_and_the_files_name_is() -> None:
    page = b"<ul><li>Cool</li><li>Rest</li></ul><p>Then walk a little.</p>"
    [found] = read_manuscripts(page, "7-sore-ankles.html")
    assert found.title == "Sore ankles"
    assert text_of(found).strip().startswith("- Cool\n- Rest")
