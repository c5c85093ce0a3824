"""Title, author, date and lead picture come from what the page says of itself."""

import json

import pytest

from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.furniture import DETAILS, REWORDED_TITLE
from models.articles.manuscript import Manuscript
from tests.actions.articles.manuscripts.examples import headings, kinds, reasons
from tests.actions.articles.manuscripts.test_meaning import PROSE

TOLD = {
    "@graph": [
        {"@type": "Organization", "name": "Quay Clinic"},
        {"@type": "MedicalWebPage", "headline": "Why ankles click", "datePublished": "2024-05-06",
         "author": [{"@type": "Person", "name": "Ona Birk"}, {"name": "Rea Moss"}]},
    ]
}  # fmt: skip
STRUCTURED = f"<script type='application/ld+json'>{json.dumps(TOLD)}</script>"
OPEN_GRAPH = (
    "<meta property='og:title' content='Why ankles click | Quay Clinic'>"
    "<meta property='og:site_name' content='Quay Clinic'><meta name=author content='Ona Birk'>"
    "<meta property='article:published_time' content='2024-05-06'>"
)
LOGO = "<div><h1><a href='/'>Quay Clinic</a></h1></div>"


def page(head: str, body: str) -> Manuscript:
    [found] = read_manuscripts(f"<html><head>{head}</head><body>{body}</body></html>".encode())
    return found


@pytest.mark.parametrize(
    ("head", "byline"),
    [(STRUCTURED, "Ona Birk, Rea Moss"), (OPEN_GRAPH, "Ona Birk")],
    ids=["JSON-LD", "Open Graph"],
)
def test_title_author_and_date_come_from_the_pages_data(head: str, byline: str) -> None:
    found = page(head, f"{LOGO}<h2>Why ankles click</h2>{PROSE}")
    assert (found.title, found.byline) == ("Why ankles click", byline)
    assert reasons(found)["2024-05-06"] == DETAILS
    assert "Why ankles click" not in headings(found)


@pytest.mark.parametrize(
    "tab", ["Why ankles click - Quay Clinic", "Quay Clinic | Why ankles click"]
)
def test_the_heading_of_a_logo_is_no_title(tab: str) -> None:
    found = page(f"<title>{tab}</title>", f"{LOGO}<h2>Why ankles click</h2>{PROSE}")
    assert found.title == "Why ankles click"


def test_a_heading_with_a_mark_to_jump_to_is_no_logo() -> None:
    assert page("", f"<h1><a name=top>Why ankles click</a></h1>{PROSE}").title == "Why ankles click"


def test_the_visible_heading_wins_where_the_data_tell_of_something_else() -> None:
    stale = "<meta property='og:title' content='Welcome to the quay'>"
    assert page(stale, f"<h1>Why ankles click</h1>{PROSE}").title == "Why ankles click"


def told_and_seen(told: str, seen: str) -> Manuscript:
    [found] = [page(f"<meta property='og:title' content='{told}'>", f"<h1>{seen}</h1>{PROSE}")]
    assert found.report.is_proved
    return found


def test_the_data_name_the_page_and_a_heading_in_other_words_is_listed() -> None:
    found = told_and_seen("When an ankle clicks at night", "When your ankle clicks at night")
    assert found.title == "When an ankle clicks at night"
    assert reasons(found)["When your ankle clicks at night"] == REWORDED_TITLE


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ("Walk on a sore ankle after a sprain", "Do not walk on a sore ankle after a sprain"),
        ("7 ways to rest a sore ankle", "9 ways to rest a sore ankle"),
        ("A joint that makes a noise", "Why ankles click"),
        ("Why ankles click: causes, tests and what helps at home", "Why ankles click"),
    ],
    ids=["a denial", "a number", "other words", "a long tail"],
)
def test_the_heading_stays_the_title_where_the_data_say_something_else(
    told: str, seen: str
) -> None:
    assert told_and_seen(told, seen).title == seen


