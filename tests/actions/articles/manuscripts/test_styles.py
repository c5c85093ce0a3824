"""What a page says by a style, a formula, a field or a large letter, the article says in words."""

import pytest

from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.furniture import HIDDEN, POINTED_AT, SAID_TWICE
from actions.articles.manuscripts.html.hiding import STYLED
from actions.articles.manuscripts.html.struck import STRUCK
from models.articles.markdown import plain_text, to_html
from tests.actions.articles.manuscripts.examples import kinds, reasons
from tests.actions.articles.manuscripts.test_meaning import PROSE, saved, text_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9 × 10<span style='vertical-align: super; font-size: 8px'>4</span>", "9 × 10⁴"),
        ("H<span style='vertical-align:sub'>2</span>O", "H₂O"),
        ("10<span style='position:relative;top:-.5em;font-size:70%'>4</span>", "10⁴"),
        ("H<span style='font-size:8px; bottom: -2px; position: relative'>2</span>O", "H₂O"),
        ("5<span style='position:relative;top:-1px'>2</span> ml", "52 ml"),
        ("5<span style='position:relative;font-size:9px;margin-top:-1px'>2</span> ml", "52 ml"),
        ("<span style='position:relative;font-size:9px;top:-1px'>no ml</span>", "no ml"),
        ("10<span class='superscript'>9</span> germs", "10⁹ germs"),
        ("<span class='c7'>10<span class='c9'>3</span></span> ml", "10³ ml"),
    ],
)
def test_a_sign_raised_by_style_alone_stays_apart_from_its_number(written: str, read: str) -> None:
    sheet = "<style>.c7{color:#111}.c9{vertical-align:super;font-size:6pt}</style>"
    assert read in plain_text(text_of(saved(f"<p>We saw {written} in it.</p>", sheet)))


@pytest.mark.parametrize(
    ("sign", "read"),
    [
        ("<sup><a href='https://x.org/trial'>12</a></sup>", "[¹²](https://x.org/trial)"),
        ("<sup><b><a href='https://x.org/trial'>a</a></b></sup>", "[ᵃ](https://x.org/trial)"),
        ("<sup><a href='https://x.org/ankles#n12'>12</a></sup>", "¹²"),
        ("<sup>1<a href='https://x.org/trial'>2</a></sup>", "¹²"),
    ],
)
def test_a_raised_sign_goes_on_leading_to_another_page(sign: str, read: str) -> None:
    assert f"Tea slows iron{read} a lot." in text_of(saved(f"<p>Tea slows iron{sign} a lot.</p>"))


@pytest.mark.parametrize(
    "written",
    [
        "<p style='text-decoration: line-through'>Give 8 ml at night.</p>",
        "<ul><li style='text-decoration-line:line-through'>Give 8 ml at night.</li></ul>",
        "<div style='text-decoration:line-through'><p>Give 8 ml at night.</p></div>",
        "<p><u style='text-decoration:line-through'>Give 8 ml at night.</u></p>",
        "<p><strike>Give 8 ml at night.</strike></p>",
        "<p class='gone'>Give 8 ml at night.</p>",
        "<p><span style='font-weight:700;text-decoration:line-through'>Give 8 ml at night.</span>",
    ],
    ids=["paragraph", "item", "box", "underlined", "old tag", "style sheet", "bold"],
)
def test_what_was_struck_out_stays_struck_out(written: str) -> None:
    sheet = "<style>.gone{color:red;text-decoration:line-through}</style>"
    assert "<s>Give 8 ml at night.</s>" in to_html(text_of(saved(written, sheet)))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<del>20</del><ins>30</ins> ml", "20 30 ml"),
        ("<s>8</s>6 ml", "8 6 ml"),
        ("8<s>6</s> ml", "8 6 ml"),
        ("wal<s>l</s>k", "wallk"),
    ],
)
def test_a_struck_number_stays_apart_from_the_one_instead(written: str, read: str) -> None:
    """Whoever listens, or searches, has no stroke."""
    assert f"Take {read} now" in plain_text(text_of(saved(f"<p>Take {written} now.</p>")))


