"""The reason that stands beside a passage left out is true of it."""

import pytest

from actions.articles.manuscripts.furniture import (
    ADVERT,
    AUTHOR,
    COMMENTS,
    CONTENTS,
    COOKIES,
    DETAILS,
    EMBEDDED,
    FOOT,
    FORM,
    HEAD,
    HIDDEN,
    LINKS,
    MENU,
    NO_SCRIPT,
    OTHERS,
    OUTSIDE,
    SHARE,
    SIDE,
    SIGN_UP,
    TRAIL,
)
from actions.articles.manuscripts.html.page import read
from models.articles.manuscript import Manuscript
from tests.actions.articles.manuscripts.examples import reasons
from tests.actions.articles.manuscripts.test_meaning import PROSE, saved, text_of

COMMENT = "<div class='c'><time>1 May</time><p>So true, all of it.</p></div>"


def linked(*names: str, more: str = "") -> str:
    return "".join(f"<li><a href='/{name}'{more}>{name}</a></li>" for name in names)


def around(inner: str) -> Manuscript:
    page = f"<body>{inner}<article><h1>Ankles</h1>{PROSE * 3}</article></body>"
    [found] = read(page)
    return found


@pytest.mark.parametrize(
    ("strip", "reason"),
    [
        ("<div><a href='/ona'>Ona Birk</a>, <a href='/rea'>Rea Moss</a></div>", LINKS),
        ("<div><a href='tel:1'>Ring us</a> <a href='mailto:a@b.c'>Write</a></div>", LINKS),
        ("<div><a href='a.pdf'>Leaflet</a> <a href='b.pdf'>Poster</a></div>", LINKS),
        ("<div><a href='/de'>Deutsch</a> <a href='/fr'>Français</a></div>", LINKS),
        ("<div><a href='#'>Bigger</a> <a href='#'>Smaller</a></div>", LINKS),
        ("<div><a rel=author href='/o'>Ona</a> <a rel=author href='/r'>Rea</a></div>", DETAILS),
        (
            "<div><a rel=tag href='/t/1'>Bones</a> <a rel='tag' href='/t/2'>Joints</a></div>",
            DETAILS,
        ),
        ("<div><a href='#ice'>Ice</a> <a href='#rest'>Rest</a></div>", LINKS),
        (f"<h3>Related posts</h3><ul>{linked('Knees', 'Hips')}</ul>", OTHERS),
    ],
)
def test_a_row_of_links_is_called_no_more_than_it_is(strip: str, reason: str) -> None:
    found = saved(f"{PROSE}{strip}{PROSE}")
    assert reason in reasons(found).values()
    assert len(set(reasons(found).values())) == 1


@pytest.mark.parametrize(
    "headings",
    [
        ("<h2>ICE</h2>", "<h2>Rest</h2>"),
        ("<h2 id=i>Ice, not heat</h2>", "<h2><b id=r>How long to rest</b></h2>"),
        (
            "<a name=i></a><h2>Ice, not heat</h2>",
            "<section id=r><h2>How long to rest</h2></section>",
        ),
        ("<h2 id=i>Ice, not heat</h2>", "<p id=r>How long to rest</p>"),
    ],
)
def test_a_list_of_headings_is_one_whose_links_all_lead_to_them(headings: tuple[str, str]) -> None:
    strip = "<div><a href='#i'>Ice</a> <a href='#r'>Rest</a></div>"
    first, second = headings
    found = saved(f"{PROSE}{strip}{PROSE}{first}{PROSE}{second}{PROSE}")
    assert reasons(found)["Ice Rest"] == (LINKS if "<p" in second else CONTENTS)


@pytest.mark.parametrize(
    "strip",
    [
        "<div>See also: <a href='/a'>Knees</a> and <a href='/b'>Hips</a></div>",
        "<div><b>Sources:</b> <a href='/a'>Knees 2001</a>, <a href='/b'>Hips 2004</a></div>",
    ],
)
def test_links_that_the_text_leads_up_to_stay(strip: str) -> None:
    assert "Hips" in text_of(saved(f"{PROSE}{strip}{PROSE}"))


def test_a_line_of_authors_in_a_box_of_links_is_the_byline() -> None:
    line = "<div>By <a href='/a'>Ona Birk</a> and <a href='/b'>Rea Moss</a></div>"
    assert saved(f"{line}{PROSE}").byline == "Ona Birk and Rea Moss"


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        (f"<nav><ul>{linked('Home', 'Team', 'News')}</ul></nav>", MENU),
        ("<p>Share on Facebook</p>", SHARE),
        ("<p>We use cookies to make this site work better for you.</p>", COOKIES),
        ("<p>Home › Bones › Ankles</p>", TRAIL),
        (f"<div class='comments'>{COMMENT}{COMMENT}</div>", COMMENTS),
        ("<form><label>Your name</label><input name=n><button>Send</button></form>", FORM),
        ("<iframe>An old browser shows this</iframe>", EMBEDDED),
        ("<p style='display:none'>Nobody reads this.</p>", HIDDEN),
        ("<noscript>Switch scripts on</noscript>", NO_SCRIPT),
        ("<p>Posted on 4 May 2021</p>", DETAILS),
        ("<p>© 2021 Quay Clinic</p>", FOOT),
        ("<p>Advertisement</p>", ADVERT),
        ("<p>Subscribe to our newsletter</p>", SIGN_UP),
        ("<p>Table of contents</p>", CONTENTS),
        ("<p>Read more</p>", OTHERS),
    ],
)  # fmt: skip
def test_what_stands_inside_an_article_is_called_what_it_is(piece: str, reason: str) -> None:
    found = saved(f"<p>First words of it.</p>{piece}{PROSE}")
    assert set(reasons(found).values()) == {reason}


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        ("<header><p>Quay Clinic</p></header>", HEAD),
        ("<aside><p>Opening hours</p></aside>", SIDE),
        ("<footer><p>Quay Street 4</p></footer>", FOOT),
        ("<div>Rain, 12 °C</div>", OUTSIDE),
        ("<div class='author-bio'><p>Ona Birk likes walks.</p></div>", AUTHOR),
    ],
)
def test_what_stands_around_an_article_is_called_what_it_is(piece: str, reason: str) -> None:
    assert set(reasons(around(piece)).values()) == {reason}
