"""What a page says of doses, powers and cells is said by the article too."""

import pytest

from actions.articles.manuscripts import read_manuscripts
from models.articles.manuscript import Manuscript
from models.articles.markdown import plain_text, to_html
from tests.actions.articles.manuscripts.examples import headings, reasons

PROSE = "<p>Most ankles mend in six weeks, and a little walking each day helps them along.</p>" * 3


def saved(inner: str, head: str = "") -> Manuscript:
    page = f"<html><head>{head}</head><body><article><h1>Ankles</h1>{inner}{PROSE}</article></body>"
    [manuscript] = read_manuscripts(page.encode(), "ankles.html")
    assert manuscript.report.is_proved
    return manuscript


def text_of(manuscript: Manuscript) -> str:
    bodies = (part.body for part in manuscript.sections)
    return "\n\n".join([manuscript.standfirst, *bodies])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "Swallow <a class='modal' href='#x'>at most 4 mg</a> a day.",
            "Swallow at most 4 mg a day.",
        ),
        ("It is <em class='sidebar'>not</em> safe.", "It is not safe."),
        ("Keep <span id='newsletter'>two metres</span> apart.", "Keep two metres apart."),
        ("Use <b class='social-share'>less than 5 ml</b>.", "Use less than 5 ml."),
        ("Wait <span role='navigation'>30 minutes</span>.", "Wait 30 minutes."),
        ("<span class='drop-cap'>R</span>est the leg.", "Rest the leg."),
        ("Take 2<span class='sr-only'> tablets</span> daily.", "Take 2 tablets daily."),
        ("<span aria-hidden='true'>Never</span> run.", "Never run."),
    ],
)
def test_a_class_never_cuts_into_a_sentence(written: str, read: str) -> None:
    assert read in plain_text(text_of(saved(f"<p>{written}</p>")))


@pytest.mark.parametrize(
    ("name", "heading"),
    [("cookies", "Cookies and diabetes"), ("share", "Share your fears"), ("toc", "What is in it"),
     ("related", "Related pains"), ("author-bio", "Who wrote this"), ("footer", "Foot pain")],
)  # fmt: skip
@pytest.mark.parametrize("attribute", ["id", "class"])
def test_a_section_of_prose_is_no_furniture(attribute: str, name: str, heading: str) -> None:
    inner = f"<section {attribute}='{name}'><h2>{heading}</h2><p>Six words stand in here too.</p>"
    found = saved(f"{PROSE}{inner}</section><h2>Later</h2>")
    assert heading in headings(found)
    assert "Six words stand in here too." in text_of(found)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3 × 10<sup>9</sup> cells", "3 × 10⁹ cells"),
        ("10<sup>-3</sup> mol", "10⁻³ mol"),
        ("60 kg/m<sup>2</sup>", "60 kg/m²"),
        ("H<sub>2</sub>O and Ca<sup>2+</sup>", "H₂O and Ca²⁺"),
        ("T<sub>max</sub> is short", "Tmax is short"),
        ("on the 4<sup>th</sup> day", "on the 4th day"),
        ("give 20<sup>3</sup> mg", "give 20[3] mg"),
        ("ten people<sup>1,2</sup> fell", "ten people[1,2] fell"),
        ("rest<sup><a href='#n5'>5</a></sup> it", "rest[5] it"),
        ("it lasts<sup class='footnote-ref'>7</sup>", "it lasts[7]"),
        ("10<sup>1.5</sup> more", "10^(1.5) more"),
    ],
)
def test_raised_and_lowered_signs_stay_apart_from_their_number(written: str, read: str) -> None:
    assert read in plain_text(text_of(saved(f"<p>We say {written} here.</p>")))


def test_a_cell_that_spans_rows_is_said_in_each() -> None:
    table = (
        "<tr><th>Age</th><th>Day</th><th>Drops</th></tr>"
        "<tr><td rowspan=3>Under 6</td><td>1</td><td>2</td></tr><tr><td>2</td><td>4</td></tr>"
        "<tr><td colspan=2>no more</td></tr>"
    )
    body = text_of(saved(f"<table>{table}</table>"))
    assert "| Under 6 | 1 | 2 |\n| Under 6 | 2 | 4 |\n| Under 6 | no more | no more |" in body


