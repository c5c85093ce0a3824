"""Saved pages become articles, whatever program made them."""

import base64

import pytest

from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from actions.articles.manuscripts.furniture import (
    AUTHOR,
    COMMENTS,
    COOKIES,
    DETAILS,
    HEAD,
    MENU,
    NO_SCRIPT,
    REMARK,
    SCRIPT_LINK,
    SHARE,
    SIDE,
    SPECK_OF_PAGE,
    TAB_TITLE,
    TRAIL,
)
from models.articles.manuscript import Manuscript
from tests.actions.articles.manuscripts.examples import brought, headings, kinds, reasons
from tests.articles import picture


def saved(body: str) -> Manuscript:
    [manuscript] = read_manuscripts(f"<html><body>{body}</body></html>".encode())
    return manuscript


def test_a_wordpress_page_gives_its_article_and_nothing_around_it() -> None:
    migraine = brought("wordpress.html")
    assert migraine.title == "Migraine and the weather"
    assert migraine.standfirst == "Some people feel a change of weather *before* they see it."
    assert migraine.description == "Why some heads know that rain is coming."
    assert headings(migraine) == [
        "What the studies say",
        "",
        "",
        "What helps",
        "Does your head know the forecast?",
    ]
    assert kinds(migraine) == ["text", "image", "text", "text", "call_to_action"]
    assert migraine.sections[-1].button_label == "Book a headache review"


def test_everything_around_the_article_is_listed_with_its_reason() -> None:
    found = reasons(brought("wordpress.html"))
    assert found["We use biscuits to remember you. Accept all"] == COOKIES
    assert found["Skip to content"] == MENU
    assert found["Harbour Clinic Home Blog"] == HEAD
    assert found["Home » Blog » Migraine and the weather"] == TRAIL
    assert found["Posted on 4 March 2023 by admin"] == DETAILS
    assert found["Share this: Click to share on Facebook"] == SHARE
    assert found["Recent posts Knees"] == SIDE
    assert found["One thought on “Migraine and the weather” So true!"] == COMMENTS
    assert found["Dark clouds over a harbour"] == NO_SCRIPT


def test_links_lists_tables_and_quotes_survive() -> None:
    studies, _, diary, helps, _ = brought("wordpress.html").sections
    assert "[study of diaries](https://example.org/study?a=1&b=2)" in studies.body
    assert "came on such a day.\\\nThe others did not." in studies.body
    assert "### How to keep a diary" in diary.body
    assert "- Write down the hour\n  - of the first sign\n  - of the worst pain" in diary.body
    assert "1. Look back after a month\n2. Bring it along" in diary.body
    assert "| Day | Pressure |\n| --- | --- |\n| Monday | 1013 \\| falling |" in diary.body
    assert "> I no longer fear the forecast." in helps.body


def test_a_picture_that_loads_late_keeps_its_address_alt_and_caption() -> None:
    picture = brought("wordpress.html").sections[1]
    assert picture.alt == "Dark clouds over a harbour"
    assert picture.caption == "Rain on its way."
    assert picture.image_source == "https://example.org/clouds.jpg"


def test_a_link_that_runs_a_script_is_dropped_and_its_words_are_kept() -> None:
    migraine = brought("wordpress.html")
    assert reasons(migraine)["javascript:void(0)"] == SCRIPT_LINK
    assert "Ask us which one suits you." in migraine.sections[3].body


def test_bold_lines_are_headings_where_a_site_builder_uses_no_others() -> None:
    tinnitus = brought("builder.html")
    assert headings(tinnitus) == [
        "Where the sound comes from",
        "",
        "What you can do today",
        "Does this sound familiar? We listen!",
    ]
    assert tinnitus.sections[1].alt == "A doctor looks into an ear. tinnitus clinic"
    assert tinnitus.sections[-1].button_label == "Contact our hearing team"
    assert tinnitus.sections[2].body.endswith("So does **less coffee**.")


def test_word_pages_keep_their_lists_and_old_quotes() -> None:
    fever = brought("word.html", "cp1252")
    before, on_the_day = fever.sections
    assert fever.title == "Hay fever at school"
    assert "Start the spray **two weeks** early – it isn’t a painkiller." in before.body
    assert before.body.endswith("- ask the school nurse\n  - in writing\n- keep a spare spray")
    assert on_the_day.body.startswith("1. Wash your face.\n2. Keep the window shut.")
    assert on_the_day.body.endswith("| Month | Pollen |\n| --- | --- |\n| May | Grass |")


