"""What a page says of its pictures, its author and itself, and what only resembles that."""

import pytest

from actions.articles.manuscripts.assembling import HEADING_ALONE
from actions.articles.manuscripts.furniture import (
    BYLINE_MARK,
    CONTROLS,
    DETAILS,
    EMBEDDED,
    OTHERS,
    REPEATED_TITLE,
    SAID_TWICE,
)
from actions.articles.manuscripts.html.around.told import FOR_PROGRAMS
from models.articles.manuscript import Manuscript, ManuscriptSection
from tests.actions.articles.manuscripts.examples import reasons
from tests.actions.articles.manuscripts.html.test_beside_the_text import DATED, HOME, told, whole
from tests.actions.articles.manuscripts.test_meaning import PROSE, saved, text_of

KNEES = "<a href='/k'>Knees</a>"
SEEN = "A nurse binds the left ankle of a runner"
DRAWN = f"<img src=ankle.jpg alt='{SEEN} on Monday. Photo: Ada Roe, Ward News'>"


def picture_of(found: Manuscript) -> ManuscriptSection:
    [picture] = [part for part in found.sections if part.kind == "image"]
    return picture


def test_a_line_below_a_picture_that_says_its_description_is_its_caption() -> None:
    found = saved(
        f"{PROSE}<div>{DRAWN}<p>{SEEN} on Monday.</p><p>Photo: Ada Roe, Ward News</p></div>"
    )
    assert picture_of(found).caption == f"{SEEN} on Monday. Photo: Ada Roe, Ward News"
    assert SEEN not in text_of(found)
    assert found.report.is_proved


@pytest.mark.parametrize(
    "line",
    ["Rest it, and do not run for a week.", f"{SEEN} too tightly.", f"<a href='/x'>{SEEN}</a>",
     "A nurse binds"],
)  # fmt: skip
def test_a_line_below_a_picture_that_says_more_or_less_stays(line: str) -> None:
    found = saved(f"{PROSE}<div>{DRAWN}<p>{line}</p></div>{PROSE}")
    assert line.removeprefix("<a href='/x'>").removesuffix("</a>") in text_of(found)


def test_a_gallery_says_each_picture_once() -> None:
    gallery = (
        f"<ul><li><div>{DRAWN}</div><div>{SEEN} on Monday.<a> less</a></div>"
        f"<div>{SEEN}<a>... more</a></div></li></ul>"
        f"<div><p>{SEEN} on Monday.</p><p>Ankles mend slowly and well</p><p>1 / 23</p>"
        "<p>Back to Gallery</p></div>"
    )
    found = whole(f"<h1>Ankles mend slowly and well</h1>{PROSE}{gallery}{PROSE}")
    assert picture_of(found).caption == f"{SEEN} on Monday."
    assert SEEN not in text_of(found)
    why = reasons(found)
    assert why[f"{SEEN} on Monday."] == why[f"{SEEN}... more"] == SAID_TWICE
    assert why["1 / 23"] == why["Back to Gallery"] == why["less"] == CONTROLS
    assert REPEATED_TITLE in why.values()
    assert found.report.is_proved


def test_a_list_with_signs_drawn_before_its_items_stays_a_list() -> None:
    items = "<li><img src=t.png alt='A tablet'> Take one tablet a day</li>" * 2
    assert "- Take one tablet a day" in "\n".join(
        part.body for part in saved(f"{PROSE}<ul>{items}</ul>{PROSE}").sections
    )


def test_what_was_said_of_a_picture_stays_where_the_text_says_it_again() -> None:
    found = saved(
        f"{PROSE}<figure>{DRAWN}<figcaption>{SEEN}.</figcaption></figure>{PROSE}<p>{SEEN}.</p>"
    )
    assert SEEN in text_of(found)


def test_a_caption_is_all_of_it_where_a_picture_has_a_box_in_its_figure() -> None:
    figure = (
        "<figure><div><a href=#><img src=f.jpg alt='A foot'></a><div>6</div></div>"
        "<figcaption>A foot at rest</figcaption></figure>"
    )
    assert picture_of(saved(f"{PROSE * 3}{figure}{PROSE}")).caption == "6 A foot at rest"


def test_a_picture_in_a_choice_of_files_has_its_line_for_a_caption() -> None:
    box = (
        "<div><p><picture><source srcset=f.webp><img src=f.jpg alt='A foot'></source></picture></p>"
        "<span>A foot at rest <span>(Image: ROE)</span></span></div>"
    )
    assert picture_of(saved(PROSE * 3 + box)).caption == "A foot at rest (Image: ROE)"


@pytest.mark.parametrize(
    ("name", "is_left_out"),
    [
        ("How Ada runs again", True),
        ("Do not run before week six.", False),
        ("Day 3 of 9 " * 6, False),
    ],
)
def test_the_name_of_a_video_goes_with_it_and_a_sentence_stays(
    name: str, *, is_left_out: bool
) -> None:
    figure = f"<figure><iframe src='https://v.example/1'></iframe><figcaption>{name}</figcaption></figure>"
    found = saved(f"{PROSE}{figure}{PROSE}")
    assert (reasons(found).get(name) == EMBEDDED) is is_left_out
    assert (name.strip() in text_of(found)) is not is_left_out


