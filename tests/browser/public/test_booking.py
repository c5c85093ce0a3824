"""A visitor books by the form alone, on a phone, without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from models.base.database import reading
from models.enquiries.enquiry import Enquiry, Status
from tests.browser.server import Server

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def jane(new_context: Callable[..., BrowserContext]) -> Page:
    """A visitor on a phone who allows no script."""
    return new_context(viewport=PHONE, java_script_enabled=False).new_page()


def kept() -> list[Enquiry]:
    with reading() as session:
        return list(session.scalars(select(Enquiry)))


def test_a_booking_by_form_without_script(server: Server, jane: Page) -> None:
    jane.goto(f"{server.url}/book")
    jane.get_by_label("Your name").fill("Jane Doe")
    jane.get_by_label("Email address").fill("jane")
    jane.get_by_label("Service").select_option("Physiotherapy")
    jane.get_by_label("Message").fill("My <b>knee</b> hurts.\n\n& my foot.")
    jane.get_by_role("button", name="Send request").click()

    summary = jane.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(jane.get_by_label("Email address")).to_have_value("jane")
    expect(jane.get_by_label("Message")).to_have_value("My <b>knee</b> hurts.\n\n& my foot.")
    expect(jane.get_by_label("Service")).to_have_value("Physiotherapy")
    summary.get_by_role("link", name="name@example.com").click()
    expect(jane.get_by_label("Email address")).to_be_focused()

    jane.get_by_label("Email address").fill("jane@clinic.example")
    jane.get_by_role("checkbox").check()
    jane.get_by_role("button", name="Send request").click()

    expect(jane.get_by_role("heading", level=1)).to_contain_text("Thank you")
    [enquiry] = kept()
    expect(jane.get_by_text(enquiry.reference)).to_be_visible()
    assert (enquiry.status, enquiry.service) == (Status.NEW, "Physiotherapy")
    assert enquiry.message == "My <b>knee</b> hurts.\n\n& my foot."
    jane.reload()
    expect(jane.get_by_text(enquiry.reference)).to_be_visible()
    assert len(kept()) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["empty", "with errors"])
def test_the_form_is_open_to_everybody(
    server: Server,
    new_context: Callable[..., BrowserContext],
    axe: Callable[..., list[str]],
    scheme: str,
    state: str,
) -> None:
    page = new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True).new_page()
    page.goto(f"{server.url}/book")
    if state == "with errors":
        page.get_by_role("button", name="Send request").click()
        expect(page.get_by_role("alert")).to_be_visible()

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_nothing_is_asked_of_another_host(server: Server, jane: Page) -> None:
    asked: list[str] = []
    jane.on("request", lambda request: asked.append(request.url))

    jane.goto(f"{server.url}/book")

    assert asked
    assert all(url.startswith(server.url) for url in asked)
