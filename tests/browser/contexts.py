"""Browsers that are lent to one test after the other: they know our scripts, and nothing else."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

DESKTOP = {"width": 1440, "height": 900}
SITE = "http://localhost/"
NOWHERE = "about:blank"
MOST_EMPTY = 20
"""Tabs. Chromium forgets all scripts that it has at hand when one is closed."""


@dataclass
class Warm:
    """A context with a tab that stays, so that the process which holds our scripts does too."""

    context: BrowserContext
    stays: Page

    @classmethod
    def made_in(cls, chromium: Browser) -> "Warm":
        context = chromium.new_context(viewport=DESKTOP)  # type: ignore[arg-type]  # a plain dict
        stays = context.new_page()
        stays.route(SITE, lambda route: route.fulfill(body="", content_type="text/html"))
        stays.goto(SITE)
        return cls(context, stays)

    def forget(self, origin: str) -> None:
        """Pages, cookies, and what pages of that origin kept; what it fetched may stay."""
        opened = [page for page in self.context.pages if page is not self.stays]
        for page in opened:
            if page.url != NOWHERE:
                _leave(page)
        if len(opened) > MOST_EMPTY:
            for page in opened:
                page.close()
        self.context.set_offline(offline=False)
        self.context.clear_cookies()
        devtools = self.context.new_cdp_session(self.stays)
        kept = {"origin": origin, "storageTypes": "local_storage,indexeddb,cache_storage"}
        devtools.send("Storage.clearDataForOrigin", kept)
        devtools.detach()


def _leave(page: Page) -> None:
    """Nobody comes back to it; one that would ask first is closed."""
    with suppress(PlaywrightError):
        page.goto(NOWHERE)
    if page.url != NOWHERE:
        page.close()


@dataclass
class Contexts:
    """`origin` is where the servers of all tests are found, one after the other."""

    chromium: Browser
    origin: str
    idle: list[Warm] = field(default_factory=list)
    lent: list[Warm] = field(default_factory=list)
    others: list[BrowserContext] = field(default_factory=list)

    def lend(self, **wishes: Any) -> BrowserContext:
        """One with cookies of its own; keywords as in Playwright's new_context."""
        if wishes:
            self.others.append(self.chromium.new_context(**{"viewport": DESKTOP} | wishes))
            return self.others[-1]
        warm = self.idle.pop() if self.idle else Warm.made_in(self.chromium)
        self.lent.append(warm)
        return warm.context

    def take_back(self) -> None:
        for context in self.others:
            context.close()
        self.others.clear()
        # What a test closed itself is gone.
        whole = [warm for warm in self.lent if not warm.stays.is_closed()]
        for warm in whole:
            warm.forget(self.origin)
        self.idle += reversed(whole)
        self.lent.clear()
