"""Cells of a table say on their one line what they said on several, each under its heading."""

import pytest

from tests.actions.articles.manuscripts.test_meaning import saved, text_of

HEADED = "<tr><th>Who<th>Dose"


def cell(inner: str) -> str:
    return text_of(saved(f"<table>{HEADED}<tr><td>A<td>{inner}<tr><td>B<td>none</table>"))


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        ("<p>5 ml</p><p>not at night</p>", "5 ml; not at night"),
        ("<p>5 ml.</p><p>Not at night</p>", "5 ml. Not at night"),
        ("<div>2</div><div>500 mg</div>", "2; 500 mg"),
        ("2<br>500 mg", "2; 500 mg"),
        ("slow<br>tablets", "slow tablets"),
        ("<ol start=3><li>wash<li>dry</ol>", "3. wash; 4. dry"),
        ("<dl><dt>Day<dd>5 ml<dt>Night:<dd>none</dl>", "Day: 5 ml; Night: none"),
    ],
)
def test_lines_of_a_cell_stay_apart(inner: str, read: str) -> None:
    assert f"| A | {read} |" in cell(inner)


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        ("<table><caption>Never with wine</caption><tr><td>Day<td>5 ml</table>",
         "Never with wine: Day, 5 ml"),
        ("<table><tr><th>Day<th>Night<tr><td>10<sup>6</sup><td><del>5</del> 6</table>",
         "Day, Night; 10⁶, ~~5~~ 6"),
        ("<table><tr><td rowspan=2>Day<td>1<tr><td>2</table>", "Day, 1; Day, 2"),
        ("<table><tr><td><p>Day</p><p>one</p><td><b>not</b> 5</table>", "Day; one, **not** 5"),
    ],
    ids=["name", "powers and strokes", "span", "paragraphs"],
)  # fmt: skip
def test_a_table_in_a_cell_keeps_its_name_its_marks_and_what_spans_rows(
    inner: str, read: str
) -> None:
    assert f"| A | {read} |" in cell(inner)


def test_a_cell_behind_the_last_heading_is_shown() -> None:
    found = text_of(saved("<table><tr><th>Who<tr><td>A<td>not 5<td>6</table>"))
    assert "| Who |  |  |\n| --- | --- | --- |\n| A | not 5 | 6 |" in found


def test_a_heading_over_one_group_of_rows_is_not_said_over_the_others() -> None:
    heads = "<tr><th rowspan=2>Who<th colspan=2>Dose<tr><th>Day<th>Night"
    groups = (
        "<tr><th colspan=3>Adults<tr><td>A<td>5<td>6<tr><th colspan=3>Children<tr><td>B<td>1<td>2"
    )
    found = text_of(saved(f"<table>{heads}{groups}</table>"))
    assert "| Who | Dose · Day | Dose · Night |" in found
    assert "| Adults |  |  |\n| A | 5 | 6 |\n| Children |  |  |\n| B | 1 | 2 |" in found


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("<i class='icon-ban'></i>", "✗"),
        ("<i class='fa-solid fa-circle-xmark'></i>", "✗"),
        ("<svg><use href='#icon-check'/></svg>", "✓"),
        ("<img src='/signs/cross.svg?v=2' alt=''>", "✗"),
    ],
)
def test_a_drawn_sign_without_words_is_what_the_cell_says(drawn: str, read: str) -> None:
    assert f"| A | {read} |" in cell(drawn)


@pytest.mark.parametrize(("first", "second"), [("td", "td"), ("th", "td"), ("th", "th")])
def test_headings_below_a_heading_are_headings(first: str, second: str) -> None:
    heads = f"<tr><{first} rowspan=2>Who</{first}><{first} colspan=2>Dose</{first}></tr>"
    heads += f"<tr><{second}>Day</{second}><{second}>Night</{second}></tr>"
    found = text_of(saved(f"<table>{heads}<tr><td>A</td><td>5</td><td>6</td></tr></table>"))
    assert "| Who | Dose · Day | Dose · Night |\n| --- | --- | --- |\n| A | 5 | 6 |" in found


def test_a_name_that_reaches_down_beside_values_is_no_heading_of_theirs() -> None:
    rows = "<tr><td rowspan=2>A<td>1<td>5 ml<tr><td>2<td>6 ml<tr><td>B<td>1<td>7 ml"
    found = text_of(saved(f"<table>{rows}</table>"))
    assert "| A | 1 | 5 ml |\n| --- | --- | --- |\n| A | 2 | 6 ml |" in found
