"""From the key or click until Chromium has drawn it, at 100,000 enquiries, against a bare page.

The bare page stands in the same desk: fifty rows, and a button that shows the next name.
"""

import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

from bench._framed import framed_desk
from bench.desk import cookie_for
from bench.enquiry_list import MANY, fill
from tests.browser.server import Server, chromium

ROUNDS, WARMING = 40, 5
BARE = "bare page: next name"
SHOWN = "[class*=st-key-e-words-]"
"""What somebody wrote, below their name; named after them: two may have written the same."""
ROWS = ".tb-scroll tbody"
WATCH = """(of) => {
  const read = () => {
    const shown = document.querySelector(of);
    return shown?.textContent && shown.className + shown.textContent;
  };
  const before = read();
  let began = 0;
  window.took = 0;
  for (const each of ["keydown", "pointerdown"]) {
    const begin = (event) => { began ||= event.timeStamp; };
    addEventListener(each, begin, { capture: true, once: true });
  }
  const drawn = new MessageChannel();
  drawn.port1.onmessage = () => { window.took = performance.now() - began; };
  const look = () => {
    // This runs right before a frame is painted, and its message is heard right after.
    if (began && read() && read() !== before) drawn.port2.postMessage(0);
    else requestAnimationFrame(look);
  };
  look();
}"""
IS_STILL = """() => document.querySelector(".stApp").dataset.testScriptState === "notRunning" """

Act = Callable[[], None]


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        file = Path(folder) / "copydesk.sqlite"
        cookie = cookie_for(fill(file, MANY))
        with framed_desk(file) as server:
            tell(_measured(server, cookie))


def _measured(server: Server, cookie: str) -> dict[str, list[float]]:
    """All take turns, so that each sees the same moods of the machine."""
    name, _, value = cookie.partition("=")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": name, "value": value, "url": f"{server.url}/desk"}])
        bare, desk = context.new_page(), context.new_page()
        bare.goto(f"{server.url}/desk/bare_step")
        bare.get_by_role("heading", name="Somebody 0").wait_for()
        desk.goto(f"{server.url}/desk/enquiries?status=all&open={MANY // 2}")
        desk.locator(SHOWN).wait_for()
        desk.locator("[data-listens]").wait_for(state="attached")
        gestures = _gestures(bare, desk)
        taken: dict[str, list[float]] = {what: [] for what in gestures}
        for _ in range(ROUNDS + WARMING):
            for what, (page, of, act) in gestures.items():
                taken[what].append(until_drawn(page, of, act))
        browser.close()
    return {what: times[WARMING:] for what, times in taken.items()}


def _gestures(bare: Page, desk: Page) -> dict[str, tuple[Page, str, Act]]:
    tabs, terms = cycle(("Waiting", "Booked", "All")), cycle(("knee", "rosalind", "back", "anna"))

    def search() -> None:
        desk.locator(".st-key-e-term input").fill(next(terms))
        desk.keyboard.press("Enter")

    return {
        BARE: (bare, "h2", lambda: bare.get_by_role("button", name="Next").click()),
        "j: the next record": (desk, SHOWN, lambda: desk.keyboard.press("j")),
        "another status tab": (
            desk,
            ROWS,
            lambda: desk.get_by_role("radio", name=next(tabs)).click(),
        ),
        "j in that tab": (desk, SHOWN, lambda: desk.keyboard.press("j")),
        "search": (desk, ROWS, search),
    }


def until_drawn(page: Page, of: str, act: Act) -> float:
    page.bring_to_front()
    page.wait_for_function(IS_STILL)
    page.wait_for_timeout(150)
    page.evaluate(WATCH, of)
    act()
    page.wait_for_function("() => window.took > 0")
    return float(page.evaluate("window.took"))


def tell(taken: dict[str, list[float]]) -> None:
    bare = median(taken[BARE])
    print(f"{'':24}{'median':>9}{'95 of 100':>11}{'of bare':>9}")
    for what, times in taken.items():
        middle, slow = median(times), quantiles(times, n=20)[-1]
        print(f"{what:24}{middle:6.0f} ms{slow:8.0f} ms{middle / bare:9.2f}", flush=True)