@pytest.mark.parametrize(
    ("formula", "read"),
    [
        ("<msup><mn>10</mn><mn>7</mn></msup>", "about 10⁷ germs"),
        ("<msub><mi>C</mi><mn>0</mn></msub>", "about C₀ germs"),
        ("<mfrac><mn>3</mn><mn>4</mn></mfrac>", "about (3)/(4) germs"),
        ("<msqrt><mn>9</mn></msqrt>", "about √(9) germs"),
        ("<mn>2</mn><mo>≤</mo><mi>x</mi>", "about 2 ≤ x germs"),
        ("<mrow><mi>m</mi><annotation>m^{2}</annotation></mrow>", "about m germs"),
    ],
)  # fmt: skip
def test_a_formula_is_read_as_it_is_drawn(formula: str, read: str) -> None:
    found = saved(f"<p>There were about <math>{formula}</math> germs in it.</p>")
    assert read in plain_text(text_of(found))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Drink <input type=number value=3> cups.", "Drink 3 cups."),
        ("Drink <input value='no more than 3'> cups.", "Drink no more than 3 cups."),
        ("Drink <input type=hidden value=9>3 cups.", "Drink 3 cups."),
        ("Do <a class='btn' href='/x'>not</a> drink it.", "Do not drink it."),
        ("Use <button>less than 4 ml</button>, never more.", "Use less than 4 ml, never more."),
        ("Dose <img src='le.png' alt='≤'> 4 ml a day.", "Dose ≤ 4 ml a day."),
        ("<span class='tip'>4 ml<span role='tooltip'>at most</span></span> a day.",
         "4 ml (at most) a day."),
    ],
)  # fmt: skip
def test_a_field_a_button_or_a_sign_inside_a_sentence_is_a_word_of_it(
    written: str, read: str
) -> None:
    found = saved(f"<p>{written}</p>")
    assert read in " ".join(plain_text(text_of(found)).split())
    assert kinds(found) == ["text"]


def test_what_an_abbreviation_stands_for_is_listed() -> None:
    found = saved("<p>Give it <abbr title='not before noon'>NBN</abbr>, with water.</p>")
    assert reasons(found)["NBN: not before noon"] == POINTED_AT


@pytest.mark.parametrize(
    "written",
    [
        "<span class='sr-only'>Never</span><span aria-hidden='true'>Never</span> run.",
        "<i aria-hidden='true'>N</i><b class=sr-only>Never</b><i aria-hidden='true'>ever</i> run.",
    ],
)
def test_words_that_stand_there_for_the_ear_too_are_said_once(written: str) -> None:
    found = saved(f"<p>{written}</p>")
    assert plain_text(text_of(found)).startswith("Never run.")
    assert set(reasons(found).values()) == {SAID_TWICE}


def test_a_formula_drawn_beside_its_words_is_said_once() -> None:
    drawn = "<span aria-hidden='true'><span>10</span><span>6</span></span>"
    spoken = "<span><math><msup><mn>10</mn><mn>6</mn></msup></math></span>"
    found = saved(f"<p>We saw <span>{spoken}{drawn}</span> cells.</p>")
    assert "We saw 10⁶ cells." in text_of(found)


def test_words_of_no_size_are_hidden() -> None:
    found = saved("<p>Rest <span style='font-size:0'>for ten years</span> it.</p>")
    assert reasons(found)["for ten years"] == HIDDEN


def test_a_caption_written_out_again_beside_its_picture_is_listed() -> None:
    words = "An ankle in a splint of wood."
    figure = f"<figure><img src='a.jpg' alt='A leg'><figcaption>{words}</figcaption></figure>"
    found = saved(f"<p>First.</p>{figure}<p>{words}</p><p>Then walk.</p>")
    assert reasons(found)[words] == SAID_TWICE
    assert words not in text_of(found)


@pytest.mark.parametrize(
    "written",
    [
        "<p><span class='dropcap'>N</span>ever run on it.</p>",
        "<p><span class='first-letter'>N</span> ever run on it.</p>",
        "<p><span class='dropcap'><b>N</b></span><span class='lead'>ever run on it.</span></p>",
        "<p><span style='float:left;font-size:4em'>N</span>ever run on it.</p>",
        "<p><b style='float: left'>N</b>ever run on it.</p>",
        "<p><big>N</big>ever run on it.</p>",
        "<p><font size='+4'>N</font>ever run on it.</p>",
        "<p class='has-drop-cap'>Never run on it.</p>",
        "<p><img src='n.gif' alt='N'>ever run on it.</p>",
        "<div class='drop-cap'>N</div>\n<p>ever run on it.</p>",
        "<p class='initial'>N</p><p>ever run on it.</p>",
        "<div><div style='float:left;font-size:60px'>N</div>ever run on it.</div>",
        "<table align='left'><tr><td><font size='7'>N</font></td></tr></table>ever run on it.",
    ],
)
def test_a_large_first_letter_belongs_to_its_word(written: str) -> None:
    assert plain_text(text_of(saved(written))).startswith("Never run on it.")


