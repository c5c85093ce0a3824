"""Markdown comes in as it was written, with the facts on top of it."""

from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.furniture import NO_PLACE, POINTED_AT, REMARK, SCRIPT_LINK
from actions.articles.manuscripts.html.struck import STRUCK
from actions.articles.manuscripts.writing import to_markdown
from models.articles.markdown import plain_text
from tests.actions.articles.manuscripts.examples import brought, headings, kinds, reasons


def test_front_matter_fills_its_places_and_the_rest_is_listed() -> None:
    vaccines = brought("front_matter.md")
    assert vaccines.title == "Vaccines before a journey"
    assert vaccines.slug == "vaccines-before-a-journey"
    assert vaccines.byline == "Ines Moor"
    assert vaccines.description == "What to have, and when."
    assert reasons(vaccines)["tags: travel, vaccines"] == NO_PLACE


def test_headings_tables_pictures_and_buttons_find_their_sections() -> None:
    vaccines = brought("front_matter.md")
    assert kinds(vaccines) == ["text", "image", "text", "references", "call_to_action"]
    assert headings(vaccines) == ["What you need", "", "", "Sources", "Leaving soon?"]
    need, picture, children, _, invitation = vaccines.sections
    assert "| Peru | Yellow fever |" in need.body
    assert "[the map](https://example.org/map)" in need.body
    assert (picture.alt, picture.image_source) == ("A passport on a map", "/images/passport.jpg")
    assert "* hepatitis\n  * A\n  * B" in children.body
    assert invitation.button_label == "Book a travel appointment"


def test_tags_remarks_and_script_links_do_not_come_along() -> None:
    vaccines = brought("front_matter.md")
    assert "So are arms. Really." in vaccines.sections[2].body
    assert reasons(vaccines)["check the doses with Ines"] == REMARK
    assert reasons(vaccines)["javascript:alert(1)"] == SCRIPT_LINK


def test_damaged_front_matter_is_read_as_text() -> None:
    [found] = read_manuscripts(b"---\ntitle: [never closed\n---\n\n# Title\n\nSome words.\n")
    assert found.title == "Title"
    assert found.report.words_kept == found.report.words_in_source


def test_facts_that_hold_one_another_are_refused_quietly() -> None:
    [found] = read_manuscripts(b"---\ntitle: &a [x, *a]\n---\n\nHello there\n", "x.md")
    assert found.title


def test_the_title_of_a_picture_is_its_caption_both_ways() -> None:
    (once,) = read_manuscripts(b'# Walks\n\n![A path](path.jpg "Soft & flat.")\n')
    (again,) = read_manuscripts(to_markdown(once).encode())

    assert [section.caption for section in once.sections] == ["Soft & flat."]
    assert again.sections == once.sections
    assert once.report.words_left_out == 0


def test_facts_on_top_are_read_as_the_words_they_are() -> None:
    top = (
        "---\ntitle: No\nauthor: Ona Birk\ntags: [no, yes, 5:30]\nsafe: no\n---\nWords.\n\nMore.\n"
    )
    [found] = read_manuscripts(top.encode(), "a.md")
    assert found.title == "No"
    listed = {item.text for item in found.report.left_out}
    assert {"tags: no, yes, 5:30", "safe: no"} <= listed


def test_a_note_of_several_paragraphs_is_one_note() -> None:
    text = "# Tea\n\nWait[^1].\n\n[^1]: An hour.\n\n    Never less.\n\nThat is all.\n"
    [found] = read_manuscripts(text.encode(), "a.md")
    assert found.sections[-1].body == "1. An hour. Never less."


def test_struck_words_of_a_heading_are_listed_and_those_of_a_bold_line_stay_struck() -> None:
    text = "# Feet\n\nRest them.\n\n## Do ~~not~~ stop\n\nGo on.\n\n**Do ~~no~~ more**\n\nEnd."
    [found] = read_manuscripts(text.encode(), "feet.md")
    assert headings(found) == ["Do stop"]
    assert reasons(found) == {"not": STRUCK}
    assert "**Do ~~no~~ more**" in found.sections[0].body
    [bold] = read_manuscripts(b"# Feet\n\nRest them.\n\n**Do ~~not~~ stop**\n\nGo on.", "feet.md")
    assert "**Do ~~not~~ stop**" in f"{bold.standfirst} {bold.sections}"


def test_a_cell_behind_the_last_heading_of_a_table_is_shown() -> None:
    table = b"| Who | Dose |\n|---|---|\n| A | 5 | not more |\n| B \\| C | 1 |\n"
    [found] = read_manuscripts(b"# Tea\n\nWait an hour.\n\n" + table, "tea.md")
    body = found.sections[0].body
    assert body.startswith("| Who | Dose |   |\n|---|---| --- |\n| A | 5 | not more |\n| B \\| C |")


def test_the_titles_of_links_are_listed() -> None:
    text = '# Tea\n\n[One](https://a.org "not more") or [two][b], [2][b].\n\n[b]: /b "less"\n'
    [found] = read_manuscripts(text.encode(), "tea.md")
    assert reasons(found) == {"not more": POINTED_AT, "less": POINTED_AT}
    assert found.report.is_proved


def test_signs_of_an_address_and_words_in_angle_brackets_are_no_marks_of_a_page() -> None:
    text = (
        b"# Tea\n\nSee https://a.org/?a=1&copy=2 &micro;g &unknown; or <dose> of <b>it</b>.\n\nEnd."
    )
    [found] = read_manuscripts(text, "tea.md")
    shown = " ".join([found.standfirst, *(part.body for part in found.sections)])
    assert "a=1&copy=2" in shown
    assert r"\<dose> of **it**" in shown
    assert found.report.is_proved


def test_words_behind_an_address_in_signs_are_text() -> None:
    text = b"# Tea\n\nOne cup.\n\n[dose]: <ml>(not more)\n\nTake [dose] a day.\n"
    [found] = read_manuscripts(text, "tea.md")
    shown = plain_text(" ".join([found.standfirst, *(part.body for part in found.sections)]))
    assert "[dose]: <ml>(not more)" in shown
    assert "Take [dose] a day." in shown
    assert found.report.is_proved
