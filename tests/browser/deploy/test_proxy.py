"""Behind Caddy, by the file that clinics are given: TLS, websocket, cookies, and who asks."""

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from models.base.database import reading
from models.enquiries.enquiry import Enquiry
from models.staff.member import Actor
from tests.browser.conftest import PASSWORD
from tests.browser.deploy.caddy import caddy_with
from tests.browser.server import Server, free_port
from tests.browser.wire import cookie_of

BELIEVING = ssl.create_default_context()
BELIEVING.check_hostname, BELIEVING.verify_mode = False, ssl.CERT_NONE
ASKED = {"name": "Jane Doe", "email": "jane@example.com", "service": "Physiotherapy"} | {
    "consent": True,
    "message": "My knee.",
}


@pytest.fixture
def door(fresh_database: Path, staff: dict[str, Actor], own_port: int) -> Iterator[int]:
    """The port at which Caddy answers for a server that lets each visitor ask twice."""
    port = free_port()
    environment = {
        "COPYDESK_PUBLIC_URL": f"https://localhost:{port}",
        "COPYDESK_INTAKE_LIMIT": "2/hour",
    }
    server = Server(fresh_database, own_port, fresh_database.with_name("log"), environment)
    server.start()
    alone = ("local_certs", "skip_install_trust", "auto_https disable_redirects")
    names = {"COPYDESK_SITE": "localhost", "COPYDESK_PORT": str(own_port)}
    with caddy_with(
        "Caddyfile",
        fresh_database.parent,
        f"https://localhost:{port}",
        "\n".join((*alone, f"https_port {port}")),
        names,
        tls=BELIEVING,
    ):
        yield port
    server.stop()


def page_at(port: int, path: str, **headers: str) -> str:
    with closing(HTTPSConnection("localhost", port, timeout=30, context=BELIEVING)) as visitor:
        visitor.request("GET", path, headers=headers)
        return visitor.getresponse().read().decode()


def ask(port: int, path: str, *, body: str = "", source: str = "", **headers: str) -> int:
    """The status; `source` is the address on this machine that the visitor comes from."""
    whence = (source, 0) if source else None
    visitor = HTTPSConnection(
        "localhost", port, timeout=30, context=BELIEVING, source_address=whence
    )
    with closing(visitor):
        method = "POST" if body else "GET"
        visitor.request(method, path, body=body or None, headers={
            name.replace("_", "-"): value for name, value in headers.items()
        })  # fmt: skip
        return visitor.getresponse().status


def test_staff_sign_in_through_it_and_work(
    door: int, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(ignore_https_errors=True)
    page = context.new_page()
    page.goto(f"https://localhost:{door}/desk/enquiries")
    page.get_by_label("Username").fill("fay")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", name="Enquiries")).to_be_visible()
    named = {each["name"]: each for each in context.cookies()}
    cookie = named["__Secure-copydesk_session"]
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")
    assert page.request.get(f"https://localhost:{door}/").headers["strict-transport-security"]


def test_another_host_and_another_sites_page_are_refused(
    door: int, staff: dict[str, Actor]
) -> None:
    cookie = "__Secure-" + cookie_of(staff["mo"])
    address = f"wss://localhost:{door}/desk/_stcore/stream"

    assert "Harbour Clinic" in page_at(door, "/")
    assert page_at(door, "/", Host="evil.example") == ""
    with (
        pytest.raises(InvalidStatus) as refusal,
        connect(
            address,
            ssl=BELIEVING,
            origin=Origin("https://evil.example"),
            additional_headers={"Cookie": cookie},
        ),
    ):
        pass
    assert refusal.value.response.status_code == 403


def test_each_visitor_is_counted_and_nobody_can_pose_as_another(door: int) -> None:
    def asks(source: str, **headers: str) -> int:
        content = {"Content_Type": "application/json"}
        asked = json.dumps(ASKED)
        return ask(door, "/api/enquiries", body=asked, source=source, **content, **headers)

    assert [asks("127.0.0.2") for _ in range(3)] == [201, 201, 429]
    assert asks("127.0.0.2", X_Forwarded_For="203.0.113.9") == 429
    assert asks("127.0.0.3") == 201
    with reading() as session:
        assert session.query(Enquiry).count() == 3
