"""From a forgotten password back into the desk, by a mail that a real server received."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from models.staff.member import Actor
from tests.browser.server import Server
from tests.public.mailbox import Mailbox

NEW = "another walk along the harbour"


@pytest.fixture
def server(
    fresh_database: Path, staff: dict[str, Actor], own_port: int, mailbox: Mailbox
) -> Iterator[Server]:
    made = Server(
        fresh_database,
        own_port,
        fresh_database.with_name("server.log"),
        {"COPYDESK_SMTP_URL": mailbox.url},
    )
    made.start()
    yield made
    made.stop()


def test_a_forgotten_password_is_chosen_anew_by_mail(
    page: Page, server: Server, mailbox: Mailbox, axe: Callable[..., list[str]]
) -> None:
    page.goto(f"{server.url}/desk/enquiries")
    page.get_by_role("button", name="Forgotten password?").click()
    page.get_by_label("Username or email").fill("mo@clinic.example")
    assert axe(page) == []
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_text("a mail with a link is on its way")).to_be_visible()
    while not mailbox.posted:
        page.wait_for_timeout(200)
    [(_, message)] = mailbox.posted
    [address] = re.findall(r"http://\S+/desk/welcome\S+", message.get_content())
    page.goto(address)
    for label in ("Password", "Password again"):
        page.get_by_label(label, exact=True).fill(NEW)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_attached()
    page.goto(address)
    expect(page.get_by_text("This link was used or has run out.")).to_be_visible()
    assert "token" not in server.log.read_text()
