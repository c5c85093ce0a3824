"""Two editors on one section: who only reads gets the newest text, who types loses nothing."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from models.base.database import writing
from models.staff.member import Actor
from tests.articles import Written
from tests.reviews import edit

SignIn = Callable[..., None]


def save_as(who: Actor, section: int, body: str) -> None:
    with writing() as session:
        edit(session, section, who, body)


def test_an_untouched_text_is_replaced_by_the_newest_and_a_typed_one_is_not(
    new_context: Callable[..., BrowserContext],
    sign_in: SignIn,
    staff: dict[str, Actor],
    tides: Written,
) -> None:
    page: Page = new_context().new_page()
    spring = tides.sections[1]
    sign_in(page, "ed", f"/desk/article?slug={tides.slug}&section={spring}")
    box = page.locator(".rt-page")
    expect(box).to_contain_text("About spring.")
    save_as(staff["mo"], spring, "By Mo.")
    expect(box).to_contain_text("By Mo.")
    expect(page.get_by_text("You see the newest text, saved by Mo Example")).to_be_visible()

    box.click()
    page.keyboard.press("Control+End")
    save_as(staff["mo"], spring, "By Mo again.")
    expect(page.get_by_text("It is shown when you leave the box.")).to_be_visible()
    expect(box).to_contain_text("By Mo.")
    page.keyboard.type(" Mine.")
    expect(page.get_by_text("Also saved by Mo Example")).to_be_visible()
    expect(box).to_contain_text("By Mo. Mine.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Keep mine")).to_be_visible()
    page.get_by_role("button", name="Take theirs").click()
    expect(box).to_contain_text("By Mo again.")
