from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import Server


def test_a_deep_link_survives_signing_in(
    page: Page, server: Server, sign_in: Callable[..., None]
) -> None:
    sign_in(page, "mo", "/desk/account?tab=sessions")

    expect(page.get_by_role("heading", name="My account")).to_be_visible()
    assert page.url == f"{server.url}/desk/account?tab=sessions"