@pytest.mark.parametrize(
    "line",
    [
        f"<p>By <a rel=author href=/ada>Ada Roe</a> | <time>Mon</time> | Topic: {KNEES}</p>",
        f"<div><span><time datetime=2021-04-06T09>6. huhtikuuta</time>/{KNEES}</span></div>",
        "<div><span itemprop=author><b>Ada Roe</b></span> 6 April 2021</div>",
    ],
    ids=["author", "day", "for programs"],
)  # fmt: skip
def test_a_line_of_marked_author_or_day_is_details(line: str) -> None:
    found = whole(f"<h1>Ankles mend</h1>{line}{PROSE}", DATED)
    assert DETAILS in reasons(found).values()
    assert "Knees" not in told(found)
    assert found.byline == "Ada Roe"
    assert found.report.is_proved


@pytest.mark.parametrize(
    "line",
    [
        "<p>Ask <a rel=author href='/ada'>Ada Roe</a> before you run</p>",
        "<p>Seen by <a rel=author href='/bo'>Bo Lind</a></p>",
        "<p>Doors open: <time datetime='2021-04-06T09:00'>6 April</time></p>",
        "<p>Flu clinic <time datetime='2021-05-07'>7 May</time></p>",
        "<p>Stop <span><time datetime='2021-04-06'>6 April</time></span> at noon.</p>",
    ],
)
def test_a_line_that_says_more_than_author_and_day_stays(line: str) -> None:
    found = whole(f"<h1>Ankles mend</h1>{line}{PROSE}", DATED)
    assert not any(
        word in listed
        for listed in reasons(found)
        for word in ("Ask", "Lind", "Doors", "Flu", "Stop")
    )


def test_several_authors_below_the_picture_are_the_byline() -> None:
    line = "<img src=a.jpg alt='An ankle'><p>By Ada Roe, Bo Lind, Cy Birk</p>"
    found = whole(f"<h1>Ankles mend</h1>{line}{PROSE}", DATED)
    assert found.byline == "Ada Roe, Bo Lind, Cy Birk"
    assert BYLINE_MARK in reasons(found).values()
    assert found.report.is_proved


def test_what_is_marked_for_programs_is_listed_as_that() -> None:
    data = (
        "<div itemprop=image itemscope itemtype='https://schema.org/ImageObject'>"
        "<span itemprop=url>https://ward.example/a.jpg</span><span itemprop=width>500</span></div>"
        "<div itemprop=dateModified>2021-04-06T08:57:45+01:00</div>"
    )
    found = saved(f"{PROSE}{data}{PROSE}<p>Take <span itemprop=value>500</span> mg.</p>")
    why = reasons(found)
    assert why["https://ward.example/a.jpg500"] == why["2021-04-06T08:57:45+01:00"] == FOR_PROGRAMS
    assert "Take 500 mg." in text_of(found)


PROMOTED = (
    "<div><a href='/hips'><img src=h.jpg></a><div><a href='/hips'>Hips that click and why</a></div>"
    "<p>They click at any age, and mostly it is only air that moves.</p></div>"
)


def test_a_picture_and_a_title_that_lead_to_one_other_page_are_others() -> None:
    found = saved(f"{PROSE}{PROMOTED}{PROSE}", HOME)
    assert "Hips that click" not in told(found)
    assert OTHERS in reasons(found).values()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("href='/hips'>Hips", "href='/knees'>Hips"),
        ("/hips", "https://hips.example/hips"),
        ("Hips that click and why", "Book a visit"),
        ("<p>They", "<p>Hips click. It does no harm. " * 3 + "<p>They"),
        ("any age,", "any age, as the <a href='/old'>old</a> know,"),
    ],
    ids=["two pages", "another site", "a button", "prose", "another link"],
)
def test_what_only_resembles_such_a_card_stays(was: str, now: str) -> None:
    assert "They click at any age" in text_of(
        saved(f"{PROSE}{PROMOTED.replace(was, now)}{PROSE}", HOME)
    )


@pytest.mark.parametrize("line", ["Comments", "Tags", "Read these next", "Related Topics:"])
def test_a_heading_for_something_else_at_the_end_is_listed(line: str) -> None:
    found = whole(f"<h1>Ankles mend</h1>{PROSE}<p>{line}</p>")
    assert reasons(found)[line] == HEADING_ALONE


@pytest.mark.parametrize("line", ["Call us today", "Do not wait", "Dial 999"])
def test_a_heading_at_the_end_that_says_something_stays(line: str) -> None:
    assert line not in reasons(whole(f"<h1>Ankles mend</h1>{PROSE}<h2>{line}</h2>"))