@pytest.mark.parametrize(
    "written",
    [
        "<p><span class='dropcap'>A</span> tablet a day.</p>",
        "<div class='dropcap'>A</div><p> tablet a day.</p>",
    ],
)
def test_a_large_letter_that_is_a_word_stays_one(written: str) -> None:
    assert "A tablet a day." in " ".join(plain_text(text_of(saved(written))).split())


@pytest.mark.parametrize(
    ("inner", "row"),
    [
        ("<tr><td>A<td>4 ml<div>never more</div>", "| A | 4 ml never more |"),
        ("<tr><td>A<td><p>4 ml</p><p>at night</p>", "| A | 4 ml; at night |"),
        ("<tr><td>A<td rowspan=0>not<tr><td>B<tr><td>C", "| C | not |"),
        (
            "<tfoot><tr><td>Most<td>9</tfoot><tbody><tr><td>A<td>4</tbody>",
            "| A | 4 |\n| Most | 9 |",
        ),
    ],
)
def test_each_cell_says_what_stood_in_it_and_below_its_heading(inner: str, row: str) -> None:
    table = f"<table><thead><tr><th>Who<th>Dose</thead>{inner}</table>"
    assert row in text_of(saved(table))


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("<ul><li>4 ml<dl><dt>when</dt><dd>never</dd></dl></li></ul>", ["- 4 ml", "when", "never"]),
        ("<blockquote>Rest.<footer>A nurse</footer></blockquote>", ["> Rest.", ">", "> A nurse"]),
        ("<pre>4 ml<br>never</pre>", ["```", "4 ml", "never", "```"]),
        ("<ul><li>4<p>ml</p>a day</li></ul>", ["- 4", "ml", "a day"]),
        ("<ul><li>4<div><i></i></div>ml</li></ul>", ["- 4 ml"]),
        ("<ul><li>4<p>&nbsp;</p>ml</li></ul>", ["- 4  ml"]),
        ("<blockquote>4<section></section>ml</blockquote>", ["> 4 ml"]),
        ("<ul><li><p>4 ml</p><br><p>never</p></li></ul>", ["- 4 ml", "never"]),
        ("<ul><li><br>4 ml<br></li></ul>", ["- 4 ml"]),
        ("<ul><li>4 ml<br>never</li></ul>", ["- 4 ml\\", "never"]),
    ],
)
def test_blocks_inside_lists_and_quotes_begin_a_line(written: str, lines: list[str]) -> None:
    found = [line.strip() for line in text_of(saved(written)).splitlines() if line.strip()]
    assert "\n".join(lines) in "\n".join(found)


@pytest.mark.parametrize(
    "panel",
    [
        "<h3><button aria-expanded=false>When not</button></h3><div hidden><p>{0}</p></div>",
        "<button class=fold>When not</button><div style='display: none'><p>{0}</p></div>",
        "<button aria-controls=c1>When not</button><p>Ask.</p><div id=c1 hidden><p>{0}</p></div>",
        "<a href='#c1'>When not</a><p>Ask.</p><div id=c1 style='display:none'><p>{0}</p></div>",
        "<span data-target='#c1'>When not</span> ask.<div id=c1 hidden><p>{0}</p></div>",
        "<details><summary>When not</summary><p>{0}</p></details>",
    ],
    ids=["accordion", "bare button", "named", "link", "target", "details"],
)
def test_what_opens_with_a_click_is_read_and_so_are_the_words_to_click(panel: str) -> None:
    found = saved(panel.format("Never in pregnancy."))
    said = "\n".join([text_of(found), *(part.heading for part in found.sections)])
    assert "Never in pregnancy." in said
    assert "When not" in said
    assert set(kinds(found)) == {"text"}


