"""While the server is away, people read our words and keep what they typed."""

from collections.abc import Callable

from playwright.sync_api import Page, Request, expect

from tests.browser.server import Server

ENOUGH_TRIES = 7  # Streamlit speaks up after the sixth
SHOWN_OF_THEIRS = """() => {
    window.theirs = [];
    const look = () => {
        const dialog = document.querySelector("[data-testid=stDialog]");
        if (dialog?.checkVisibility()) window.theirs.push(dialog.innerText);
        requestAnimationFrame(look);
    };
    look();
}"""


def is_failed_try(request: Request) -> bool:
    return request.url.endswith("/_stcore/health")


def test_a_server_that_is_away_is_told_in_our_words_and_comes_back_by_itself(
    server: Server, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(page, "mo", "/desk/account")
    page.get_by_label("New password", exact=True).fill("one")
    page.get_by_label("Current password").fill("half typed")
    page.evaluate(SHOWN_OF_THEIRS)
    tries: list[Request] = []
    page.on("requestfailed", lambda one: tries.append(one) if is_failed_try(one) else None)

    server.kill()
    told = page.get_by_role("alert").filter(has_text="Copydesk cannot be reached.")
    expect(told).to_be_visible()
    while len(tries) < ENOUGH_TRIES:
        page.wait_for_event("requestfailed", is_failed_try)
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    assert page.evaluate("window.theirs") == []

    server.start()
    page.get_by_role("button", name="Change password").click()  # before the page was drawn again
    expect(page.get_by_text("is not the same as the first")).to_be_visible()
    expect(told).to_have_count(0)
    expect(page.get_by_label("Current password")).to_have_value("half typed")
    expect(page.get_by_label("Current password")).to_be_editable()