def test_two_rows_of_headings_are_one() -> None:
    table = (
        "<tr><th rowspan=2>Age</th><th colspan=2>Dose</th></tr><tr><th>a.m.</th><th>p.m.</th></tr>"
        "<tr><td>9</td><td>1 ml</td><td>2 ml</td></tr>"
    )
    body = text_of(saved(f"<table>{table}</table>"))
    assert "| Age | Dose · a.m. | Dose · p.m. |" in body
    assert "| 9 | 1 ml | 2 ml |" in body


def test_a_heading_over_all_columns_is_said_over_each() -> None:
    rows = "<tr><th colspan=2>Dose<tr><th>Day<th>Night<tr><td>4 ml<td>none"
    read = text_of(saved(f"<table>{rows}</table>"))
    assert "| Dose · Day | Dose · Night |\n| --- | --- |\n| 4 ml | none |" in read


def test_a_table_with_a_heading_or_a_list_in_a_cell_stays_a_table() -> None:
    table = (
        "<tr><th><h4>Drug</h4></th><th>When</th></tr>"
        "<tr><td>Aspirin</td><td><ul><li>at noon</li><li>at night</li></ul></td></tr>"
    )
    assert "| Aspirin | at noon; at night |" in text_of(saved(f"<table>{table}</table>"))


@pytest.mark.parametrize(
    ("written", "bold"),
    [
        ("Eat<b>(slowly)</b>now.", "(slowly)"),
        ("<strong>Warning:</strong>stop.", "Warning:"),
        ("<b>one</b><b>two</b> three", "onetwo"),
        ("at<b> five </b>sharp", "five"),
        ("<b><strong>twice</strong></b> bold", "twice"),
    ],
)
def test_bold_beside_letters_is_bold(written: str, bold: str) -> None:
    shown = to_html(text_of(saved(f"<p>{written}</p>")))
    assert f"<strong>{bold}</strong>" in shown
    assert "*" not in shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<ol start=4><li>four</li><li>five</li></ol>", "4. four\n5. five"),
        ("<ol><li>one</li><li value=7>seven</li></ol>", "- 1\\) one\n- 7\\) seven"),
        ("<ol type=a><li>first</li><li>second</li></ol>", "- a) first\n- b) second"),
        ("<ol reversed><li>two</li><li>one</li></ol>", "- 2\\) two\n- 1\\) one"),
        ("<ul><li><input type=checkbox checked>done</li><li><input type=checkbox>open</li></ul>",
         "- ☒ done\n- ☐ open"),
        ("<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>6. </span>Six</p>",
         "6. Six"),
    ],
)  # fmt: skip
def test_numbers_and_boxes_of_lists_are_the_ones_that_were_shown(written: str, read: str) -> None:
    assert read in text_of(saved(written))


def test_two_lists_in_a_row_count_for_themselves() -> None:
    shown = to_html(text_of(saved("<ol><li>a</li><li>b</li></ol><ol><li>c</li></ol>")))
    assert shown.count("<ol>") == 2


def test_hidden_words_are_left_out_and_listed() -> None:
    found = saved("<p>Seen <span style='display:none'>not for readers</span> too.</p>")
    assert "not for readers" not in text_of(found)
    assert "not for readers" in reasons(found)


def test_a_heading_further_down_may_equal_the_title() -> None:
    found = saved("<p>First words.</p><h2>Bones</h2><p>Hard.</p><h2>Ankles</h2><p>Here.</p>")
    assert headings(found) == ["Bones", "Ankles"]


@pytest.mark.parametrize(
    "line",
    ["Published in 1998, the study was small.", "Read more slowly if it hurts.",
     "Categories: mild, severe and very severe.", "Share it with a nurse.", "Likes vary.",
     "Updated guidance came in 2021.", "Copyright law says nothing of it."],
)  # fmt: skip
def test_a_sentence_is_no_page_furniture(line: str) -> None:
    assert line in text_of(saved(f"<p>First words.</p><p>{line}</p>"))


