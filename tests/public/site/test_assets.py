import pytest
from starlette.testclient import TestClient

from public.site.style import FILES, STYLESHEET


@pytest.mark.parametrize("address", sorted(FILES))
def test_looks_are_kept_for_ever_under_a_name_of_their_own(
    reader: TestClient, address: str
) -> None:
    answer = reader.get(address)

    assert answer.status_code == 200
    assert answer.content == FILES[address]
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_stylesheet_names_no_file_by_its_changing_name() -> None:
    assert b"url(/assets/source-serif-" in FILES[STYLESHEET]
    assert b"url(source" not in FILES[STYLESHEET]


@pytest.mark.parametrize("name", ["site.css", "..%2fstyle.py", "site-000000000000.css"])
def test_no_other_file_is_served(reader: TestClient, name: str) -> None:
    assert reader.get(f"/assets/{name}").status_code == 404


def test_there_is_an_icon(reader: TestClient) -> None:
    answer = reader.get("/favicon.ico")

    assert answer.headers["content-type"] == "image/x-icon"
    assert answer.content[:4] == b"\0\0\1\0"
