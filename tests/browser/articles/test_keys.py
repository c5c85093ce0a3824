"""The editor by keyboard alone, and a page that is not left with text still on its way."""

from collections.abc import Callable

from playwright.sync_api import Dialog, Page, expect

from desk.articles.panel import PANELS
from models.articles.article import Article, ArticleState
from models.base.database import reading
from tests.articles import Written, newest, order_of
from tests.browser.articles.test_editing import address, hears_keys, wait_for_revision

SignIn = Callable[..., None]


def test_an_article_is_written_moved_and_published_without_the_mouse(
    page: Page, sign_in: SignIn, tides: Written, axe: Callable[..., list[str]]
) -> None:
    _, spring, neap, slack = tides.sections
    sign_in(page, "mo", address(tides, 1))
    text = page.get_by_label("Text", exact=True)
    expect(text).to_have_text("About spring.")
    hears_keys(page)
    page.keyboard.press("j")
    expect(text.filter(has_text="About neap.")).to_be_visible()
    expect(text).to_have_count(1)
    page.keyboard.press("k")
    expect(text.filter(has_text="About spring.")).to_be_visible()
    expect(text).to_have_count(1)
    page.keyboard.press("Shift+J")
    expect(page.get_by_text("Moved “Spring”.")).to_be_visible()
    with reading() as session:
        assert order_of(session, tides)[1:] == [neap, spring, slack]

    page.keyboard.press("e")
    expect(text).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" jk? A1")
    page.keyboard.press("Control+s")
    wait_for_revision(spring, 3, page)
    assert newest(spring).body == "About spring. jk? A1"

    page.keyboard.press("Escape")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Publish", exact=True)).to_be_visible()
    assert axe(page, "[role=dialog]") == []
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("2")
    expect(page.locator(f".st-key-panel-{list(PANELS)[1].lower()}")).to_be_visible()
    expect(text).to_have_text("About spring. jk? A1")
    page.keyboard.press("Control+Shift+Enter")
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()
    with reading() as session:
        assert session.get_one(Article, tides.id).state is ArticleState.PUBLISHED


def test_leaving_with_half_a_heading_asks_first(
    page: Page, sign_in: SignIn, tides: Written
) -> None:
    sign_in(page, "ed", address(tides, 1))
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    heading = page.get_by_role("textbox", name="Heading")
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
    hears_keys(page)
    heading.click()
    page.keyboard.type(" tides")
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_letters_do_nothing_for_whoever_switched_them_off(
    page: Page, sign_in: SignIn, tides: Written
) -> None:
    sign_in(page, "ed", address(tides, 1))
    expect(page.get_by_label("Text", exact=True)).to_have_text("About spring.")
    hears_keys(page)
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_text("Keys without Ctrl").click()
    expect(page.get_by_role("switch")).not_to_be_checked()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("[data-hears-keys~=J]")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Text", exact=True)).to_have_text("About spring.")
