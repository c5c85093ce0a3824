"""Past exports as somebody works through them: with the mouse, with keys, and by copying."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from actions.exports.preparing import Wanted, prepare_export
from models.base.database import writing
from models.staff.member import Actor
from tests.browser.frame.test_screens import PHONE
from tests.browser.server import Server
from tests.exporting import file_of, fill

SignIn = Callable[..., None]


def test_a_heading_sorts_all_pages_and_a_row_opens_its_receipt(
    page: Page, sign_in: SignIn, server: Server, staff: dict[str, Actor]
) -> None:
    fill(20)
    file_of(staff["mo"], Wanted(chosen={"ids": list(range(1, 20))}, reason="<b>Largest</b>"))
    for count in range(1, 16):
        with writing() as session:
            chosen = {"ids": list(range(1, count + 1))}
            prepare_export(session, Wanted(chosen=chosen, reason="Trial"), by=staff["ada"])
    sign_in(page, "mo", "/desk/exports")
    table = page.get_by_role("table", name="Past exports")
    expect(table.get_by_role("row")).to_have_count(16)
    expect(table.get_by_role("cell", name="<b>Largest</b>", exact=True)).to_have_count(0)
    heading = table.get_by_role("columnheader", name="Enquiries")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    largest = table.get_by_role("row").filter(has_text="<b>Largest</b>")
    expect(largest.get_by_role("cell", name="19", exact=True)).to_be_visible()

    first = largest.get_by_role("link")
    assert first.get_attribute("href") == f"{server.url}/desk/exports?receipt={first.inner_text()}"
    first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Finished: 19 enquiries")).to_be_visible()
    expect(largest).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="Under way: 0 enquiries")).to_be_visible()
    assert "order=-count" in page.url


def test_on_a_phone_a_receipt_stands_alone_and_leads_back(
    new_context: Callable[..., BrowserContext], sign_in: SignIn, staff: dict[str, Actor]
) -> None:
    fill(3)
    file_of(staff["mo"], Wanted(reason="Reminders"))
    page = new_context(**PHONE).new_page()
    sign_in(page, "mo", "/desk/exports?status=booked")
    page.get_by_role("table", name="Past exports").get_by_text("Reminders").click()
    expect(page.get_by_role("heading", name="Finished: 3 enquiries")).to_be_in_viewport()
    expect(page.get_by_role("table")).to_have_count(0)
    page.get_by_role("button", name="All exports").click()
    expect(page.get_by_role("table", name="Past exports")).to_be_visible()
    expect(page.get_by_text("1 enquiry will be in the file.")).to_be_visible()