@pytest.mark.parametrize("around", ["<nav>{0}</nav>", "<div role=dialog>{0}</div>"])
def test_what_opens_in_a_menu_or_a_window_is_hidden_still(around: str) -> None:
    inner = "<button aria-expanded=false>More</button><div hidden><p>Our team.</p></div>"
    assert "Our team." not in text_of(saved(f"{PROSE}{around.format(inner)}{PROSE}"))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<img src=x.png alt='no'>", "no"),
        ("<i class='icon' aria-label='with food'></i>", "with food"),
        ("<span class='icon' title='no'></span>", "no"),
        ("<svg role=img><title>yes</title><path d='M0'/></svg>", "yes"),
        ("<i class='fa fa-check'></i>", "✓"),
        ("<span class='dashicons-no'></span>", "✗"),
    ],
)
def test_a_sign_drawn_in_a_cell_is_what_the_cell_says(cell: str, said: str) -> None:
    table = f"<table><tr><th>With<th>Tablet<tr><td>Milk<td>{cell}</table>"
    assert f"| Milk | {said} |" in text_of(saved(table))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<ol style='list-style-type: lower-alpha'><li>one<li>two</ol>", "- a) one\n- b) two"),
        ("<ol style='list-style:upper-roman'><li>one<li>two</ol>", "- I) one\n- II) two"),
        ("<ol style='list-style:none'><li>4. one<li>5. two</ol>", "- 4\\. one\n- 5\\. two"),
        ("<p style='mso-list:l0 level1'><span style='mso-list:Ignore'>c) </span>Rest</p>",
         "- c) Rest"),
    ],
)  # fmt: skip
def test_letters_and_roman_numbers_of_lists_are_the_ones_that_were_shown(
    written: str, read: str
) -> None:
    assert read in text_of(saved(written))


@pytest.mark.parametrize(
    ("table", "row", "cell"),
    [
        ("role=table", "role=row", "role=cell"),
        ("role=grid", "role=row", "role=gridcell"),
        ("style='display: table'", "style='display:table-row'", "style='display:table-cell;'"),
    ],
)
def test_a_table_made_of_other_tags_is_a_table(table: str, row: str, cell: str) -> None:
    rows = "".join(
        f"<div {row}><span {cell}>{one}</span><span {cell}>{two}</span></div>"
        for one, two in (("Age", "ml"), ("7", "12"))
    )
    found = saved(f"<div {table}>{rows}</div>")
    assert "| Age | ml |\n| --- | --- |\n| 7 | 12 |" in text_of(found)


def test_a_table_in_a_cell_stays_in_its_row() -> None:
    inner = "<table><tr><td>Adults<td>9 ml</tr><tr><td>Children<td>never</tr></table>"
    table = f"<table><tr><th>Drug<th>Dose<th>Not for<tr><td>A<td>{inner}<td>asthma</table>"
    assert "| A | Adults, 9 ml; Children, never | asthma |" in text_of(saved(table))


def test_under_headings_a_cell_may_say_much() -> None:
    advice = "Take it with water, and never lie down soon after it. " * 9
    table = f"<table><tr><th>Drug<th>Advice<tr><td>A<td>{advice}</table>"
    assert f"| A | {advice.strip()} |" in text_of(saved(table))


def test_a_choice_inside_a_sentence_is_read_with_what_may_be_and_what_is_chosen() -> None:
    choice = "<select><option>one<option selected>two</select>"
    assert "Take one / ☒ two tablets, not three." in text_of(
        saved(f"{PROSE}<p>Take {choice} tablets, not three.</p>{PROSE}")
    )


def test_a_formula_drawn_as_a_picture_stays_in_its_sentence() -> None:
    drawn = "<span><span style='display:none'><math><mi>A</mi></math></span>{0}</span>"
    signs = [
        drawn.format("<img aria-hidden=true alt='A'>"),
        "<img alt='A^{\\mathsf {H}} over B over C'>",
    ]
    found = saved(f"{PROSE}<p>The share {signs[0]} is at most {signs[1]} of the dose.</p>{PROSE}")
    assert "The share A is at most" in " ".join(text_of(found).split())
    assert "over B over C of the dose." in " ".join(text_of(found).split())
    assert found.report.is_proved


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<xmp>less than < 5 mg & <b>rest</b></xmp>", "less than"),
        ("<p>Write: <textarea>not <b>more</b> than 5 mg</textarea></p>", "than 5 mg"),
        ("<iframe src=x><p>No frames here.</p></iframe><p>Walk on.</p>", "Walk on."),
        ("<noembed><p>No plug-in here.</p></noembed><p>Walk on.</p>", "Walk on."),
        ("<img style='display:none' alt='Counter'><p>Walk on.</p>", "Walk on."),
        ("<noframes><p>Walk on.</p></noframes>", "Walk on."),
    ],
)
def test_what_looks_like_a_tag_and_is_shown_as_written_is_counted(written: str, kept: str) -> None:
    found = saved(f"{PROSE}{written}{PROSE}")
    assert found.report.is_proved
    assert kept in text_of(found)
    assert r"\<p" not in text_of(found)