def test_a_page_saved_by_word_is_named_by_its_title_and_keeps_remarks_to_itself() -> None:
    page = """<html><head><title>Template 7</title></head><body><div class=WordSection1>
    <p class=MsoTitle>Tea and iron</p><p class=MsoNormal>Wait no less than 2 hours
    <a class=msocomanchor href="#_msocom_1">[JD1]</a> after a tablet.</p>
    <p class=MsoNormal>Water is fine.</p></div><div style='mso-element:comment-list'><div
    style='mso-element:comment'><p><a class=msocomoff href="#_msoanchor_1">[JD1]</a>Is it 3?</p>
    </div></div></body></html>"""
    [found] = read_manuscripts(page.encode(), "tea.htm")
    assert found.title == "Tea and iron"
    assert " ".join(found.standfirst.split()) == "Wait no less than 2 hours after a tablet."
    listed = {"[JD1]": REMARK, "[JD1]Is it 3?": REMARK, "Template 7": TAB_TITLE}
    assert reasons(found) == listed
    assert found.report.is_proved


def test_a_rule_below_a_heading_parts_it_from_nothing() -> None:
    found = saved("<h1>Tea</h1><p>It slows iron.</p><h2>Notes</h2><hr><p>A trial.</p><hr><p>B.</p>")
    assert [(part.heading, part.body) for part in found.sections] == [
        ("Notes", "A trial."),
        ("", "B."),
    ]


def test_google_documents_keep_bold_nesting_and_true_addresses() -> None:
    back = brought("google.html")
    move, _, picture, _ = back.sections
    assert back.standfirst.endswith("**Stillness** is, as *every* back knows.")
    assert "- stand up to telephone\n  - walk if the cable allows\n- take the stairs" in move.body
    assert "[the long version](https://example.org/backs)" in move.body
    assert picture.alt == "A person stretching beside a desk"


def test_pasted_lists_that_stand_beside_their_item_are_put_inside_it() -> None:
    found = saved("<h1>A</h1><h2>B</h2><ul><li><p>one</p></li><ul><li>two</li></ul><li>three</ul>")
    assert found.sections[0].body == "- one\n  - two\n- three"


def test_a_byline_with_a_date_gives_the_name() -> None:
    found = saved("<h1>A</h1><p>By <a href='/x'>Ann Roe</a> · 3 March 2023</p><p>Words.</p>")
    assert found.byline == "Ann Roe"
    assert reasons(found)["· 3 March 2023"] == DETAILS


def test_a_rule_never_takes_the_article_itself() -> None:
    words = "<p>The whole article stands in an element with an unlucky name.</p>" * 5
    unlucky = saved(f"<form class='cookie-form'><h1>Unlucky</h1><h2>Text</h2>{words}</form>")
    assert unlucky.report.words_left_out == 0
    assert "unlucky name" in unlucky.sections[0].body + unlucky.standfirst


def test_a_heading_named_after_its_words_is_no_furniture() -> None:
    found = saved("<h1>Consent</h1><p>One.</p><h2 id='related'>Related</h2><p>Two words.</p>")
    assert headings(found) == ["Related"]


def test_a_page_without_a_top_heading_is_named_by_its_tab() -> None:
    page = (
        b"<html><title>Cold hands | Harbour Clinic</title><h2>Why</h2><p>Blood stays in.</p></html>"
    )
    [found] = read_manuscripts(page)
    assert (found.title, headings(found)) == ("Cold hands", ["Why"])
    assert "Harbour Clinic" in reasons(found)


def test_a_picture_inside_the_page_comes_with_its_bytes() -> None:
    photo = bytes(range(256)) * 60_000
    encoded = base64.b64encode(photo).decode()
    found = saved(f"<h1>A</h1><p>b</p><img alt='dot' src='data:image/png;base64,{encoded}'>")
    assert found.sections[-1].image == photo


def test_a_table_that_names_its_widths_is_one_all_the_same() -> None:
    rows = "<tbody><tr><td>Hours</td><td>Effect</td></tr><tr><td>7</td><td>Calm</td></tr></tbody>"
    found = saved(f"<h1>A</h1><h2>B</h2><table><colgroup><col><col></colgroup>{rows}</table>")
    assert found.sections[0].body == "| Hours | Effect |\n| --- | --- |\n| 7 | Calm |"


