import feedparser
from lxml import etree
from starlette.testclient import TestClient

import settings
from actions.articles.settings import change_address
from models.base.database import writing
from models.staff.member import OPERATOR
from tests.articles import Written, write_article
from tests.public.conftest import publish


def test_a_feed_reader_understands_the_feed(reader: TestClient, public_knee: Written) -> None:
    feed = feedparser.parse(reader.get("/feed.xml").content)
    (entry,) = feed.entries

    assert not feed.bozo
    assert feed.feed.title == settings.CLINIC_NAME
    assert entry.title == "Knee pain"
    assert entry.link == f"{settings.PUBLIC_URL}/articles/knee-pain"
    assert entry.author == "Dr Ana Example"
    assert entry.summary == "All about knees."
    assert entry.published_parsed


def test_a_new_address_does_not_make_an_article_new_to_feed_readers(
    reader: TestClient, public_knee: Written
) -> None:
    before = feedparser.parse(reader.get("/feed.xml").content).entries[0].id
    with writing() as session:
        change_address(session, public_knee.id, "sore-knees", by=OPERATOR)
    (entry,) = feedparser.parse(reader.get("/feed.xml").content).entries

    assert entry.id == before
    assert entry.link.endswith("/articles/sore-knees")


def test_an_empty_feed_is_a_feed(reader: TestClient) -> None:
    feed = feedparser.parse(reader.get("/feed.xml").content)

    assert not feed.bozo
    assert feed.entries == []


def test_the_sitemap_lists_what_is_public(reader: TestClient, public_knee: Written) -> None:
    write_article("A draft", ["One"])
    publish(write_article("Bread & “salt” <x>", ["One"]))
    listed = etree.fromstring(reader.get("/sitemap.xml").content)
    addresses = [element.text for element in listed.iter("{*}loc")]

    assert addresses == [
        f"{settings.PUBLIC_URL}{path}"
        for path in ("/", "/book", "/articles/bread-salt-x", "/articles/knee-pain")
    ]


def test_robots_stay_out_of_the_desk_and_find_the_sitemap(reader: TestClient) -> None:
    told = reader.get("/robots.txt").text

    assert "Disallow: /desk\n" in told
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in told
