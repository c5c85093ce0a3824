import gzip

import pytest
from starlette.testclient import TestClient

from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.base.database import writing
from tests.articles import Written, add_to
from tests.public.conftest import publish

ADDRESSES = ["/", "/articles/knee-pain", "/feed.xml", "/sitemap.xml", "/api/articles"]
ADDRESS = "/articles/knee-pain"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("packing", ["gzip", "identity"])
def test_a_reader_who_has_the_page_is_told_so(
    reader: TestClient, public_knee: Written, address: str, packing: str
) -> None:
    wish = {"accept-encoding": packing}
    first = reader.get(address, headers=wish)
    again = reader.get(address, headers={**wish, "if-none-match": first.headers["etag"]})

    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert first.headers["vary"] == "Accept-Encoding"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("known", ["*", 'W/{}, "other"', '"other", {}'])
def test_all_ways_to_name_a_known_page_are_understood(
    reader: TestClient, public_knee: Written, known: str
) -> None:
    tag = reader.get(ADDRESS).headers["etag"]

    assert reader.get(ADDRESS, headers={"if-none-match": known.format(tag)}).status_code == 304
    assert reader.get(ADDRESS, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_change_brings_another_page(reader: TestClient, public_knee: Written) -> None:
    tag = reader.get(ADDRESS).headers["etag"]
    with writing() as session:
        add_to(session, public_knee, SectionKind.TEXT, SectionContent(body="Walk a little."))
    publish(public_knee)
    answer = reader.get(ADDRESS, headers={"if-none-match": tag})

    assert answer.status_code == 200
    assert "Walk a little." in answer.text
    assert answer.headers["etag"] != tag


@pytest.mark.parametrize(
    ("wish", "is_packed"),
    [("gzip, br", True), ("*", True), ("gzip;q=0, *;q=0", False), ("br", False), ("", False)],
)
def test_pages_are_packed_for_whoever_can_unpack_them(
    reader: TestClient, public_knee: Written, wish: str, is_packed: bool
) -> None:
    answer = reader.get(ADDRESS, headers={"accept-encoding": wish})

    assert ("content-encoding" in answer.headers) is is_packed
    assert "Knee pain" in answer.text
    if is_packed:
        assert int(answer.headers["content-length"]) < len(gzip.compress(answer.content, 1)) + 1


def test_asking_for_the_head_alone_works(reader: TestClient, public_knee: Written) -> None:
    whole, head = reader.get(ADDRESS), reader.head(ADDRESS)

    assert head.status_code == 200
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-length"] == whole.headers["content-length"]
