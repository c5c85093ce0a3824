"""Pasted text becomes an article with the shape its writer meant."""

import pytest

from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.furniture import FOOT, MENU, REPEATED_TITLE, SHARE, TRAIL
from models.articles.manuscript import Manuscript
from models.articles.markdown import plain_text
from tests.actions.articles.manuscripts.examples import brought, headings, kinds, reasons


def pasted(text: str) -> Manuscript:
    [manuscript] = read_manuscripts(text.encode())
    return manuscript


def test_a_page_pasted_from_a_site_builder_keeps_its_order() -> None:
    sleep = brought("builder.txt")
    assert sleep.title == "Sleeping Through the Night Again"
    assert sleep.standfirst.startswith("Poor sleep wears people down")
    assert kinds(sleep) == ["text", "image", "text", "text", "call_to_action"]
    assert headings(sleep) == [
        "Why We Wake at Three in the Morning",
        "",
        "What Helps Without Medicine",
        "",
        "Tired of being tired? We’d love to help!",
    ]


def test_a_line_left_by_a_picture_becomes_its_alternative_text() -> None:
    picture = brought("builder.txt").sections[1]
    assert picture.alt == "A woman is lying awake beside an alarm clock.  insomnia clinic bedroom"
    assert picture.image is None


def test_closing_paragraphs_without_a_heading_get_none_invented() -> None:
    closing = brought("builder.txt").sections[3]
    assert closing.heading == ""
    assert closing.body.startswith("Nobody sleeps well every night.")
    assert closing.body.endswith("nothing has changed by then.")


def test_the_invitation_at_the_end_is_the_call_to_action() -> None:
    invitation = brought("builder.txt").sections[-1]
    assert invitation.button_label == "Request a consultation"
    assert invitation.body == "Tell us how you sleep and we’ll find a time that suits you."


def test_what_is_left_out_is_listed_with_its_reason() -> None:
    report = brought("builder.txt").report
    assert {item.text: item.reason for item in report.left_out} == {
        "Share by:": SHARE,
        "Sleeping Through the Night Again": REPEATED_TITLE,
    }
    assert report.words_left_out == 7


def test_menus_trails_share_strips_and_feet_are_no_part_of_an_article() -> None:
    knees = brought("notes.txt")
    found = reasons(knees)
    assert found["Home About us Services Contact"] == MENU
    assert found["Home > Blog > A first visit to the knee clinic"] == TRAIL
    assert found["Twitter"] == SHARE
    assert found["© 2024 Harbour Knee Clinic. All rights reserved."] == FOOT
    assert (knees.title, knees.byline) == ("A first visit to the knee clinic", "Ruth Calder")


def test_hand_wrapped_lines_lists_and_references_are_understood() -> None:
    knees = brought("notes.txt")
    bring, picture, happens, references = knees.sections
    assert "apart from the shoes" in knees.standfirst
    assert bring.body.splitlines()[2:] == [
        "- X-rays from the last two years",
        "- scans, on a disc or on paper",
        "  (a printed report is enough)",
        "- your walking stick",
    ]
    assert picture.alt == "A wooden model of a knee joint on a desk"
    assert happens.heading == "2. What happens next"
    assert references.kind == "references"


def test_signs_that_mean_something_in_markdown_stay_what_they_were() -> None:
    body = brought("notes.txt").sections[2].body
    assert r"5 * 24 hours & send you a copy \<always>. See [1]" in body


@pytest.mark.parametrize(
    "paragraph",
    [
        "Take 2 tablets _only_ after **meals**, never `before`.",
        "#7 is a number, as every nurse knows by now, & so do we; +1 is one.",
        "The sum 2+2=4 <strong>holds</strong> &amp; so does *this* one.",
        "Use [this](that) & that; 3 < 4 > 2 ~~ and so on | forever.",
    ],
)
def test_pasted_text_is_shown_as_it_was_typed(paragraph: str) -> None:
    text = f"A title\n\nA standfirst of one sentence.\n\nA heading\n\nText first.\n\n{paragraph}\n"
    body = pasted(text).sections[0].body
    assert paragraph in plain_text(body)
    assert pasted(text).report.words_left_out == 0


def test_text_without_blank_lines_is_read_line_by_line() -> None:
    tea = pasted(
        "Tea and iron\n"
        "Tea keeps iron out of the blood, which matters to people who have too little of it.\n"
        "When to drink it\n"
        "An hour after the meal is early enough. Before the meal is worse than afterwards.\n"
    )
    assert (tea.title, headings(tea)) == ("Tea and iron", ["When to drink it"])


def test_a_heading_right_above_its_paragraph_is_one() -> None:
    long = (
        "A paragraph that nobody wrapped goes on for as long as its writer had something to say. "
    )
    found = pasted(f"Feet\n\n{long * 2}\n\nShoes\n{long * 3}\n\nSocks\n{long * 3}\n")
    assert headings(found) == ["Shoes", "Socks"]


