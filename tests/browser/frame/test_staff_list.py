"""The list of colleagues with the keyboard, and in the hand."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.frame.test_screens import PHONE

SignIn = Callable[..., None]


def fits(page: Page) -> bool:
    """Nothing of it has to be scrolled to sideways."""
    return bool(
        page.evaluate("""() => [...document.querySelectorAll(".tb-scroll")]
        .every((box) => box.scrollWidth <= box.clientWidth)""")
    )


def test_keys_open_one_colleague_after_another_and_a_heading_turns_the_list_round(
    page: Page, sign_in: SignIn
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, "ada", "/desk/staff")
    table = page.get_by_role("table", name="Staff")
    expect(table.get_by_role("columnheader")).to_have_count(8)
    assert fits(page)
    table.get_by_role("link", name="Ada Example", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Ada Example")).to_be_visible()
    expect(table.get_by_role("columnheader")).to_have_count(5)
    assert fits(page)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="Cleo Example")).to_be_visible()
    expect(page.get_by_role("row", name="Cleo Example")).to_have_attribute("aria-selected", "true")

    table.get_by_role("columnheader", name="Name").get_by_role("button").click()
    expect(table.get_by_role("row").nth(1)).to_contain_text("Mo Example")
    expect(page.get_by_role("heading", name="Cleo Example")).to_be_visible()

    page.goto(page.url)  # a way back that is not over an order
    page.get_by_role("link", name="Mo Example", exact=True).click()
    expect(page.get_by_role("heading", name="Mo Example")).to_be_visible()
    expect(page.get_by_role("heading", name="Cleo Example")).to_have_count(0)
    page.get_by_role("button", name="Disable …").click()
    expect(page.get_by_text("Mo Example is signed out at once")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Cleo Example")).to_be_visible()
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_on_a_phone_a_box_sorts_and_a_card_opens_the_account_alone_and_leads_back(
    new_context: Callable[..., BrowserContext], sign_in: SignIn
) -> None:
    page = new_context(**PHONE).new_page()
    sign_in(page, "ada", "/desk/staff")
    page.get_by_role("combobox", name="Order").click()
    page.get_by_role("option", name="Name Z–A").click()
    expect(page.get_by_role("rowheader").first).to_have_text("Mo Example")
    page.get_by_role("table", name="Staff").get_by_text("Front desk").click()
    expect(page.get_by_role("heading", name="Fay Example")).to_be_in_viewport()
    expect(page.get_by_role("table")).to_have_count(0)
    page.get_by_role("link", name="All staff").click()
    expect(page.get_by_role("rowheader").first).to_have_text("Mo Example")
