"""What a patient meets: by eye, by keyboard, by screen reader, without script, on paper."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.articles import Written
from tests.browser.server import Server
from tests.public.conftest import knee, public_knee

__all__ = ["knee", "public_knee"]

ADDRESSES = ["/", "/articles/knee-pain", "/book", "/nothing-here"]
PHONE = {"width": 390, "height": 844}
TOO_SMALL = """() => [...document.querySelectorAll("a, button, summary, input:not([type=hidden])")]
    .filter((each) => each.checkVisibility({visibilityProperty: true})
        && !each.closest("p, li, .unseen, .skip, label, .consent"))
    .filter((each) => each.getBoundingClientRect().height < 44)
    .map((each) => each.outerHTML)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(
    server: Server,
    public_knee: Written,
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], list[str]],
    scheme: str,
) -> None:
    page = new_context(color_scheme=scheme, bypass_csp=True).new_page()
    for address in ADDRESSES:
        page.goto(server.url + address)
        assert axe(page) == [], address


def test_a_phone_shows_the_whole_width_and_targets_a_thumb_can_hit(
    server: Server, public_knee: Written, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    for address in ADDRESSES:
        page.goto(server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
        assert page.evaluate(TOO_SMALL) == [], address


def test_no_request_leaves_the_house(server: Server, public_knee: Written, page: Page) -> None:
    hosts, complaints = set(), list[str]()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(message.text))
    for address in ("/", "/articles/knee-pain", "/book"):
        page.goto(server.url + address, wait_until="networkidle")

    assert hosts == {urlsplit(server.url).netloc}
    assert complaints == []


def test_the_keyboard_reaches_the_text_first(
    server: Server, public_knee: Written, page: Page
) -> None:
    page.goto(f"{server.url}/articles/knee-pain")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_from_the_list_to_an_article_to_a_request_without_script(
    server: Server, public_knee: Written, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(server.url)
    page.get_by_role("link", name="Knee pain").click()
    page.get_by_role("link", name="Ask for a time").click()
    asked = f"{server.url}/book?article=knee-pain"
    expect(page).to_have_url(re.compile(rf"{re.escape(asked)}&cta=\d+"))
    expect(page.get_by_role("main")).to_contain_text("Knee pain")


def test_an_article_on_paper_is_the_text_alone(
    server: Server, public_knee: Written, page: Page
) -> None:
    page.goto(f"{server.url}/articles/knee-pain")
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="Knee pain")).to_be_visible()
    expect(page.get_by_text("A knee is a hinge.")).to_be_visible()
    expect(page.locator(".on-paper")).to_contain_text("/book")
    for hidden in (".masthead nav", ".share", ".booking", ".contents", ".button"):
        assert not any(part.is_visible() for part in page.locator(hidden).all())


def test_our_own_typefaces_are_used(server: Server, public_knee: Written, page: Page) -> None:
    page.goto(f"{server.url}/articles/knee-pain", wait_until="networkidle")
    loaded = page.evaluate(
        "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)"
    )

    assert {"Source Serif", "Source Sans"} <= {name.strip('"') for name in loaded}


def test_errors_keep_the_gate_s_headers(server: Server, page: Page) -> None:
    answer = page.goto(f"{server.url}/nothing-here")

    assert answer is not None
    assert answer.status == 404
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
