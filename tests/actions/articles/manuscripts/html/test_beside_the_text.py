"""What stands between, above and below the paragraphs of a saved page, and what only seems to."""

import pytest

from actions.articles.manuscripts.furniture import AUTHOR, COMMENTS, DETAILS, OTHERS
from actions.articles.manuscripts.html.page import read
from models.articles.manuscript import Manuscript
from tests.actions.articles.manuscripts.examples import headings, reasons
from tests.actions.articles.manuscripts.test_meaning import PROSE, saved, text_of


def told(found: Manuscript) -> str:
    return "\n".join([text_of(found), *headings(found)])


HOME = "<link rel=canonical href='https://www.ward.example/ankles'>"
HIPS = "<p><b><a href='/hips'>Hips that click and why they do</a></b></p>"
TOES = "<p><a href='https://ward.example/toes'>What your toes say about your shoes</a></p>"


def test_titles_of_other_pages_alone_between_paragraphs_are_left_out() -> None:
    found = saved(f"{PROSE}{HIPS}{PROSE}{TOES}{PROSE}", HOME)
    assert list(reasons(found).values()) == [OTHERS, OTHERS]
    assert "Hips that click" not in told(found)


@pytest.mark.parametrize(
    "inner",
    [
        f"{PROSE}{HIPS}{PROSE}",
        f"{PROSE}{HIPS}{PROSE}{HIPS}{PROSE}",
        f"{PROSE}{HIPS}{TOES}",
        f"{PROSE}<p>On our pages:</p>{HIPS}{PROSE}<p>And here:</p>{TOES}{PROSE}",
        f"{PROSE}{HIPS}{PROSE}{TOES}".replace("</a>", " at night.</a>"),
        f"{PROSE}{HIPS}{PROSE}{TOES}".replace(">Hips", ">See also: Hips"),
        f"{PROSE}{HIPS}{PROSE}{TOES}".replace("'/hips'", "'https://nhs.example/hips'"),
    ],
    ids=[
        *("one", "one twice", "one below the other", "led to", "a sentence", "the writer’s word"),
        "a source elsewhere",
    ],
)
def test_a_line_that_only_resembles_such_a_title_stays(inner: str) -> None:
    assert "Hips that click" in told(saved(inner, HOME))


def a_part(name: str, words: str) -> str:
    return f"<li class=c><a href='/{name}'><img src=x.jpg></a><h4>{words}</h4></li>"


RAIL = "".join(a_part(name, f"Now about {name}") for name in ("hips", "toes", "knees"))


def test_a_rail_of_other_pages_goes_with_its_heading() -> None:
    found = saved(f"{PROSE}<div><h3>Most read now</h3><ul>{RAIL}</ul></div>{PROSE}", HOME)
    assert set(reasons(found).values()) == {OTHERS}
    assert "Most read now" in reasons(found)


@pytest.mark.parametrize(
    "rail",
    [
        RAIL.replace("href='/toes'", "href='/hips'"),
        RAIL.replace("<h4>", "<p>Ring before you come.</p><h4>"),
        RAIL.replace("href='/", "href='https://shop.example/"),
        RAIL.replace("<img src=x.jpg>", "Now"),
    ],
    ids=["one page", "sentences", "pages elsewhere", "no picture"],
)
def test_a_list_that_only_resembles_a_rail_stays(rail: str) -> None:
    found = saved(f"{PROSE}<ul>{rail}</ul>{PROSE}", HOME)
    assert "Now about knees" in told(found)


TITLES = "".join(
    f"<li><h3><a href='/{name}'>All about {name}</a></h3></li>" for name in ("hips", "toes", "feet")
)


def test_a_list_of_linked_headings_is_left_out_and_one_of_links_stays() -> None:
    assert set(reasons(saved(f"{PROSE}<p>More:</p><ul>{TITLES}</ul>{PROSE}")).values()) == {OTHERS}
    plain = TITLES.replace("<h3>", "").replace("</h3>", "")
    assert "All about toes" in text_of(saved(f"{PROSE}<p>More:</p><ul>{plain}</ul>{PROSE}"))


OVER = (
    "<span><img src=a.jpg><a href='/ada'>Ada Roe</a><a href='/hips'>Roe on hips</a>"
    "<a href='/toes'>Roe on toes</a></span>"
)


def test_what_opens_over_a_linked_name_leaves_its_sentence_whole() -> None:
    found = saved(f"<p>Ask <a href='/ada'>Ada Roe</a>{OVER} before you take 5 mg.</p>{PROSE}")
    assert "before you take 5 mg" in text_of(found)
    assert list(reasons(found).values()) == [OTHERS]


@pytest.mark.parametrize(
    "over",
    [
        OVER.replace("<a href='/toes'", "no more than 5 mg <a href='/toes'"),
        "<span>, not 5 mg</span>",
    ],
    ids=["words that are no link", "no links"],
)
def test_words_of_the_sentence_stay_in_it(over: str) -> None:
    assert "5 mg" in text_of(saved(f"<p>Ask <a href='/ada'>Ada Roe</a>{over} first.</p>{PROSE}"))


def whole(inner: str, head: str = "") -> Manuscript:
    [found] = read(f"<head>{head}</head><body><article>{inner}</article></body>")
    assert found.report.is_proved
    return found