def test_headings_with_one_blank_line_behind_them_are_found_too() -> None:
    found = pasted(
        "Vertigo\n\nBy Dr. Ann Roe, MD\n\nA false sense of movement that comes from the ear.\n\n"
        "What Causes It?\n\nSmall crystals come loose, and the eyes follow them.\n\n"
        "A man is holding on to a chair.  vertigo clinic\n\n"
        "How We Treat It:\n\nTurning the head puts them back. Most people drive home.\n\n"
        "Ready to stand still? Talk to us.\n\nWe see new people every week.\n\nContact us\n"
    )
    assert found.byline == "Dr. Ann Roe, MD"
    assert found.standfirst == "A false sense of movement that comes from the ear."
    assert headings(found) == [
        "What Causes It?",
        "",
        "How We Treat It:",
        "Ready to stand still? Talk to us.",
    ]


def test_lone_words_in_a_row_are_no_headings() -> None:
    found = pasted("Ears\n\nThey hear.\n\nSigns\n\nIt rings.\n\nDizziness\n\nNausea\n\nFaintness\n")
    assert headings(found) == ["Signs"]
    assert found.sections[0].body.endswith("Dizziness\n\nNausea\n\nFaintness")


def test_links_to_other_articles_at_the_end_stay_out() -> None:
    found = pasted("Feet\n\nThey carry us.\n\nRelated posts\n\nKnees\n\nTen facts about toes\n")
    assert set(reasons(found)) == {"Related posts", "Knees", "Ten facts about toes"}


def test_a_lone_paragraph_is_a_text_and_names_itself() -> None:
    words = "this is one long paragraph without any title that simply goes on and on " * 4
    found = pasted(words)
    assert found.title == "this is one long paragraph without any title…"
    assert found.sections[0].body == words.strip()


def test_lines_that_tabs_part_are_a_table_and_an_empty_cell_moves_none() -> None:
    rows = "Age\tDose\tMost\n<6\t\t4 ml\n7–12\t4 ml\tnot | set\n"
    for gap in ("\n", ""):
        [found] = read_manuscripts(f"Doses\n{gap}{rows}{gap}Never more.\n".encode())
        body = "\n\n".join([found.standfirst, *(part.body for part in found.sections)])
        table = "| Age | Dose | Most |\n| --- | --- | --- |\n| <6 |  | 4 ml |\n| 7–12 | 4 ml |"
        assert f"{table} not \\| set |" in body
        assert "Never more." in body
        assert found.report.is_proved


def test_paragraphs_that_begin_with_a_tab_are_no_table() -> None:
    [found] = read_manuscripts(b"Ankles\n\n\tThey carry us.\n\tThey rest at night.\n")
    assert "|" not in found.standfirst + "".join(part.body for part in found.sections)


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("Give 4 ml* at night.", "* Not for children."),
        ("Give 4 ml at night.", "- Not for children."),
        ("Give 4 ml**each** night.", "- Not for children."),
    ],
)
def test_a_star_below_a_starred_word_is_its_note(above: str, line: str) -> None:
    found = pasted(f"Drops\n\n{above}\n\n* Not for children.\n\nThey taste of mint, mostly.")
    bodies = "\n\n".join(part.body for part in found.sections)
    assert f"{line.replace('* ', chr(92) + '* ')}\n" in bodies


@pytest.mark.parametrize("line", ["Take 50 mg daily", "Take half", "Call 999 now", "Do it not now"])
def test_a_last_line_that_is_a_dose_or_a_warning_is_no_button(line: str) -> None:
    [found] = read_manuscripts(f"Ankles\n\nRest them well.\n\n{line}\n".encode(), "a.txt")
    assert "call_to_action" not in kinds(found)
    assert line in f"{found.standfirst} {found.sections}"


def test_columns_that_gaps_part_are_a_table_and_an_empty_place_stays_one() -> None:
    rows = ["Who        Day     Night", "Adults             5 ml", "Children   2 ml    none"]
    text = "Cough\n\nThis is what we give to whom.\n\n" + "\n".join(rows) + "\n\nNever more.\n"
    [found] = read_manuscripts(text.encode(), "cough.txt")
    assert "| Who | Day | Night |\n" in found.sections[0].body
    assert "\n| Adults |  | 5 ml |\n| Children | 2 ml | none |" in found.sections[0].body


@pytest.mark.parametrize(
    "lines",
    [
        "1.   Wash   well\n2.   Dry    well",
        "It hurts.   Rest it, and do not walk for a day or two, or three.\nIt mends.   Walk.",
        "Rest it.  Then walk.\nWalk on.  Then rest.",
    ],
)
def test_gaps_within_items_and_sentences_part_no_cells(lines: str) -> None:
    text = f"Cough\n\nThis is what we give to whom.\n\n{lines}\n\nNever more.\n"
    [found] = read_manuscripts(text.encode(), "cough.txt")
    assert "|" not in str(found.sections)
