"""Every screen of the desk, as it looks: no barrier of ours, and no word to another host."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from actions.demo import make_enquiries
from commands.demo import demo
from models.database import writing
from models.staff import OPERATOR
from tests.browser.server import Server

SCREENS = {
    "/desk/": "Good ",
    "/desk/enquiries": "Enquiries",
    "/desk/articles": "Articles",
    "/desk/article?slug=sleeping-badly": "Sleeping badly",
    "/desk/article?slug=sleeping-badly&panel=Checks": "Sleeping badly",
    "/desk/article?slug=sleeping-badly&panel=Claims": "Sleeping badly",
    "/desk/claims": "Claims",
    "/desk/library": "Library",
    "/desk/article?slug=sleeping-badly&panel=Review": "Sleeping badly",
    "/desk/exports": "Exports",
    "/desk/settings": "Settings",
    "/desk/settings?tab=Risk": "Settings",
    "/desk/settings?tab=Replies": "Settings",
    "/desk/settings?tab=Notifications": "Settings",
    "/desk/staff": "Staff",
    "/desk/audit": "Log",
    "/desk/account": "My account",
}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.fixture
def full_desk(server: Server) -> Server:
    """With articles and enquiries on every list."""
    demo(enquiries=0)
    with writing() as session:
        make_enquiries(session, 60, by=OPERATOR)
    return server


def settled(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1).filter(has_text=heading)).to_be_visible()
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)
    expect(page.locator(".rt-page:not([aria-label])")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_no_screen_has_a_barrier_or_calls_another_host(  # noqa: PLR0917
    full_desk: Server,
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
    axe: Callable[..., list[str]],
    scheme: str,
    device: str,
) -> None:
    page = new_context(color_scheme=scheme, **(PHONE if device == "phone" else {})).new_page()
    foreign: list[str] = []
    page.on("request", lambda request: foreign.extend(elsewhere(request, full_desk)))
    sign_in(page, "ada")

    barriers = {}
    for address, heading in SCREENS.items():
        page.goto(full_desk.url + address)
        settled(page, heading)
        barriers[address] = axe(page)

    assert {address: found for address, found in barriers.items() if found} == {}
    assert foreign == []


def elsewhere(request: Request, server: Server) -> list[str]:
    ours = (server.url, server.url.replace("http", "ws"), "data:", "blob:")
    return [] if request.url.startswith(ours) else [request.url]


def test_the_sign_in_form_has_no_barrier(
    server: Server, page: Page, axe: Callable[..., list[str]]
) -> None:
    page.goto(server.url + "/desk/")
    expect(page.get_by_label("Username")).to_be_visible()

    assert axe(page) == []