@pytest.mark.parametrize(
    "amount", ["<svg><text>no more than 5 mg</text></svg>", "<object>no more than 5 mg</object>"]
)
def test_words_drawn_inside_a_sentence_stay_in_it(amount: str) -> None:
    found = saved(f"{PROSE}<p>Take {amount} a day.</p>{PROSE}")
    assert "Take no more than 5 mg a day." in text_of(found)


@pytest.mark.parametrize(
    ("rule", "listed"),
    [
        (".q::before{content:'not '}", True),
        ('p .q:after { color: red; content: "never" }', True),
        (".other::before{content:'not '}", False),
        ("@media print{.q::before{content:'not '}}", False),
        (r".q::before{content:'\f101'}", False),
        (".q::before{content:'•'}", False),
    ],
)
def test_words_that_a_style_sheet_writes_are_listed(rule: str, listed: bool) -> None:
    sheet = f"<style>{rule}</style>"
    found = saved("<p>Do <span class=q>take</span> more of it.</p>", head=sheet)
    assert (STYLED in reasons(found).values()) is listed


def test_a_remark_that_opens_over_a_word_of_a_sentence_is_listed() -> None:
    found = saved("<p>Take 5 mg <span title='not with milk'>daily</span>.</p>")
    assert reasons(found)["daily: not with milk"] == POINTED_AT
    alone = saved("<div><span title='Share this by post'>Post</span></div>")
    assert POINTED_AT not in reasons(alone).values()


@pytest.mark.parametrize(
    "written",
    [
        "<font face=Symbol>m</font>g",
        "<span style='font-family:Symbol'>m</span>g",
        "<span lang=EN style='font-size:9pt;font-family: &quot;Symbol&quot;'>m</span>g",
        "<font face='Symbol'>&#61549;</font>g",
    ],
)
def test_a_letter_in_a_font_of_signs_is_the_sign(written: str) -> None:
    assert "Take 5 μg of it." in text_of(saved(f"<p>Take 5 {written} of it.</p>"))


@pytest.mark.parametrize(
    "written",
    [
        "<h2>Do <del>not</del> stop</h2>",
        "<h2>Do <span style='text-decoration:line-through'>not</span> stop</h2>",
        "<figure><img src=a.png alt=A><figcaption>Do <s>not</s> stop</figcaption></figure>",
        "<dl><dt>Do <strike>not</strike> stop</dt><dd>Go on.</dd></dl>",
        "<details><summary>Do <s>not</s> stop</summary>Go on.</details>",
        "<s><h2>not</h2></s><h3>Do stop</h3>",
    ],
)
def test_struck_words_of_a_plain_line_are_listed_and_not_said(written: str) -> None:
    found = saved(f"{PROSE}{written}{PROSE}")
    assert reasons(found)["not"] == STRUCK
    assert "Do stop" in str(found.sections)


def test_a_bold_line_with_a_struck_word_stays_a_line_of_text() -> None:
    assert "**Do ~~not~~ stop**" in text_of(saved(f"<p><b>Do <s>not</s> stop</b></p>{PROSE}"))


def test_the_title_keeps_its_small_signs_and_loses_its_struck_words() -> None:
    head = "<title>About 106 germs</title><meta property='og:title' content='About 106 germs'>"
    heading = "<h1>About 10<sup>6</sup> <del>no</del> germs</h1>"
    page = f"<html><head>{head}</head><body><article>{heading}{PROSE}</article></body>"
    [found] = read_manuscripts(page.encode(), "germs.html")
    assert found.title == "About 10⁶ germs"
    assert reasons(found)["no"] == STRUCK
    assert found.report.is_proved


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Do <s>no<br></s>more", "Do ~~no~~\\\nmore"),
        ("Do <b>not<br> </b>so", "Do **not**\\\nso"),
        ("See <a href='https://x.org/2'>it<br></a> now", "See [it](https://x.org/2)\\\nnow"),
        (
            "See <b><a href='https://x.org/2'><br>it</a></b> now",
            "See\\\n**[it](https://x.org/2)** now",
        ),
        ("Do <b>not<br>so</b> now", "Do **not\\\nso** now"),
    ],
)
def test_a_line_that_ends_with_marked_words_leaves_the_marks_whole(written: str, read: str) -> None:
    found = text_of(saved(f"<p>{written}</p>"))
    assert read in "\n".join(line.strip() for line in found.split("\n"))