def test_a_label_above_the_title_is_no_text_and_one_below_is() -> None:
    label = "<p><a href='/joints'>Joints</a></p>"
    assert reasons(whole(f"{label}<h1>Ankles mend</h1>{PROSE}"))["Joints"] == DETAILS
    assert "Joints" in text_of(whole(f"<h1>Ankles mend</h1>{PROSE}{label}{PROSE}"))


@pytest.mark.parametrize(
    ("heading", "is_left_out"), [("About the author", True), ("About the ankle", False)]
)
def test_a_box_that_says_so_is_about_the_author(heading: str, *, is_left_out: bool) -> None:
    box = f"<div><h4>{heading}</h4><a href='/ada'>Ada Roe</a><p>Ada runs, and mends feet.</p></div>"
    found = whole(f"<h1>Ankles mend</h1>{PROSE}{box}")
    assert (AUTHOR in reasons(found).values()) is is_left_out


DATED = (
    "<meta property='article:published_time' content='2021-04-06'>"
    "<meta name=author content='Ada Roe'>"
    "<meta property='og:site_name' content='Ward News'>"
)


@pytest.mark.parametrize(
    "line",
    ["5:53 PM", "@roe", "Apr 6, 2021 • 2 min read", "Ward News", "April 6, 2021 / Ward News",
     "Ada Roe and Ward News"],
)  # fmt: skip
def test_lines_of_who_and_when_above_the_text_are_details(line: str) -> None:
    found = whole(f"<h1>Ankles mend</h1><p>{line}</p>{PROSE}", DATED)
    assert reasons(found)[line] == DETAILS


@pytest.mark.parametrize(
    "line",
    ["Doors open at 5:53 PM", "6 April 2021: wards closed", "Ada Roe limps", "@roe limps",
     "8:00 – 17:30", "Mon 9:00", "Sat and Sun at 10:15 am"],
)  # fmt: skip
def test_a_line_that_says_more_than_who_and_when_stays(line: str) -> None:
    assert line in text_of(whole(f"<h1>Ankles mend</h1><p>{line}</p>{PROSE}", DATED))


def test_the_pages_own_address_is_no_text_and_another_one_is() -> None:
    found = saved(f"<div>https://ward.example/ankles</div>{PROSE}", HOME)
    assert reasons(found)["https://ward.example/ankles"] == DETAILS
    assert "hips" in text_of(saved(f"<div>https://ward.example/hips</div>{PROSE}", HOME))


def test_an_opening_with_by_and_a_number_is_no_byline() -> None:
    line = "By March, more than 2000 people walked again."
    assert line in text_of(whole(f"<h1>Ankles mend</h1><p>{line}</p>{PROSE}"))
    found = whole(f"<h1>Ankles mend</h1><p>By Ada Roe , Bo Lind on Monday, 6 April 2021</p>{PROSE}")
    assert found.byline == "Ada Roe , Bo Lind"


@pytest.mark.parametrize(
    "line",
    ["No comments yet", "0 Comments (+)", "Comment on this story", "Comments powered by Talk"],
)
def test_what_leads_to_comments_is_listed(line: str) -> None:
    assert reasons(saved(f"{PROSE}<p>{line}</p>"))[line] == COMMENTS


FOOT = (
    "<div><div><img src=foot.jpg alt='A foot'></div><div>A foot at rest</div><div>Ada Roe</div>"
    "</div>"
)


def test_a_line_in_a_box_with_a_picture_is_its_caption() -> None:
    [picture] = [part for part in saved(f"{PROSE}{FOOT}{PROSE}").sections if part.alt == "A foot"]
    assert picture.caption == "A foot at rest Ada Roe"


def test_all_that_is_said_in_a_figure_is_its_caption() -> None:
    figure = (
        "<figure><img src=f.jpg alt='A foot'><p>© Roe</p><figcaption>At rest</figcaption></figure>"
    )
    [picture] = [part for part in saved(f"{PROSE}{figure}{PROSE}").sections if part.alt == "A foot"]
    assert picture.caption == "© Roe At rest"


@pytest.mark.parametrize(
    "box",
    [
        FOOT.replace("<div>Ada Roe</div>", "<p>Rest it for a week.</p>"),
        FOOT.replace("<div>Ada Roe</div>", "<div>Rest <a href='/x'>it</a></div>"),
        FOOT.replace("<div><img", "<div>Look:</div><div><img"),
        FOOT.replace("Ada Roe", "Rest it. " * 60),
        FOOT.replace("<div>Ada Roe</div>", "<ul><li>Rest it.</li></ul>"),
    ],
    ids=["a paragraph", "a link", "words above", "many words", "a list"],
)
def test_what_only_resembles_a_caption_is_text(box: str) -> None:
    assert "A foot at rest" in text_of(saved(f"{PROSE}{box}{PROSE}"))


@pytest.mark.parametrize(
    "box",
    [
        "<div><p><picture><img src=f.jpg alt='A foot'></picture></p><b>A foot at rest</b></div>",
        "<div><div><img src=f.jpg alt='A foot'></div>A foot <i>at rest</i></div>",
        "<figure><i data-src=f.jpg data-alt='A foot'></i><figcaption>A foot at rest</figure>",
    ],
    ids=["picture in a paragraph", "picture in a box", "place of a picture"],
)
def test_a_picture_in_a_block_without_words_has_those_below_for_its_caption(box: str) -> None:
    [picture] = [part for part in saved(PROSE * 3 + box).sections if part.kind == "image"]
    assert (picture.alt, picture.caption) == ("A foot", "A foot at rest")
    assert picture.image_source.endswith("f.jpg")