@pytest.mark.parametrize("heading", ["Search", "Print", "Comments", "Tags", "Login"])
def test_a_short_heading_over_a_text_stays(heading: str) -> None:
    assert heading in headings(saved(f"<p>First.</p><h2>{heading}</h2><p>Some words here.</p>"))


def test_a_long_description_is_cut_at_a_word_and_the_rest_listed() -> None:
    found = saved("", f"<meta name='description' content='{'How an ankle mends. ' * 40}'>")
    assert len(found.description) <= 500
    assert found.description.endswith("…")
    assert [each for each in found.report.left_out if "Longer than" in each.reason]


@pytest.mark.parametrize(
    "line",
    ["10^9/10^6 of them", "take ~5~10 mg", "H~2~O", "2^3^ or 8", ":::warning", "::: key-facts",
     "5*2*3 mg", "a~~b~~c", "[^1] and [^1]: so"],
)  # fmt: skip
def test_signs_that_mean_something_in_markdown_are_shown_as_they_stand(line: str) -> None:
    found = saved(f"<p>{line}</p>")
    assert line in to_html(text_of(found)).replace("&amp;", "&")


@pytest.mark.parametrize("word", ["x", "y", "N"])
def test_a_lone_letter_is_no_button(word: str) -> None:
    assert f"\n\n{word}\n\n" in text_of(saved(f"<p>First words.</p><p>{word}</p>{PROSE}"))


def test_paragraphs_that_only_end_are_apart() -> None:
    found = saved("<div>Rest the leg.</p>Never run.</p>Eat well.</div>")
    assert "Rest the leg. Never run. Eat well." in " ".join(text_of(found).split())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Give 7<b>.</b>5 ml", "Give 7.5 ml"),
        ("Give 7<b>.5 ml</b>", "Give 7.5 ml"),
        ("Give <i>0,</i>5 ml", "Give 0,5 ml"),
        ("at <b>-</b>5 °C", "at -5 °C"),
        ("Don<b>’t</b> stop", "Don’t stop"),
        ("non<em>-drowsy</em>", "non-drowsy"),
        ("no<b> </b>water", "no water"),
        ("1<b>0</b> ml", "10 ml"),
        ("<b>7</b><i>0</i> ml", "70 ml"),
    ],
)
def test_bold_parts_no_number_and_no_word(written: str, read: str) -> None:
    body = text_of(saved(f"<p>{written} now.</p>"))
    assert f"{read} now." in plain_text(body)
    assert "*" not in plain_text(body)


def test_a_struck_sign_stays_struck() -> None:
    assert "~~" in text_of(saved("<p>Give 7<del>.5</del> ml.</p>"))


@pytest.mark.parametrize("name", ["share", "newsletter", "related", "sidebar", "site-footer"])
@pytest.mark.parametrize("inner", ["<h2>Do not share needles</h2><p>Never.</p>", "Not for two"])
def test_few_words_are_no_furniture_for_their_name(name: str, inner: str) -> None:
    found = saved(f"{PROSE}<section class='{name}'>{inner}</section>{PROSE}")
    assert not found.report.left_out


def test_a_form_of_boxes_to_tick_is_a_list() -> None:
    boxes = (
        "<label><input type=checkbox>gout</label><label><input type=checkbox checked>flu</label>"
    )
    found = saved(f"{PROSE}<form><p>If you tick one, do not take it.</p>{boxes}</form>{PROSE}")
    assert "If you tick one, do not take it." in text_of(found)
    assert "☐ gout ☒ flu" in text_of(found)


@pytest.mark.parametrize("kind", ["dir", "menu"])
def test_lists_of_the_nineties_are_lists(kind: str) -> None:
    assert "- 7 ml\n- never" in text_of(saved(f"<{kind}><li>7 ml<li>never</{kind}>"))
