"""A clinic's first day: from an empty database to an exported enquiry, in one browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import settings
from tests.browser.server import Server

ARTICLE = (settings.ROOT / "data" / "articles" / "sleeping-badly.md").read_text()
TITLE = "Sleeping badly, and how to turn it round"
SLOWER_THAN_A_ROBOT = 2_500  # milliseconds; a faster sender would be put under Spam
WORDS = "seven quiet boats at noon"


@pytest.fixture
def empty_server(fresh_database: Path, own_port: int) -> Iterator[Server]:
    """As `make run` starts it for the first time: no account, no article."""
    made = Server(fresh_database, own_port, fresh_database.with_name("server.log"))
    made.start()
    yield made
    made.stop()


def set_up_link(server: Server) -> str:
    found = re.search(r"http://\S+/desk/\S*token=\S+", server.log.read_text())
    assert found, server.log.read_text()
    return found.group()


def make_the_first_account(page: Page, server: Server) -> None:
    page.goto(set_up_link(server))
    expect(page.get_by_label("Full name")).to_be_focused()
    page.keyboard.type("Ada Brook")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Email").fill("ada@clinic.example")
    page.get_by_label("Password", exact=True).fill(WORDS)
    page.get_by_label("Password again").fill(WORDS)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name=re.compile("Ada"))).to_be_visible()


def bring_the_article_in(page: Page) -> None:
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("button", name="New article").first.click()
    page.get_by_text("Paste text").click()
    page.get_by_label("Text of the whole article").fill(ARTICLE)
    page.get_by_role("button", name="Show what is kept").click()
    page.get_by_role("button", name="Create article").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()


def ask_for_an_appointment(visitor: Page, server: Server) -> str:
    visitor.goto(f"{server.url}/articles/sleeping-badly")
    expect(visitor.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    visitor.get_by_role("link", name="Book an appointment").first.click()
    visitor.get_by_label("Your name").fill("Noor Vass")
    visitor.get_by_label("Phone number").fill("+44 20 7946 0018")
    visitor.get_by_label("Message").fill("I wake at four each night.")
    visitor.get_by_role("checkbox").check()
    visitor.wait_for_timeout(SLOWER_THAN_A_ROBOT)
    visitor.get_by_role("button", name="Send request").click()
    shown = visitor.get_by_text(re.compile(r"CD-\w{4}-\w{4}")).first.inner_text()
    found = re.search(r"CD-\w{4}-\w{4}", shown)
    assert found
    return found.group()


def exported(page: Page) -> str:
    page.get_by_role("link", name="Exports", exact=True).click()
    page.get_by_label("Reason").fill("Calls on Monday")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
    return download.value.path().read_text("utf-8-sig")


def test_from_the_set_up_link_to_an_enquiry_on_the_desk(
    empty_server: Server, new_context: Callable[..., BrowserContext]
) -> None:
    ada = new_context().new_page()
    make_the_first_account(ada, empty_server)
    bring_the_article_in(ada)
    publish(ada)
    visitor = new_context(java_script_enabled=False).new_page()

    reference = ask_for_an_appointment(visitor, empty_server)

    ada.get_by_role("link", name="Home", exact=True).click()
    ada.get_by_role("link", name="Noor Vass").first.click()
    expect(ada.get_by_text("I wake at four each night.")).to_be_visible()
    expect(ada.get_by_text(reference).first).to_be_visible()
    assert reference in exported(ada)


def test_the_set_up_link_works_once(
    empty_server: Server, new_context: Callable[..., BrowserContext]
) -> None:
    make_the_first_account(new_context().new_page(), empty_server)
    late = new_context().new_page()

    late.goto(set_up_link(empty_server))

    expect(late.get_by_text("This link was used")).to_be_visible()
    expect(late.get_by_label("Username")).to_be_visible()
