"""An article's header stays in view, and what is beside the text scrolls by itself."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.articles import write_article
from tests.browser.server import Server

LONG = "\n\n".join(["The sea comes and goes twice a day, and nobody has asked it to. " * 6] * 12)

CLIPPED = """() => [...document.querySelectorAll(".stMainBlockContainer :is(button, label) p")]
    .filter((each) => each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.innerText)"""


def test_the_header_stays_and_tells_what_changes_for_readers(
    server: Server, page: Page, sign_in: Callable[..., None]
) -> None:
    article = write_article("Tides", [f"Part {number}" for number in range(1, 21)], [LONG] * 20)
    sign_in(page, "mo", f"/desk/article?slug=tides&section={article.sections[1]}&panel=Checks")
    save = page.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_visible()
    writing = page.locator('[data-testid="stColumn"]:has(.rt-page)').bounding_box()
    assert writing
    assert writing["width"] >= 640
    assert page.evaluate(CLIPPED) == []
    strip = page.locator(".st-key-article-strip").bounding_box()
    assert strip
    assert strip["height"] < 60, "in one row"
    for beside in ("outline", "panel"):
        column = page.locator(f".st-key-beside-{beside}")
        assert column.evaluate("each => getComputedStyle(each.parentElement).overflowY") == "auto"
    page.locator(".st-key-go-after").scroll_into_view_if_needed()
    expect(save).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Tides", level=1)).to_be_in_viewport()
    page.get_by_role("button", name="Changes", exact=True).click()
    expect(page.get_by_text("for the first time: 20 sections")).to_be_visible()
    assert page.request.get(f"{server.url}/articles/tides").status == 404
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_in_viewport()
    assert page.request.get(f"{server.url}/articles/tides").status == 200
