"""A window that is as narrow as a phone is drawn as one."""

from collections.abc import Callable

from playwright.sync_api import Page, ViewportSize, expect

from models.staff.member import Actor
from tests.browser.server import Server
from tests.enquiries import arrive

NARROW: ViewportSize = {"width": 390, "height": 844}


def test_a_narrow_window_opens_the_record_in_front_and_a_wide_one_beside(
    page: Page, sign_in: Callable[..., None], server: Server, staff: dict[str, Actor]
) -> None:
    anna = arrive("Anna")
    table = page.get_by_role("table", name="Enquiries")
    in_front = page.get_by_role("dialog", name="Anna")
    size = page.viewport_size
    assert size
    page.set_viewport_size(NARROW)
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    expect(in_front.get_by_label("Add a note")).to_be_visible()
    page.keyboard.press("Escape")
    expect(in_front).to_have_count(0)

    page.set_viewport_size(size)
    page.reload()
    expect(table.get_by_role("columnheader", name="Name")).to_be_visible()
    table.get_by_role("link", name="Anna").click()
    note = page.get_by_label("Add a note")
    note.fill("Called")

    page.set_viewport_size(NARROW)
    expect(note).to_have_value("Called")
    expect(in_front).to_have_count(0)


def test_from_a_narrow_window_one_gets_to_other_pages(
    page: Page, sign_in: Callable[..., None], server: Server, staff: dict[str, Actor]
) -> None:
    arrive("Anna")
    page.set_viewport_size(NARROW)
    sign_in(page, "ada")
    expect(page.locator(".st-key-bell-on-top")).to_be_visible()
    page.get_by_role("link", name="Anna").click()
    expect(page.get_by_role("dialog", name="Anna")).to_be_visible()
