"""A day is typed and applied with Enter, and calendars begin the week where the clinic does."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.enquiries.test_one_person import listens
from tests.browser.enquiries.test_triage import settle, wait_for
from tests.browser.server import Server
from tests.enquiries import arrive

SignIn = Callable[..., None]


def test_enter_applies_a_typed_day_and_weeks_begin_on_the_clinics_day(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    arrive("Anna")
    sign_in(page, "fay", "/desk/enquiries")
    listens(page)
    assert page.evaluate("new Intl.Locale('en-US').getWeekInfo?.().firstDay ?? 7") == 7
    page.get_by_role("button", name="Filter").click()
    since = page.get_by_role("group", name="Received from")
    expect(since).to_have_text("dd/mm/yyyy")
    settle(page)
    since.get_by_role("spinbutton").first.click()
    expect(page.get_by_test_id("stDateInputCalendar").locator("thead")).to_have_text("MTWTFSS")
    page.keyboard.type("01112026")
    page.keyboard.press("Enter")
    wait_for(page, "since", "2026-11-01")
    expect(page.get_by_test_id("stDateInputCalendar")).to_be_hidden()
    expect(since.get_by_role("spinbutton").last).to_be_focused()
