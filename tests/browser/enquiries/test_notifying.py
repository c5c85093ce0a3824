"""From a stranger's form to the desk's mail: told soon, told nothing, and printed."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from models.staff.member import Actor
from tests.browser.server import Server
from tests.public.mailbox import Mailbox

SignIn = Callable[..., None]


@pytest.fixture
def server(
    fresh_database: Path, staff: dict[str, Actor], mailbox: Mailbox, own_port: int
) -> Iterator[Server]:
    log = fresh_database.with_name("server.log")
    made = Server(fresh_database, own_port, log, {"COPYDESK_SMTP_URL": mailbox.url})
    made.start()
    yield made
    made.stop()


def write_in(server: Server) -> None:
    body = {"name": "Ruth Vale", "email": "ruth@example.com", "message": "grief", "consent": True}
    sent = {"Content-Type": "application/json"}
    with urlopen(Request(f"{server.url}/api/enquiries", json.dumps(body).encode(), sent)) as answer:
        assert answer.status == 201


def test_a_manager_chooses_who_is_told_and_a_mail_arrives(
    server: Server, mailbox: Mailbox, page: Page, sign_in: SignIn, axe: Callable[..., list[str]]
) -> None:
    sign_in(page, "mo", "/desk/settings?tab=Notifications")
    page.get_by_label("Mail to, one address a line").fill("desk@clinic.example")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    write_in(server)
    for _ in range(200):
        if mailbox.posted:
            break
        time.sleep(0.1)
    [(recipients, message)] = mailbox.posted
    assert recipients == ["desk@clinic.example"]
    assert message["Subject"] == "Harbour Clinic: 1 new enquiry"
    assert not any(word in message.as_string() for word in ("Ruth", "grief"))

    page.goto(f"{server.url}/desk/enquiries/1/print")
    expect(page.get_by_role("heading", name="Ruth Vale")).to_be_visible()
    assert axe(page) == []
