"""Strokes, notes, degrees, readings and formulas of a saved page say there what they say here."""

import pytest

from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.furniture import HIDDEN
from tests.actions.articles.manuscripts.examples import reasons
from tests.actions.articles.manuscripts.test_meaning import PROSE, saved, text_of

HEADED = "<table><tr><th>A</th><th>B</th></tr>"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<del><p>Never with milk.</p></del>", "~~Never with milk.~~"),
        ("<s><p>Never with milk.</p><ul><li>not at night</ul></s>",
         "~~Never with milk.~~\n\n- ~~not at night~~"),
        ("<strike>Never<div>with milk</div></strike>", "~~Never~~\n\n~~with milk~~"),
        ("<ul><li>Wash</li><del><li>Not this</li></del></ul>", "- Wash\n- ~~Not this~~"),
        (f"{HEADED}<del><tr><td>C</td><td>5 ml</td></tr></del></table>", "| ~~C~~ | ~~5 ml~~ |"),
        ("<p><b>Do <del>not</del> stop</b></p>", "**Do ~~not~~ stop**"),
    ],
    ids=["paragraph", "list", "words and a block", "item", "row", "bold line"],
)  # fmt: skip
def test_a_stroke_through_whole_blocks_stays(written: str, read: str) -> None:
    assert read in text_of(saved(f"{PROSE}{written}{PROSE}"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Take 5<a href='#n2'>2</a> ml daily", "Take 5[2] ml daily"),
        ("Take it daily<a href='#n12'>12</a>.", "Take it daily[12]."),
        ("See <a href='#t2'>2</a> and do so", "See 2 and do so"),
        ("under 37<sup>o</sup>C or 37 <sup>0</sup>C", "under 37°C or 37 °C"),
        ("your HbA<sub>1c</sub> and t<sub>1/2</sub>", "your HbA1c and t\\_(1/2)"),
        ("take <ruby>5<rt>five</ruby> ml", "take 5 (five) ml"),
        ("<span aria-hidden=true>½</span><span class=sr-only>half</span> pill", "½ (half) pill"),
        ("is <span class=sr-only>3 of 5</span><span aria-hidden=true>★★★</span> now",
         "is 3 of 5 (★★★) now"),
    ],
)  # fmt: skip
def test_small_signs_join_no_number(written: str, read: str) -> None:
    found = saved(f"{PROSE}<p>We say {written}.</p>{PROSE}")
    assert read in text_of(found)
    assert found.report.is_proved


@pytest.mark.parametrize(
    ("formula", "read"),
    [
        ("<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>", "(a + b)²"),
        ("<mfrac><mi>w</mi><msup><mi>h</mi><mn>2</mn></msup></mfrac>", "(w)/(h²)"),
        ("<msup><mfrac><mn>1</mn><mn>2</mn></mfrac><mn>3</mn></msup>", "((1)/(2))³"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced><mn>5</mn>", "(a, b)5"),
        ("<mfenced open='[' close=']'><mi>a</mi></mfenced>", "[a]"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x̄"),
        ("<mover><mi>y</mi><mo>‾</mo></mover>", "y\u034f\u0304"),
        ("<mfrac linethickness=0><mi>n</mi><mi>k</mi></mfrac>", "(n over k)"),
        ("<mtext>not </mtext><mn>5</mn>", "not 5"),
        ("<mroot><mn>8</mn><mn>3</mn></mroot>", "³√ (8)"),
        ("<mmultiscripts><mi>C</mi><mn>2</mn><none/></mmultiscripts>", "C₂"),
    ],
)  # fmt: skip
def test_a_formula_can_be_read_in_one_way_only(formula: str, read: str) -> None:
    found = saved(f"{PROSE}<p>We give <math>{formula}</math> ml.</p>{PROSE}")
    assert f"We give {read} ml." in text_of(found)
    assert found.report.is_proved


def test_signs_before_a_letter_stay_before_it() -> None:
    formula = "<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>"
    page = f"<article><h1>Ankles</h1>{PROSE}<p>We give <math>{formula}</math>.</p>{PROSE}</article>"
    [found] = read_manuscripts(page.encode(), "ankles.html")
    assert "We give ₆¹⁴C." in text_of(found)


def test_what_a_formula_holds_room_for_is_no_number_of_it() -> None:
    formula = "<mphantom><mn>9</mn></mphantom><mn>5</mn>"
    found = saved(f"{PROSE}<p>We give <math>{formula}</math> ml.</p>{PROSE}")
    assert "We give 5 ml." in text_of(found)
    assert reasons(found) == {"9": HIDDEN}


def test_a_drawing_between_two_words_parts_them_when_it_goes() -> None:
    drawn = "<svg><path/></svg>"
    assert "Wait 4 5 days" in text_of(saved(f"{PROSE}<p>Wait 4{drawn}5 days.</p>"))
    link = f"<a href='https://a.org'>the trial{drawn}</a>"
    assert "[the trial](https://a.org), which" in text_of(saved(f"<p>See {link}, which says.</p>"))
    named = "<b>Post</b><span><svg><title>Post</title></svg></span><b>Post</b><a>Send</a>"
    assert saved(f"{PROSE}<div><a>{named}</a></div>").report.is_proved


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<ul style=\"list-style-type: '✗ '\"><li>wine</ul>", "- ✗ wine"),
        ("<ul><li style='list-style: \"\\2713 \" inside'>water</ul>", "- ✓ water"),
        ("<ul class=q><li>wine</ul>", "- ✗ wine"),
        ("<ol class=r><li>wash<li>dry</ol>", "- I) wash\n- II) dry"),
        ("<ul style=\"list-style-type: '– '\"><li>wine</ul>", "- wine"),
        ("<ul><li><img src='/tick.png' alt=''> water</ul>", "- ✓ water"),
    ],
)
def test_the_marks_that_a_page_puts_before_its_items_are_said(written: str, read: str) -> None:
    sheet = "<style>.q{list-style-type:'✗'}.r{list-style-type:upper-roman}</style>"
    found = saved(f"{PROSE}{written}{PROSE}", sheet)
    assert read in text_of(found).replace("  ", " ")


@pytest.mark.parametrize(
    "style", ["position:absolute;left:-9999px", "clip:rect(0 0 0 0)", "text-indent: -5000em"]
)
def test_what_stands_far_beyond_the_edge_is_hidden(style: str) -> None:
    found = saved(f"{PROSE}<p>Do <span style='{style}'>not see</span> rest.</p>")
    assert reasons(found) == {"not see": HIDDEN}


@pytest.mark.parametrize(
    ("mark", "read"),
    [("✗", "- ✗ wine"), ("Step 2:", "- Step 2: wine"), ("·", "- wine"), ("2.", "2. wine")],
)
def test_a_list_pasted_from_word_keeps_marks_that_say_something(mark: str, read: str) -> None:
    shown = f"<span style='mso-list:Ignore'>{mark}<span>&nbsp; </span></span>"
    item = f"<p style='mso-list:l0 level1 lfo1'>{shown}wine</p>"
    assert read in text_of(saved(f"{PROSE}{item}{PROSE}"))
