"""From the click on an article in the list until its text is drawn, against a bare page."""

import tempfile
from itertools import count
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench._framed import framed_desk
from bench.desk import cookie_for
from bench.editor import FEW, fill
from bench.felt import BARE, tell, until_drawn
from tests.browser.server import Server, chromium

ROUNDS, WARMING = 20, 4
TEXT = ".rt-page"


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        file = Path(folder) / "copydesk.sqlite"
        cookie = cookie_for(fill(file, FEW))
        with framed_desk(file) as server:
            tell(_measured(server, cookie))


def _measured(server: Server, cookie: str) -> dict[str, list[float]]:
    """Another article each time: nothing of it was looked at before."""
    name, _, value = cookie.partition("=")
    taken: dict[str, list[float]] = {BARE: [], "an article": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": name, "value": value, "url": f"{server.url}/desk"}])
        bare, desk, places = context.new_page(), context.new_page(), count()
        bare.goto(f"{server.url}/desk/bare_step")
        bare.get_by_role("heading", name="Somebody 0").wait_for()
        desk.goto(f"{server.url}/desk/articles")
        for _ in range(ROUNDS + WARMING):
            next_name = bare.get_by_role("button", name="Next").click
            taken[BARE].append(until_drawn(bare, "h2", next_name))
            _back_to_the_list(desk)
            row = desk.locator(".tb-open").nth(next(places))
            taken["an article"].append(until_drawn(desk, TEXT, row.click))
        browser.close()
    return {what: times[WARMING:] for what, times in taken.items()}


def _back_to_the_list(desk: Page) -> None:
    desk.bring_to_front()
    back = desk.get_by_role("link", name="Articles", exact=True)
    back.click()
    desk.locator(".tb-open").first.wait_for()
