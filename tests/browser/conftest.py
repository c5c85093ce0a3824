"""A real server over a real database, and a real Chromium to look at it."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import update

from models.base.database import writing
from models.staff.member import Actor, StaffMember
from tests.browser.server import Server, free_port
from tests.browser.server import chromium as chromium_path
from tests.browser.wire import cookie_of

PASSWORD = "a long walk by the sea"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
STILL = """() => document.getAnimations().every(
    each => each.playState !== "running" || each.effect.getTiming().iterations === Infinity
)"""
expect.set_options(timeout=30_000)  # a busy machine is slow, and a failure may take its time


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@cache
def password_hash() -> str:
    return PasswordHasher().hash(PASSWORD)


@pytest.fixture
def staff(ed: Actor, fay: Actor, mo: Actor, ada: Actor, cleo: Actor) -> dict[str, Actor]:
    """One account per role, each with the password PASSWORD."""
    with writing() as session:
        session.execute(update(StaffMember).values(password_hash=password_hash()))
    return {"ed": ed, "fay": fay, "mo": mo, "ada": ada, "cleo": cleo}


@pytest.fixture
def server(fresh_database: Path, staff: dict[str, Actor]) -> Iterator[Server]:
    """Serves this test's own database: what the test writes with `writing()`, the server reads."""
    made = Server(fresh_database, free_port(), fresh_database.with_name("server.log"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser of its own cookies; keywords as in Playwright's new_context."""
    opened: list[BrowserContext] = []

    def make(**wishes: Any) -> BrowserContext:
        wishes.setdefault("viewport", {"width": 1440, "height": 900})
        opened.append(chromium.new_context(**wishes))
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()


@pytest.fixture
def sign_in(server: Server, staff: dict[str, Actor]) -> Callable[..., None]:
    """`sign_in(page, "mo", "/desk/exports")`: a session of theirs, opened at that address."""

    def sign_in(page: Page, username: str, address: str = "/desk/") -> None:
        name, _, token = cookie_of(staff[username]).partition("=")
        page.context.add_cookies(
            [
                {
                    "name": name,
                    "value": token,
                    "domain": "localhost",
                    "path": "/desk",
                    "httpOnly": True,
                    "sameSite": "Strict",
                }
            ]
        )
        page.goto(server.url + address)
        expect(page.get_by_role("button", name="Sign out")).to_be_attached()

    return sign_in


@pytest.fixture
def sign_in_by_form(server: Server) -> Callable[..., None]:
    """The same as a person does it, where that is what is tried."""

    def sign_in(page: Page, username: str, address: str = "/desk/") -> None:
        page.goto(server.url + address)
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("button", name="Sign out")).to_be_attached()

    return sign_in


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """Violations of axe-core once nothing moves, one line each; `within` narrows it."""

    def axe(page: Page, within: str = "document") -> list[str]:
        page.wait_for_function(STILL)  # what still fades in has too little contrast
        page.evaluate(AXE.read_text())
        found = page.evaluate(f"() => axe.run({within})")
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return axe
