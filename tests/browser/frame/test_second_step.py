from collections.abc import Callable
from datetime import timedelta

import pyotp
from playwright.sync_api import Page, expect

from models.base.table import now

PASSWORD = "a long walk by the sea"


def test_a_second_step_is_set_up_asked_for_and_takes_no_code_twice(
    page: Page, sign_in: Callable[..., None], axe: Callable[..., list[str]]
) -> None:
    sign_in(page, "mo", "/desk/account")
    form = page.get_by_test_id("stForm").filter(has_text="Set up the second step")
    form.get_by_label("Password", exact=True).fill(PASSWORD)
    form.get_by_role("button", name="Set up the second step").click()
    expect(page.get_by_role("img", name="The key as a QR code")).to_be_visible()
    app = pyotp.TOTP(page.get_by_test_id("stCode").first.inner_text().strip())
    assert axe(page) == []
    code = app.at(now())
    page.get_by_label("Code that the app shows").fill(code)
    page.get_by_role("button", name="Turn on").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download them as a text file").click()
    told = waiting.value.path().read_text("utf-8").splitlines()
    assert (waiting.value.suggested_filename, len(told)) == ("recovery-codes.txt", 12)
    assert axe(page) == []
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("10 recovery codes are left.")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_label("Username").fill("mo")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("was used already")).to_be_visible()
    assert axe(page) == []
    assert "copydesk_session" not in [each["name"] for each in page.context.cookies()]
    page.get_by_label("Code", exact=True).fill(app.at(now() + timedelta(seconds=30)))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_attached()
