"""From a key to its letter on the screen: all of an article's 30 sections in one box of ours,
against the browser's own text box with the same text.

The article's own boxes hold one section each, so that this is worse than anybody meets.
"""

import json
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

from tests.browser import parts
from tests.browser.server import chromium, free_port

SECTIONS, KEYS, WARMING = 30, 200, 20
PARAGRAPH = "Tides follow the **moon** and the [sun](/book), and *not* the wind. " * 12
SECTION = (
    f"## Part\n\n{PARAGRAPH}\n\n- one\n- two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n{PARAGRAPH}"
)
BARE = "#bare"
WATCH = """() => {
  window.taken = [];
  addEventListener("keydown", () => {
    const pressed = performance.now();
    requestAnimationFrame(() => setTimeout(() => taken.push(performance.now() - pressed)));
  }, true);
  const box = Object.assign(document.createElement("textarea"), { id: "bare" });
  document.body.prepend(box);
}"""


def run() -> None:
    text = "\n\n".join([SECTION] * SECTIONS)
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        for trial in parts.serve("rich_text_app.py", Path(folder), free_port()):
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium(), args=["--no-sandbox"]
                )
                page = browser.new_page()
                page.goto(trial.lay_out("one", texts={"Body": text}))
                page.locator(".rt-count", has_text="words").wait_for()
                _tell(page, text)
                browser.close()


def _tell(page: Page, text: str) -> None:
    page.evaluate(WATCH)
    page.evaluate(f"document.querySelector('{BARE}').value = {json.dumps(text)}")
    ours = _typed(page, ".rt-page > p:nth-of-type(20)")
    bare = _typed(page, BARE)
    print(f"{'':12}{'median':>8}{'95 of 100':>11}")
    for name, taken in (("our box", ours), ("browser's", bare)):
        print(f"{name:12}{median(taken):8.1f}{_slow(taken):11.1f} ms")
    print(f"{'ratio':12}{median(ours) / median(bare):8.2f}{_slow(ours) / _slow(bare):11.2f}")


def _slow(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


def _typed(page: Page, where: str) -> list[float]:
    box = page.locator(where).first
    box.focus() if where == BARE else box.click()
    page.evaluate("taken.length = 0")
    for turn in range(KEYS + WARMING):
        page.keyboard.press("abcdefghij"[turn % 10])
        page.wait_for_timeout(15)
    page.wait_for_function(f"taken.length >= {KEYS + WARMING}")
    taken: list[float] = page.evaluate("taken")
    return taken[WARMING:]
