from collections.abc import Callable

from playwright.sync_api import Page, expect

PASSWORD = "a long walk by the sea"
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


def with_device(page: Page) -> None:
    """One that knows its owner by a finger, in the browser itself."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})


def test_a_passkey_is_made_signs_in_by_keyboard_and_is_removed(
    page: Page, sign_in: Callable[..., None], axe: Callable[..., list[str]]
) -> None:
    with_device(page)
    sign_in(page, "mo", "/desk/account")
    page.get_by_text("Add a passkey", exact=True).click()
    form = page.get_by_test_id("stForm").filter(has=page.get_by_label("Name", exact=True))
    form.get_by_label("Name", exact=True).fill("My *phone*")
    form.get_by_label("Password", exact=True).fill(PASSWORD)
    form.get_by_label("Password", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Create the passkey")).to_be_focused()
    assert axe(page, ".st-key-passkeys") == []
    page.keyboard.press("Enter")
    expect(page.get_by_text("My *phone*", exact=True)).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_label("Username")).to_be_focused()
    at_the_door = page.get_by_role("button", name="Use a passkey")
    expect(at_the_door).to_be_visible()
    assert axe(page) == []
    for _ in ("Password", "Show it", "Sign in", "Use a passkey"):
        page.keyboard.press("Tab")
    expect(at_the_door).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="My account", exact=True).click()
    expect(page.get_by_text("used today")).to_be_visible()
    page.get_by_role("button", name="Remove …").click()
    removal = page.get_by_role("button", name="Remove the passkey")
    expect(removal).to_be_visible()
    assert axe(page, "[data-testid=stPopoverBody]") == []
    removal.click()
    expect(page.get_by_text("Passkey removed.")).to_be_visible()
    with page.expect_response("**/desk/session/end"):  # which takes the dead cookie away
        page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_label("Username")).to_be_focused()
    at_the_door.click()
    expect(page.get_by_text("This passkey does not open anything here.")).to_be_visible()
    assert axe(page, ".st-key-passkey-door") == []
    assert "copydesk_session" not in [each["name"] for each in page.context.cookies()]
