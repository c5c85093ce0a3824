"""The pictures in the guides, taken anew from a desk filled for them: `make screenshots`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

import settings
from commands.demo import PASSWORD
from tests.browser.server import Server, chromium, free_port

FOLDER = settings.ROOT / "docs" / "pictures"
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "user_agent": ANDROID,
    "is_mobile": True,
    "has_touch": True,
}
ENQUIRIES = 400
COLOURS = 128
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def nothing_more(_page: Page) -> None:
    """The screen as it opens."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who looks at which address, and what they do there first."""

    name: str
    who: str
    address: str
    do: Callable[[Page], None] = nothing_more
    on_a_phone: bool = False


def press(label: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=label, exact=True).first.click()


def save_list(page: Page) -> None:
    """It then comes every week."""
    page.get_by_label("Reason").fill("Rooms of the week")
    page.get_by_label("Reason").press("Tab")
    settle(page)
    page.get_by_role("button", name="Save this list").click()
    page.get_by_label("Name", exact=True).fill("Appointments of the week")
    page.get_by_label("Name", exact=True).press("Enter")
    settle(page)
    page.get_by_role("button", name="Save", exact=True).click()
    settle(page)
    page.get_by_text("By the clock", exact=True).click()
    settle(page)
    page.get_by_role("combobox", name="How often").click()
    page.get_by_role("option", name="Every week").click()
    settle(page)
    page.get_by_role("button", name="Keep", exact=True).click()


REQUESTS = (
    "Submission Date,First Name,Last Name,E-mail,Phone Number,What is it about?\n"
    "14/04/2026 09:30,Anna,Smith,anna@mail.example,020 7946 0001,My knee hurts\n"
    "15/04/2026 10:00,Bea,Jones,bea@mail.example,447700900123,My back\n"
    "16/04/2026 10:00,Cy,Low,,4.47712E+11,My hip\n"
)


def bring_list(page: Page) -> None:
    """Looked through, nothing written yet."""
    brought = {"name": "requests.csv", "mimeType": "text/csv", "buffer": REQUESTS.encode()}
    page.locator("input[type=file]").set_input_files(brought)  # type: ignore[arg-type]  # a mapping is as good as its TypedDict
    expect(page.get_by_role("heading", name="requests.csv")).to_be_visible(timeout=20_000)


ARTICLE = "/desk/article?slug=sleeping-badly"
SHOTS = (
    Shot("articles", "ed", "/desk/articles"),
    Shot("article", "ed", ARTICLE),
    Shot("article-phone", "ed", ARTICLE, on_a_phone=True),
    Shot("article-checks", "ed", f"{ARTICLE}&panel=Checks"),
    Shot("article-claims", "ed", f"{ARTICLE}&panel=Claims"),
    Shot("article-comments", "ed", f"{ARTICLE}&panel=Comments"),
    Shot("article-history", "ed", f"{ARTICLE}&panel=History"),
    Shot("article-review", "cleo", f"{ARTICLE}&panel=Review"),
    Shot("article-new", "ed", "/desk/articles?new=1&begin=Paste+text"),
    Shot("library", "ed", "/desk/library"),
    Shot("enquiries", "fay", "/desk/enquiries?status=all&open=398"),
    Shot("enquiries-phone", "fay", "/desk/enquiries", on_a_phone=True),
    Shot("home", "fay", "/desk/"),
    Shot("reports", "mo", "/desk/reports?period=last-month"),
    Shot("workload", "mo", "/desk/workload"),
    Shot("exports", "mo", "/desk/exports?status=booked", save_list),
    Shot("imports", "mo", "/desk/imports", bring_list),
    Shot("settings", "mo", "/desk/settings"),
)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with desk() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        for shot in SHOTS:
            take(browser, server, shot)
            print(shot.name, flush=True)
        browser.close()
    for file in set(FOLDER.glob("*.png")) - {picture_of(shot) for shot in SHOTS}:
        file.unlink()


@contextmanager
def desk() -> Iterator[Server]:
    """A running desk with the demo's people, articles and enquiries, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        file = Path(folder) / "copydesk.sqlite"
        env = {**os.environ, "COPYDESK_DATABASE": str(file)}
        command = [sys.executable, "manage.py", "demo", "--enquiries", str(ENQUIRIES)]
        subprocess.run(command, check=True, cwd=settings.ROOT, env=env, stdout=subprocess.DEVNULL)
        server = Server(file, free_port(), Path(folder) / "log")
        server.start()
        try:
            yield server
        finally:
            server.stop()


def take(browser: Browser, server: Server, shot: Shot) -> None:
    context = browser.new_context(**(PHONE if shot.on_a_phone else DESKTOP))
    page = context.new_page()
    sign_in(page, server, shot.who)
    page.goto(server.url + shot.address)
    settle(page)
    shot.do(page)
    settle(page)
    page.screenshot(path=picture_of(shot))
    context.close()
    shrink(picture_of(shot))


def sign_in(page: Page, server: Server, who: str) -> None:
    page.goto(f"{server.url}/desk/account")
    page.get_by_label("Username").fill(who)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_attached(timeout=20_000)


def settle(page: Page) -> None:
    """Nothing is being drawn any more, also in the preview."""
    patience = 20_000
    expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=patience)
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached(timeout=patience)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=patience)
    page.wait_for_timeout(1_500)


def picture_of(shot: Shot) -> Path:
    return FOLDER / f"{shot.name}.png"


def shrink(file: Path) -> None:
    """Few colours are enough for a screen, and keep the pictures small."""
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


if __name__ == "__main__":
    main()
