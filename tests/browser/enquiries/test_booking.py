"""Somebody is booked: the day is typed, and an eager click books them once."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.base.database import reading
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status
from tests.browser.enquiries.test_one_person import listens
from tests.browser.enquiries.test_triage import settle
from tests.browser.server import Server
from tests.enquiries import arrive, newest

SignIn = Callable[..., None]
ON_TOP = """(dialog) => {
    const { right, top } = dialog.getBoundingClientRect();
    return dialog.contains(document.elementFromPoint(right - 60, top + 4));
}"""


def changes(of: Enquiry) -> list[str]:
    kinds = select(EnquiryEvent.kind).where(EnquiryEvent.enquiry_id == of.id)
    with reading() as session:
        return list(session.scalars(kinds.order_by(EnquiryEvent.id)))


def test_the_day_is_typed_and_a_double_click_books_once(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    bea, anna = arrive("Bea"), arrive("Anna")
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    page.keyboard.press("b")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("spinbutton").first.click()
    page.keyboard.type("01062027")
    dialog.get_by_role("spinbutton", name="hour").click()
    page.keyboard.type("0930")
    page.keyboard.press("Tab")
    settle(page)
    dialog.get_by_role("button", name="Book", exact=True).dblclick()
    expect(page.get_by_text("Anna · Booked for 1 Jun 2027 09:30.")).to_be_visible()
    expect(page.get_by_role("heading", name="Bea", exact=True)).to_be_visible()
    settle(page)

    expect(page.get_by_text("Anna · Booked for 1 Jun 2027 09:30.")).to_be_visible()
    assert (newest(anna).status, newest(bea).status) == (Status.BOOKED, Status.NEW)
    assert changes(anna) == ["received", "status", "appointment"]

    page.keyboard.press("c")
    expect(dialog.get_by_role("heading")).to_be_visible()
    assert dialog.evaluate(ON_TOP), "what is said of Anna covers nothing that is asked about Bea"
