"""A real server over a real database, and a real Chromium to look at it."""

from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import axe_playwright_python
import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from sqlalchemy import update

from models.base.database import writing
from models.staff.member import Actor, StaffMember
from tests.browser.contexts import Contexts
from tests.browser.looking import wait_before_looking
from tests.browser.server import Server, port_of_ours
from tests.browser.server import chromium as chromium_path
from tests.browser.wire import cookie_of
from tests.public.mailbox import Mailbox, running_mailbox

PASSWORD = "a long walk by the sea"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
# Tabs of one context share a process, which knows our scripts already.
SHARED = ["--process-per-site"]
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
# What is in order need not be told: finding and carrying it took most of the time.
BARRIERS = """async ([within, only]) => {
    const rules = only ? { runOnly: [only] } : {};
    const looked = { resultTypes: ["violations"], ...rules };
    const found = await axe.run(document.querySelector(within), looked);
    return found.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}"""
STILL = """() => document.getAnimations().every(
    each => each.playState !== "running" || each.effect.getTiming().iterations === Infinity
        || each.effect.getComputedTiming().progress === null  // it has not begun
)"""
wait_before_looking()
expect.set_options(timeout=30_000)  # a busy machine is slow, and a failure may take its time


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A journey that failed says where it stood."""
    report = yield
    page = item.funcargs.get("page") if report.failed and call.when == "call" else None
    if isinstance(page, Page):
        with suppress(PlaywrightError):
            report.sections.append((page.url, page.locator("body").aria_snapshot(timeout=5_000)))
    return report


@cache
def password_hash() -> str:
    return PasswordHasher().hash(PASSWORD)


@pytest.fixture
def staff(ed: Actor, fay: Actor, mo: Actor, ada: Actor, cleo: Actor) -> dict[str, Actor]:
    """One account per role, each with the password PASSWORD."""
    with writing() as session:
        session.execute(update(StaffMember).values(password_hash=password_hash()))
    return {"ed": ed, "fay": fay, "mo": mo, "ada": ada, "cleo": cleo}


@pytest.fixture(scope="session")
def own_port() -> int:
    """Where this worker's servers are found: one address, so that browsers know its scripts."""
    return port_of_ours()


@pytest.fixture
def server(fresh_database: Path, staff: dict[str, Actor], own_port: int) -> Iterator[Server]:
    """Serves this test's own database: what the test writes with `writing()`, the server reads."""
    made = Server(fresh_database, own_port, fresh_database.with_name("server.log"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    folder = tmp_path / "mail"
    folder.mkdir()
    with running_mailbox(folder) as box:
        box.empty()
        yield box


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET + SHARED)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(chromium: Browser, own_port: int) -> Contexts:
    return Contexts(chromium, f"http://localhost:{own_port}")


@pytest.fixture
def new_context(contexts: Contexts) -> Iterator[Callable[..., BrowserContext]]:
    """Lends a browser of its own cookies; keywords as in Playwright's new_context."""
    yield contexts.lend
    contexts.take_back()


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
    """Violations of axe-core once nothing moves, one line each.

    `within` is a selector, `only` the one rule that is asked.
    """

    def axe(page: Page, within: str = ":root", only: str = "") -> list[str]:
        page.wait_for_function(STILL)  # what still fades in has too little contrast
        if not page.evaluate("() => Boolean(window.axe)"):
            page.evaluate(AXE.read_text())
        found: list[str] = page.evaluate(BARRIERS, [within, only])
        return found

    return axe