@pytest.mark.parametrize(
    "wrap", ["<![CDATA[{0}]]>", "//<![CDATA[\n{0}\n//]]>", "<!-- {0} -->", "{0};"]
)
def test_data_wrapped_for_old_browsers_are_read(wrap: str) -> None:
    told = wrap.replace("{0}", json.dumps(TOLD).replace("click", "click\t"))
    head = f"<script type='application/ld+json'>{told}</script>"
    assert page(head, f"<h2>Ice</h2>{PROSE}").title == "Why ankles click"


@pytest.mark.parametrize("told", ["{not json", "[" * 50_000, '"words"', '{"@type": "Article"}'])
def test_data_that_cannot_be_read_stop_nothing(told: str) -> None:
    head = f"<script type='application/ld+json'>{told}</script>"
    assert page(head, f"<h1>Why ankles click</h1>{PROSE}").title == "Why ankles click"


def test_the_pages_own_picture_leads_an_article_that_has_none() -> None:
    lead = (
        "<meta property='og:image' content='https://quay.example/a.jpg'>"
        "<meta property='og:image:alt' content='An ankle'>"
    )
    text = f"<h1>Why ankles click</h1>{PROSE}"
    [picture] = [each for each in page(lead, text).sections if each.kind == "image"]
    assert (picture.image_source, picture.alt) == ("https://quay.example/a.jpg", "An ankle")
    own = page(lead, f"{text}<img src='https://quay.example/b.jpg' alt='Bones'>{PROSE}")
    assert [each.alt for each in own.sections if each.kind == "image"] == ["Bones"]
    assert kinds(own).count("image") == 1


PUBLISHED = json.dumps(
    {"@type": "WebPage", "publisher": {"@type": "Organization", "name": "Quay Clinic"}}
)
CANONICAL = "<link rel=canonical href='https://www.quayclinic.example/ankles'>"


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:site_name' content='Quay Clinic'>",
        "<meta name='application-name' content='Quay Clinic'>",
        f"<script type='application/ld+json'>{PUBLISHED}</script>",
        '<script type="application/ld+json">{"@type": "WebSite", "name": "Quay Clinic"}</script>',
        CANONICAL,
        "<meta property='og:url' content='https://quayclinic.example/ankles'>",
    ],
    ids=["Open Graph", "application", "publisher", "web site", "canonical", "address"],
)
@pytest.mark.parametrize(
    "told", ["Why ankles click | Quay Clinic", "Quay Clinic – Why ankles click"]
)
def test_the_sites_own_name_is_no_part_of_the_title(head: str, told: str) -> None:
    titles = f"<title>{told}</title><meta property='og:title' content='{told}'>{head}"
    assert page(titles, f"<h2>Ice</h2>{PROSE}").title == "Why ankles click"


def test_a_tail_that_is_no_name_of_the_site_stays_where_no_heading_says_otherwise() -> None:
    told = "<meta property='og:title' content='Why ankles click - and when'>" + CANONICAL
    assert page(told, f"<h2>Ice</h2>{PROSE}").title == "Why ankles click - and when"


def test_the_only_top_heading_tells_where_the_title_ends() -> None:
    told = "<meta property='og:title' content='Why ankles click - Ona Birk - Quay'>"
    assert page(told, f"<h1>Why ankles click</h1>{PROSE}").title == "Why ankles click"


@pytest.mark.parametrize(
    "address", ["https://[broken/", "https://a℀b/", "no address", "//", "http://"]
)
def test_an_address_that_is_none_stops_nothing(address: str) -> None:
    told = f"<link rel=canonical href='{address}'>"
    assert page(told, f"<h1>Why ankles click</h1>{PROSE}").title == "Why ankles click"


def test_the_title_of_a_drawing_is_not_the_pages() -> None:
    logo = "<svg><title>Quay logo</title></svg>"
    assert page("", f"{logo}<h2>Why ankles click</h2>{PROSE}").title != "Quay logo"


