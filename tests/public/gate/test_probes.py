import pytest
from starlette.testclient import TestClient

from public.gate.probes import probe_routes
from tests.public.visitors import visitor

PROBED = ["/desk/articles/_stcore/health", "/desk/articles/_stcore/host-config"]


@pytest.mark.parametrize("path", PROBED)
def test_a_page_that_asks_one_address_too_deep_is_told_no_and_nothing_else(path: str) -> None:
    told = visitor().get(path, follow_redirects=False)

    assert told.status_code == 300  # neither a success nor what a browser writes down as an error
    assert told.content == b""
    assert told.headers["Link"] == f'</desk/_stcore/{path.rpartition("/")[2]}>; rel="alternate"'
    assert "Location" not in told.headers


@pytest.mark.parametrize(
    "path",
    [
        "/desk/articles/_stcore/metrics",
        "/desk/articles/_stcore/stream",
        "/desk/articles/_stcore/upload_file/a/b",
        "/desk/articles/more/_stcore/health",
        "/desk/articles%2f..%2f_stcore/health",
        "/articles/_stcore/health",
    ],
)
def test_nothing_else_is_answered_below_a_page(path: str) -> None:
    assert visitor().get(path, follow_redirects=False).status_code == 404


def test_nobody_writes_there(reader: TestClient) -> None:
    assert {method for route in probe_routes for method in route.methods or ()} == {"GET", "HEAD"}
    assert reader.post(PROBED[0]).status_code == 405
