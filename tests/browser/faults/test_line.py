"""The line to the server drops in the middle of a sentence, and comes back by itself."""

from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.articles import Written, newest
from tests.browser.articles.test_editing import address, save, wait_for_revision, write_at_end


def test_what_is_written_while_the_line_drops_is_kept_and_saved(
    page: Page, sign_in: Callable[..., None], tides: Written
) -> None:
    lines: list[WebSocketRoute] = []

    def lead_through(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    page.route_web_socket("**/_stcore/stream", lead_through)
    sign_in(page, "ed", address(tides, 1))
    for dropped, words in enumerate((" It rises.", " It falls."), start=1):
        write_at_end(page, words)
        lines[-1].close(code=1011)
        page.keyboard.type(" On and on.")
        while len(lines) == dropped:
            page.wait_for_timeout(50)
        state = "data-test-connection-state"
        expect(page.get_by_test_id("stApp")).to_have_attribute(state, "CONNECTED")
    written = "It rises. On and on. It falls. On and on."
    expect(page.locator(".rt-page")).to_contain_text(written)
    save(page)
    wait_for_revision(tides.sections[1], 3, page)

    assert newest(tides.sections[1]).body.endswith(written)