@pytest.mark.parametrize(
    "line",
    [
        "<p>By <a rel=author href='/ona'>Ona Birk</a></p>",
        "<p><span>By Ona Birk</span> 4 May 2021</p>",
        "<div itemprop=author><a href='/ona'><b itemprop=name>Ona Birk</b></a> MD</div>",
        "<p>Nobody has to limp for long.</p><p>by Ona Birk</p>",
    ],
)
def test_the_author_is_whom_the_page_names_below_its_title(line: str) -> None:
    assert page("", f"<h1>Why ankles click</h1>{line}{PROSE}").byline == "Ona Birk"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Why ankles click</h1>{PROSE}<p>By Ona Birk</p>",
        f"<p>Links by Ada Lund</p><h1>Why ankles click</h1>{PROSE}<p rel=author>Ona Birk</p>",
        f"<h1>Why ankles click</h1><p>By Ona Birk</p><p>By Rea Moss</p>{PROSE}",
        f"<h1>Why ankles click</h1><p>By 4 May they are well.</p>{PROSE}",
        f"<h1>Why ankles click</h1><h2>By Mouth or Drip</h2>{PROSE}",
        f"<h1>Why ankles click</h1><h2>By Mouth And Drip</h2><div>By Mouth</div>{PROSE}",
    ],
    ids=["below the text", "elsewhere", "two people", "a day", "a way", "a way and a short line"],
)
def test_nobody_is_called_the_author_on_a_guess(body: str) -> None:
    assert page("", body).byline in {"", "Ona Birk" if "Moss" in body else ""}


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (STRUCTURED.replace("Why ankles click", "Why ankles click - Ona Birk | Quay Clinic"), LOGO),
        ("<meta property='og:title' content='Quay Clinic — Why ankles click'>", LOGO),
        (
            STRUCTURED.replace("Why ankles click", "")
            + "<title>Why ankles click - Rea Moss - Q</title>",
            "",
        ),
    ],
    ids=["the author’s name", "the site’s, as its logo says it", "both, in the tab alone"],
)
def test_names_at_the_ends_are_no_part_of_the_title(head: str, told: str) -> None:
    assert page(head, f"{told}{PROSE}").title == "Why ankles click"


def test_a_heading_that_leads_nowhere_else_is_no_name_of_the_site() -> None:
    head = "<meta property='og:title' content='Ankles - Why they click'>"
    assert page(head, f"<h2><a href='#'>Ankles</a></h2>{PROSE}").title == "Ankles - Why they click"


@pytest.mark.parametrize(
    "line",
    [
        "By Ona Birk - 05/06/2024 06:56 AM EST",
        "Posted by Ona Birk on Monday, May 6th, 2024 at 9:24 p.m.",
        "Updated 6 May 2024, 12:04AM ET",
        "2024-05-06T20:51:19Z",
    ],
)
def test_a_line_of_author_and_day_above_the_text_is_no_standfirst(line: str) -> None:
    lead = "<p>Ankles click, and nobody need worry about that.</p>"
    found = page(OPEN_GRAPH, f"<h1>Why ankles click</h1><p>{line}</p>{lead}<h2>So</h2>{PROSE}")
    assert found.standfirst == "Ankles click, and nobody need worry about that."
    assert DETAILS in reasons(found).values()


@pytest.mark.parametrize(
    "line",
    ["Ona Birk took 20 mg on 6 May 2024", "On 12 May 2023", "No more than 2024 mg", "20 mg"],
    ids=["a dose", "another year", "not a day", "a bare dose"],
)
def test_a_line_that_says_more_than_author_and_day_stays(line: str) -> None:
    found = page(OPEN_GRAPH, f"<h1>Why ankles click</h1><p>{line}</p>{PROSE}<h2>So</h2>{PROSE}")
    assert line in f"{found.standfirst} {found.sections}"


def test_a_bare_day_stays_where_the_page_does_not_say_its_own() -> None:
    told = page("", f"<h1>Why ankles click</h1><p>6 May 2024</p>{PROSE}<h2>So</h2>{PROSE}")
    assert "6 May 2024" in f"{told.standfirst} {told.sections}"