def test_a_speck_is_no_picture_and_is_listed() -> None:
    dot = base64.b64encode(picture(1, 1, "PNG")).decode()
    found = saved(
        "<p>Short.</p><h2>Out</h2><p>Go.</p>"
        "<img src='https://count.example/p.gif?of=9' width=1 height=1>"
        f"<img src='data:image/png;base64,{dot}'><figure>"
        f"<img src='data:image/png;base64,{dot}' alt='A gate'></figure>"
    )
    assert reasons(found)["https://count.example/p.gif?of=9"] == SPECK_OF_PAGE
    assert reasons(found)["A picture inside the page"] == SPECK_OF_PAGE
    shown = [(each.alt, each.image) for each in found.sections if each.kind == "image"]
    assert shown == [("A gate", None)]


@pytest.mark.parametrize("sides", ["width=640 height=0", "width=1 height=1 alt='A gate'"])
def test_a_picture_whose_size_comes_later_or_that_is_described_is_no_speck(sides: str) -> None:
    found = saved(
        "<h1>Gates</h1><h2>Out</h2><p>Go through the gate, and turn left.</p><figure>"
        f"<img src='https://clinic.example/gate.jpg' {sides}>"
        "<figcaption>Our gate, seen from the road.</figcaption></figure>"
    )
    [shown] = [each for each in found.sections if each.kind == "image"]
    assert shown.caption == "Our gate, seen from the road."
    assert SPECK_OF_PAGE not in reasons(found).values()


def test_frames_that_wait_for_a_picture_are_none() -> None:
    found = saved(
        "<h1>A</h1><h2>B</h2><p>c</p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
    )
    assert kinds(found) == ["text"]


@pytest.mark.parametrize(
    "page",
    [
        b"<h1>Deep</h1>" + b"<div>" * 100_000 + b"end" + b"</div>" * 100_000,
        b"<h1>Deep</h1>" + b"<b>" * 500 + b"end" + b"</b>" * 500,
        b"<h1>Long</h1>" + b"<p>word</p>" * 1_000_000,
        b"<h1>List</h1><ol>" + b"<li>a" * 5_000 + b"</ol>",
    ],
    ids=["deep blocks", "deep words", "many paragraphs", "endless list"],
)
def test_a_page_made_to_keep_a_reader_busy_is_refused_at_once(page: bytes) -> None:
    with pytest.raises(UnreadableManuscript, match=r"paste that|own text"):
        read_manuscripts(page)


def test_scripts_and_styles_are_no_words() -> None:
    found = saved(
        "<h1>Quiet</h1><p>Two words.</p><script>alert('x y z')</script><style>p{}</style>"
    )
    assert found.report.words_in_source == 3


def test_site_builders_give_the_article_alone() -> None:
    ears, garden, desk = (brought(f"{name}.html") for name in ("squarespace", "wix", "gutenberg"))
    assert kinds(ears) == ["text", "image", "text", "call_to_action"]
    assert (ears.sections[-1].heading, ears.sections[-1].body) == ("Ready to talk?", "We listen.")
    assert ears.standfirst.startswith("Ringing ears are common")
    assert headings(garden) == ["Tools that help", "", "When to rest", ""]
    assert garden.standfirst == "**Small tools, short spells,** long pleasure."
    assert kinds(desk) == ["text", "text", "image", "image", "call_to_action", "references"]


def test_what_site_builders_put_around_it_is_listed() -> None:
    ears, garden, desk = (
        reasons(brought(f"{name}.html")) for name in ("squarespace", "wix", "gutenberg")
    )
    assert ears["March 3, 2026 Posted by Ivo Lund 4 min read"] == DETAILS
    assert ears["ShareFacebookTwitterEmail"] == SHARE
    assert ears["Comments (2) Ann: thanks!"] == COMMENTS
    assert ears["Ivo Lund About the author Ivo Lund is an audiologist who likes bread."] == AUTHOR
    assert garden["All Posts Rea Moss Apr 4 3 min read"] == DETAILS
    assert garden["This site uses cookies. Accept all"] == COOKIES
    assert desk["Una Fisk Una is a physiotherapist."] == AUTHOR


@pytest.mark.parametrize("sign", ["¶", " 🔗 "])
def test_the_sign_that_leads_to_its_own_heading_is_no_word_of_it(sign: str) -> None:
    page = f"<h1>A</h1><p>One.</p><h2 id=b>B<a href='#b'>{sign}</a></h2><p>Two.</p>"
    [found] = read_manuscripts(page.encode())
    assert "B" in headings(found)
