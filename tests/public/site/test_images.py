from collections.abc import Iterator
from secrets import token_urlsafe

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from starlette.testclient import TestClient

import settings
from actions.articles.publishing import withdraw_article
from actions.articles.sections import save_section
from actions.articles.settings import AboutArticle, change_about
from actions.library.image_focusing import focus_image
from actions.library.images import prepare_image, store_image
from models.articles.article import Article
from models.articles.content import SectionContent
from models.articles.image import Image
from models.base.database import reading, writing
from models.staff.access import StaffSession, digest
from models.staff.member import OPERATOR, Actor
from public.gate.identity import COOKIE
from tests.articles import Written, picture
from tests.public.conftest import publish
from tests.public.visitors import visitor

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def photo(knee: Written) -> str:
    with reading() as session:
        return session.scalars(select(Image.sha256)).one()


@pytest.fixture
def ed_reading(ed: Actor) -> Iterator[TestClient]:
    """Ed's browser, signed in."""
    token = token_urlsafe()
    with writing() as session:
        session.add(StaffSession(token_hash=digest(token), staff_id=ed.id))
    reader = visitor()
    reader.headers["cookie"] = f"{COOKIE}={token}"
    return iter([reader])


def test_a_picture_in_a_public_article_is_public_and_kept(
    reader: TestClient, photo: str, public_knee: Written
) -> None:
    answer = reader.get(f"/images/{photo}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == FOR_EVER
    assert answer.headers["x-content-type-options"] == "nosniff"
    known = {"if-none-match": answer.headers["etag"]}
    assert reader.get(f"/images/{photo}", headers=known).status_code == 304


def test_its_smaller_renditions_are_webp(
    reader: TestClient, photo: str, public_knee: Written
) -> None:
    answer = reader.get(f"/images/{photo}/400")

    assert answer.headers["content-type"] == "image/webp"
    assert answer.content[8:12] == b"WEBP"


def test_a_width_that_is_not_kept_brings_the_picture_itself(
    reader: TestClient, photo: str, public_knee: Written
) -> None:
    assert reader.get(f"/images/{photo}/123").headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize("under", ["/images", "/desk/images"])
def test_strangers_do_not_see_a_draft_s_picture(reader: TestClient, photo: str, under: str) -> None:
    assert reader.get(f"{under}/{photo}").status_code == 404
    assert reader.get(f"{under}/{photo}/400").status_code == 404


def test_staff_see_it_and_no_cache_keeps_it(ed_reading: Iterator[TestClient], photo: str) -> None:
    answer = next(ed_reading).get(f"/desk/images/{photo}")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-cache"


def test_a_picture_of_a_withdrawn_article_is_not_public(
    reader: TestClient, photo: str, public_knee: Written
) -> None:
    with writing() as session:
        withdraw_article(session, public_knee.id, by=OPERATOR)

    assert reader.get(f"/images/{photo}").status_code == 404


def test_a_picture_that_only_stands_for_a_shared_link_is_public(
    reader: TestClient, knee: Written
) -> None:
    with writing() as session:
        drawn = prepare_image(picture(600, 400, "PNG"))
        shared = store_image(session, drawn, name="share.png", by=OPERATOR).sha256
        about = AboutArticle(share_image=shared)
        version = session.get_one(Article, knee.id).version
        change_about(session, knee.id, about, based_on=version, by=OPERATOR)
    assert reader.get(f"/images/{shared}").status_code == 404
    publish(knee)

    assert reader.get(f"/images/{shared}").status_code == 200
    address = f'content="{settings.PUBLIC_URL}/images/{shared}"'
    assert address in reader.get(f"/articles/{knee.slug}").text


@pytest.mark.parametrize("address", ["0" * 64, "x", "0" * 64 + "/400", "%00", "0" * 64 + "/x"])
def test_what_is_no_picture_is_not_found(reader: TestClient, address: str) -> None:
    assert reader.get(f"/images/{address}").status_code == 404


def test_a_picture_between_the_words_has_a_size_for_each_screen_and_is_public(
    reader: TestClient, photo: str, knee: Written
) -> None:
    with writing() as session:
        body = f"Look: ![A <knee>](/images/{photo})"
        for section, heading in zip(knee.sections, ("Knee pain", "First"), strict=False):
            content = SectionContent(heading=heading, body=body)
            save_section(session, section, content, based_on=2, by=OPERATOR)
    publish(knee)
    page = BeautifulSoup(reader.get("/articles/knee-pain").text, "lxml")
    (shown,) = page.select(".story p img")
    (above,) = page.select(".standfirst img")
    assert above["srcset"] == shown["srcset"]
    assert (shown["width"], shown["height"], shown["loading"]) == ("1200", "800", "lazy")
    assert shown["alt"] == "A <knee>"
    sources = [each.split() for each in str(shown["srcset"]).split(", ")]
    assert [width for _, width in sources] == ["400w", "800w", "1200w"]
    for address in (shown["src"], sources[0][0]):
        assert reader.get(str(address)).status_code == 200


def test_a_preview_shows_staff_the_pictures_that_nobody_else_may_see(
    photo: str, knee: Written, ed_reading: Iterator[TestClient]
) -> None:
    body = f"![A knee](/images/{photo})"
    with writing() as session:
        save_section(session, knee.sections[1], SectionContent(body=body), based_on=2, by=OPERATOR)
    page = BeautifulSoup(next(ed_reading).get(f"/desk/preview/{knee.id}").text, "lxml")
    (shown,) = page.select(".story p img")
    assert shown["src"] == f"/desk/images/{photo}"


def test_a_focal_point_stays_in_sight_where_a_list_cuts_the_picture(
    reader: TestClient, photo: str, public_knee: Written
) -> None:
    assert "across-" not in reader.get("/").text
    with writing() as session:
        focus_image(session, photo, [20, 85], based_on=(50, 50), on_pages=True, by=OPERATOR)
    page = BeautifulSoup(reader.get("/").text, "lxml")
    (shown,) = page.select(".thumbnail img")
    assert shown["class"] == ["across-20", "down-85"]
    (style,) = [link["href"] for link in page.select("link[rel=stylesheet]")]
    rules = reader.get(str(style)).text.replace(" ", "")
    assert ".across-20{--across:20%" in rules
    assert ".down-85{--down:85%" in rules
