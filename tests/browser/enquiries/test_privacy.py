"""A manager hands somebody all that is held about them, and erases it, in a real browser."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.base.database import reading
from models.enquiries.enquiry import Enquiry
from tests.browser.enquiries.test_triage import settle
from tests.browser.server import Server
from tests.enquiries import arrive


def test_a_manager_hands_it_out_and_erases_it(
    server: Server, page: Page, sign_in: Callable[..., None], axe: Callable[..., list[str]]
) -> None:
    anna = arrive("Anna Smith", message="My knee hurts.")
    arrive("Ben Other")
    sign_in(page, "mo", f"/desk/person?of={anna.id}")
    link = page.get_by_role("link", name="Everything we hold (ZIP)")
    expect(link).to_be_visible()
    given = page.request.get(f"{server.url}{link.get_attribute('href')}")
    with ZipFile(BytesIO(given.body())) as file:
        assert "My knee hurts." in file.read("everything.html").decode()

    page.get_by_role("button", name="Erase …").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Anna Smith")).to_be_visible()
    dialog.get_by_role("button", name="Erase for good").click()
    expect(dialog.get_by_text("Choose a reason")).to_be_visible()
    dialog.get_by_label("Why").click()
    page.get_by_role("option", name="They asked for it").click()
    dialog.get_by_label("Type ERASE to go on").fill("ERASE")
    settle(page)
    assert axe(page) == []
    dialog.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("One enquiry is erased.", exact=False)).to_be_visible()
    with reading() as session:
        assert session.scalars(select(Enquiry.name)).all() == ["Ben Other"]
