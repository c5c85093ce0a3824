"""The preview beside the text: it follows the writing, and disturbs neither writer nor readers."""

from collections.abc import Callable

from playwright.sync_api import FrameLocator, Page, expect

from actions.articles.publishing import publish_article
from models.base.database import writing
from models.staff.member import Actor
from tests.articles import write_article
from tests.browser.articles.test_editing import TWELVE, address, write_at_end
from tests.browser.server import Server

SignIn = Callable[..., None]
WINDOW = """document.querySelector("[title='Preview of the article']")?.contentWindow"""
LONG = [f"{part}, of which there is a good deal to say before the next one" for part in TWELVE]


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("[title='Preview of the article']")


def scrolled(page: Page) -> float:
    inside = "frame => frame.contentWindow.scrollY"
    return float(page.locator("[title='Preview of the article']").evaluate(inside))


def settle(page: Page) -> float:
    """Where the preview stands once it moves no more."""
    before, now = -1.0, scrolled(page)
    while before != now:
        page.wait_for_timeout(250)
        before, now = now, scrolled(page)
    return now


def test_it_follows_the_writing_and_keeps_focus_and_place(
    page: Page, sign_in: SignIn, server: Server, mo: Actor
) -> None:
    article = write_article("Twelve", LONG)
    with writing() as session:
        publish_article(session, article.id, by=mo)
    public = page.request.get(f"{server.url}/articles/twelve").text()
    sign_in(page, "ed", address(article, 7))
    expect(preview(page).get_by_role("heading", level=1)).to_have_text("Twelve")
    page.wait_for_function(f"() => {WINDOW}?.scrollY > 0")  # its parts are there before it scrolls
    place = settle(page)
    assert place > 0

    write_at_end(page, " Written *now*")
    expect(preview(page).get_by_text("About part 7")).to_contain_text("Written *now*")
    page.keyboard.type(" and on.")
    expect(preview(page).get_by_text("About part 7")).to_contain_text("*now* and on.")
    assert settle(page) == place
    assert page.request.get(f"{server.url}/articles/twelve").text() == public

    page.get_by_role("radio", name="Desktop").click()
    frame = page.locator("[title='Preview of the article']")
    page.wait_for_function(f"() => {WINDOW}?.innerWidth === 1280")
    box = frame.bounding_box()
    assert box
    assert box["width"] < 500


def test_a_click_in_it_opens_the_section_and_no_link_leads_away(
    page: Page, sign_in: SignIn, server: Server
) -> None:
    article = write_article("Twelve", TWELVE)
    sign_in(page, "ed", address(article, 1))
    preview(page).get_by_role("heading", name="Part 3").click()
    expect(page.locator(".rt-page", has_text="About part 3.")).to_be_visible()
    preview(page).get_by_role("heading", level=1).click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Twelve")
    preview(page).get_by_role("link", name="Articles").first.click()
    preview(page).get_by_role("heading", name="Part 4").click()
    expect(page.locator(".rt-page", has_text="About part 4.")).to_be_visible()
    expect(preview(page).get_by_role("heading", level=1)).to_have_text("Twelve")
