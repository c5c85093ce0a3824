import json
import re
from collections.abc import Iterator
from itertools import pairwise

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag
from starlette.testclient import TestClient

import settings
from actions.articles.lifecycle import trash_article
from actions.articles.publishing import withdraw_article
from actions.articles.sections import save_section
from actions.articles.settings import AboutArticle, change_about, change_address
from models.articles.article import Article, FormerSlug, SectionKind
from models.articles.content import SectionContent
from models.base.database import writing
from models.clinic.setting import Setting
from models.staff.member import OPERATOR
from tests.articles import Written, add_to, newest, write_article
from tests.public.conftest import publish
from tests.statements import statements

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}\u2028&amp;"

ODD = ["x", "%00", "..%2f..%2fetc%2fpasswd", "%F0%9F%A6%B5", "%FF", "%ED%A0%80", "a" * 5000, "'--"]


def page_at(reader: TestClient, address: str) -> BeautifulSoup:
    """The page, after a parser that forgives nothing has read it."""
    answer = reader.get(address)
    assert answer.status_code == 200
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return BeautifulSoup(answer.text, "lxml")


def one(page: BeautifulSoup, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


@pytest.fixture(name="statements")
def asked_statements() -> Iterator[list[str]]:
    with statements() as asked:
        yield asked


def test_an_article_shows_all_its_parts_in_order(reader: TestClient, public_knee: Written) -> None:
    page = page_at(reader, "/articles/knee-pain")

    assert one(page, "h1").text == "Knee pain"
    assert one(page, ".standfirst").text == "What helps, in short."
    assert [heading.text for heading in page.select(".story h2")] == [
        "First",
        "How a knee works",
        "What helps",
        "When to call us",
        "Talk to us",
        "References",
    ]
    assert one(page, "figcaption").text == "A knee at rest."
    assert "/book?article=knee-pain&cta=" in one(page, ".story .button")["href"]
    assert one(page, ".story .button").text == "Ask for a time"
    assert one(page, ".author").text == "Dr Ana Example"
    assert one(page, "form")["action"] == "/book"


def test_hidden_text_notes_and_unpublished_saves_are_nowhere(
    reader: TestClient, public_knee: Written
) -> None:
    before = reader.get("/articles/knee-pain").content
    with writing() as session:
        text = SectionContent(heading="First", body="Not yet for readers.")
        number = newest(public_knee.sections[1]).number
        save_section(session, public_knee.sections[1], text, based_on=number, by=OPERATOR)

    assert reader.get("/articles/knee-pain").content == before
    for address in ("/", "/articles/knee-pain", "/feed.xml", "/api/articles/knee-pain"):
        told = reader.get(address).text
        assert "Secret" not in told
        assert "Not yet" not in told


def test_nobody_is_told_of_a_review_that_has_no_sign_off(
    reader: TestClient, public_knee: Written
) -> None:
    assert "reviewed" not in reader.get("/articles/knee-pain").text.lower()


def test_the_head_says_what_the_form_and_the_byline_say(
    reader: TestClient, public_knee: Written
) -> None:
    page = page_at(reader, "/articles/knee-pain")
    address = f"{settings.PUBLIC_URL}/articles/knee-pain"
    told = json.loads(one(page, "script").text)

    assert one(page, "title").text == f"Knees · {settings.CLINIC_NAME}"
    assert one(page, "meta[name=description]")["content"] == "All about knees."
    assert one(page, "link[rel=canonical]")["href"] == address
    assert one(page, "meta[property='og:url']")["content"] == address
    assert one(page, "meta[property='og:image']")["content"] == told["image"]
    assert told["headline"] == "Knee pain"
    assert told["author"]["name"] == one(page, ".author").text
    assert told["description"] == "All about knees."
    assert told["datePublished"] == one(page, ".facts time")["datetime"]


def test_the_only_script_is_not_one_that_runs(reader: TestClient, public_knee: Written) -> None:
    page = page_at(reader, "/articles/knee-pain")

    assert [script["type"] for script in page.select("script")] == ["application/ld+json"]
    assert not page.select("[style], [onclick], style, iframe")


def test_nothing_on_a_page_is_loaded_from_elsewhere(
    reader: TestClient, public_knee: Written
) -> None:
    page = page_at(reader, "/articles/knee-pain")
    loaded = [tag.get("src") for tag in page.select("[src]")]
    loaded += [tag.get("href") for tag in page.select("link:not([rel=canonical])")]
    sources = ", ".join(str(tag["srcset"]) for tag in page.select("[srcset]"))
    loaded += [source.split()[0] for source in sources.split(", ")]
    stylesheet = reader.get(str(one(page, "link[rel=stylesheet]")["href"])).text
    loaded += re.findall(r"url\(([^)]+)\)", stylesheet)

    assert len(loaded) > 10
    assert all(str(address).startswith("/") for address in loaded)
    for address in loaded:
        assert reader.get(str(address)).status_code == 200


def test_share_links_are_plain_and_carry_the_address(
    reader: TestClient, public_knee: Written
) -> None:
    page = page_at(reader, "/articles/knee-pain")
    links = page.select(".share a")

    assert [link.text for link in links] == ["Email", "Facebook", "X", "LinkedIn", "WhatsApp"]
    assert all("articles%2Fknee-pain" in link["href"] for link in links)
    assert all({"noopener", "nofollow"} <= set(link["rel"]) for link in links)
    assert one(page, "#share_address")["value"] == f"{settings.PUBLIC_URL}/articles/knee-pain"


def test_a_picture_keeps_its_place_and_comes_in_sizes(
    reader: TestClient, public_knee: Written
) -> None:
    page = page_at(reader, "/articles/knee-pain")
    image = one(page, "figure img")

    assert (image["width"], image["height"], image["alt"]) == ("1200", "800", "A knee")
    assert image["loading"] == "lazy"
    assert "1200w" in one(page, "figure source")["srcset"]


def test_headings_never_skip_a_level(reader: TestClient, public_knee: Written) -> None:
    page = page_at(reader, "/articles/knee-pain")
    levels = [int(tag.name[1]) for tag in page.select("main :is(h1, h2, h3, h4, h5, h6)")]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_long_article_lists_its_sections_and_each_link_leads_to_one(
    reader: TestClient,
) -> None:
    headings = ["Twice", "Twice", "Main", "Booking name", "日本語", "!?", "Twice heading"]
    publish(write_article("Long", headings))
    page = page_at(reader, "/articles/long")
    ids = [tag["id"] for tag in page.select("[id]")]
    links = page.select("nav[aria-label='In this article'] a")

    assert len(ids) == len(set(ids))
    assert [link.text for link in links] == headings
    assert all(str(link["href"])[1:] in ids for link in links)


@pytest.mark.parametrize("where", ["heading", "body", "caption", "alt", "button_label"])
def test_hostile_text_in_a_section_stays_text(reader: TestClient, where: str) -> None:
    article = write_article("Quiet", ["One"])
    kinds = {"button_label": SectionKind.CALL_TO_ACTION}
    with writing() as session:
        content = SectionContent.from_dict({"body": "x", where: HOSTILE})
        add_to(session, article, kinds.get(where, SectionKind.TEXT), content)
    publish(article)

    assert_quiet(page_at(reader, "/articles/quiet"))


def test_hostile_text_around_an_article_stays_text(reader: TestClient) -> None:
    article = write_article(HOSTILE, ["One"])
    with writing() as session:
        about = AboutArticle(HOSTILE, HOSTILE, HOSTILE, None)
        change_about(session, article.id, about, based_on=1, by=OPERATOR)
    publish(article)
    page = page_at(reader, f"/articles/{article.slug}")

    assert_quiet(page)
    assert one(page, "h1").text.split() == HOSTILE.split()
    assert json.loads(one(page, "script").text)["headline"].split() == HOSTILE.split()
    assert_quiet(page_at(reader, "/"))


def assert_quiet(page: BeautifulSoup) -> None:
    assert not page.select("[onerror], img[src=x], script:not([type='application/ld+json'])")
    assert "49" not in page.text


def test_control_characters_do_not_break_a_page(reader: TestClient) -> None:
    publish(write_article("Bell \x07 and form feed \x0c", ["One \x0b two"]))

    page_at(reader, "/")
    assert "\x07" not in reader.get("/feed.xml").text


def test_a_former_address_leads_to_the_present_one_in_one_step(
    reader: TestClient, public_knee: Written
) -> None:
    for slug in ("knees", "sore-knees"):
        with writing() as session:
            change_address(session, public_knee.id, slug, by=OPERATOR)

    for former in ("knee-pain", "knees"):
        answer = reader.get(f"/articles/{former}")
        assert (answer.status_code, answer.headers["location"]) == (301, "/articles/sore-knees")
    assert reader.get("/articles/sore-knees").status_code == 200


@pytest.mark.parametrize("leave", [withdraw_article, trash_article])
def test_an_article_taken_down_is_nowhere_at_once(
    reader: TestClient, public_knee: Written, leave: object
) -> None:
    with writing() as session:
        session.add(FormerSlug(slug="old-knee", article_id=public_knee.id))
    assert reader.get("/articles/knee-pain").status_code == 200
    assert reader.get("/articles/old-knee").status_code == 301

    with writing() as session:
        leave(session, public_knee.id, by=OPERATOR)  # type: ignore[operator]  # one of several actions with one signature

    addresses = ("/articles/knee-pain", "/articles/old-knee", "/api/articles/knee-pain")
    assert {reader.get(address).status_code for address in addresses} == {404}
    assert "knee" not in reader.get("/feed.xml").text + reader.get("/sitemap.xml").text


def test_a_draft_answers_nowhere(reader: TestClient, knee: Written) -> None:
    for address in ("/articles/knee-pain", "/api/articles/knee-pain"):
        assert reader.get(address).status_code == 404
    for address in ("/", "/feed.xml", "/sitemap.xml", "/api/articles"):
        assert "knee" not in reader.get(address).text.lower()


@pytest.mark.parametrize("slug", ODD)
def test_an_odd_address_is_kindly_not_found(reader: TestClient, slug: str) -> None:
    answer = reader.get(f"/articles/{slug}")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "See all articles" in answer.text


def test_the_list_without_articles_says_so(reader: TestClient) -> None:
    page = page_at(reader, "/")

    assert "The first article is being written." in page.text
    assert one(page, ".nothing-yet .button")["href"] == "/book"


def test_the_list_shows_each_article_newest_first(reader: TestClient, public_knee: Written) -> None:
    publish(write_article("Back pain", ["One"]))
    page = page_at(reader, "/")
    card = page.select(".card")[1]

    assert [link.text for link in page.select(".card h2 a")] == ["Back pain", "Knee pain"]
    assert card.select("h2 a")[0]["href"] == "/articles/knee-pain"
    assert "What helps, in short." in card.text
    assert "1 min read" in card.text
    assert card.select("img")[0]["alt"] == "A knee"


def test_publishing_again_does_not_move_an_article_to_the_top(
    reader: TestClient, public_knee: Written
) -> None:
    publish(write_article("Back pain", ["One"]))
    with writing() as session:
        add_to(session, public_knee, SectionKind.TEXT, SectionContent(body="More."))
    publish(public_knee)
    page = page_at(reader, "/")

    assert [link.text for link in page.select(".card h2 a")] == ["Back pain", "Knee pain"]


def test_many_articles_come_in_pages(reader: TestClient) -> None:
    for number in range(25):
        publish(write_article(f"Article {number}", ["One"]))
    first, second = page_at(reader, "/"), page_at(reader, "/?page=2")

    assert [len(page.select(".card")) for page in (first, second)] == [24, 1]
    assert one(first, "a[rel=next]")["href"] == "/?page=2"
    assert one(second, "a[rel=prev]")["href"] == "/"
    assert one(second, "link[rel=canonical]")["href"] == f"{settings.PUBLIC_URL}/?page=2"


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "", "٢", "9" * 400, "1.0"])
def test_a_page_that_does_not_exist_is_not_found(reader: TestClient, number: str) -> None:
    assert reader.get("/", params={"page": number}).status_code == 404


