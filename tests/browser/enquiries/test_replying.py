"""A reply from the desk: what was typed last is in the mail, and a reload loses nothing of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from models.staff.member import Actor
from tests.browser.enquiries.test_one_person import listens
from tests.browser.enquiries.test_triage import settle
from tests.browser.server import Server
from tests.enquiries import arrive
from tests.public.mailbox import Mailbox

SignIn = Callable[..., None]
# What a click hands to the mail program, which no browser of a test has.
KEEP_MAILS = """() => {
    window.mails = [];
    document.addEventListener("click", (event) => {
        const mail = event.target.closest("a[href^=mailto]");
        if (mail) window.mails.push(decodeURIComponent(mail.href.split("&body=")[1]));
    }, true);
}"""


@pytest.fixture
def server(
    fresh_database: Path, staff: dict[str, Actor], mailbox: Mailbox, own_port: int
) -> Iterator[Server]:
    log = fresh_database.with_name("server.log")
    made = Server(fresh_database, own_port, log, {"COPYDESK_SMTP_URL": mailbox.url})
    made.start()
    yield made
    made.stop()


def test_a_reply_survives_a_reload_and_one_click_sends_what_was_typed_last(
    server: Server, page: Page, sign_in: SignIn, mailbox: Mailbox
) -> None:
    anna = arrive("Anna")
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    page.get_by_text("Reply", exact=True).click()
    text = page.get_by_role("textbox", name="Text")
    with page.expect_response("**/desk/typing/reply/**"):
        text.fill("Dear Anna, please")
    page.reload()
    listens(page)
    expect(text).to_have_value("Dear Anna, please")

    text.press("End")
    text.press_sequentially(" call us")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Fay Example mailed a reply")).to_be_visible()
    expect(page.get_by_text("The clinic delivered the reply")).to_be_visible()
    [(recipients, message)] = mailbox.posted
    assert recipients == ["anna@example.com"]
    assert message.get_content().strip() == "Dear Anna, please call us"

    settle(page)
    page.evaluate(KEEP_MAILS)
    page.get_by_text("Reply", exact=True).click()
    text.fill("Dear Anna, please")
    text.press_sequentially(" write")
    page.get_by_role("button", name="Open in the mail program").click()
    expect(page.get_by_text("Logged as answered.")).to_be_visible()
    page.wait_for_function("() => window.mails.length")
    assert page.evaluate("window.mails") == ["Dear Anna, please write"]