def test_an_unchanged_page_costs_no_query(
    reader: TestClient, public_knee: Written, statements: list[str]
) -> None:
    reader.get("/articles/knee-pain")
    statements.clear()

    assert reader.get("/articles/knee-pain").status_code == 200
    assert statements == []


def test_the_form_follows_what_the_clinic_offers(reader: TestClient, public_knee: Written) -> None:
    assert "Acupuncture" not in reader.get("/articles/knee-pain").text
    with writing() as session:
        session.add(Setting(name="services", value=["Acupuncture"]))

    assert "Acupuncture" in reader.get("/articles/knee-pain").text


def test_a_call_says_on_paper_where_to_turn(reader: TestClient, public_knee: Written) -> None:
    """A button is nothing on paper."""
    assert "/book" in one(page_at(reader, "/articles/knee-pain"), ".on-paper").text
    with writing() as session:
        session.add(Setting(name="public_phone", value="01632 960 <1>"))
        session.add(Setting(name="public_address", value="3 Quay Street"))

    told = one(page_at(reader, "/articles/knee-pain"), ".on-paper").text
    assert "01632 960 <1>" in told
    assert "3 Quay Street" in told


def test_the_title_that_readers_see_is_the_published_one(
    reader: TestClient, public_knee: Written
) -> None:
    with writing() as session:
        header = public_knee.sections[0]
        text = SectionContent(heading="A new title")
        number = newest(header).number
        save_section(session, header, text, based_on=number, by=OPERATOR)
        assert session.get_one(Article, public_knee.id).title == "A new title"

    assert "A new title" not in reader.get("/").text


def test_an_address_cut_short_leads_to_the_list(reader: TestClient) -> None:
    answer = reader.get("/articles", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, "/")
