"""Somebody calls: the desk types, sees who it may be, and loses nothing by a slip of the finger."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from models.base.database import reading
from models.enquiries.enquiry import Enquiry
from models.intake.entry_draft import EntryDraft
from tests.browser.enquiries.test_one_person import listens
from tests.browser.enquiries.test_triage import settle
from tests.browser.server import Server
from tests.enquiries import arrive

SignIn = Callable[..., None]


def test_a_call_is_written_down_with_the_keyboard_and_esc_asks_first(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    arrive("Anna Smith", phone="+44 7700 900123")
    sign_in(page, "fay", "/desk/enquiries")
    listens(page)
    page.get_by_role("button", name="New enquiry").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Name")).to_be_focused()

    page.keyboard.type("Ana Smith")
    dialog.get_by_role("textbox", name="Phone").focus()
    page.keyboard.type("07700 900123")
    expect(dialog.get_by_text("Perhaps Anna Smith")).to_be_visible()
    expect(dialog.get_by_role("textbox", name="Phone")).to_be_focused()

    dialog.get_by_label("What do they ask?").focus()
    page.keyboard.type("Her knee")
    page.keyboard.press("Escape")
    expect(dialog.get_by_text("Discard what you typed?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog.get_by_text("Discard what you typed?")).to_be_hidden()
    expect(dialog.get_by_label("What do they ask?")).to_have_value("Her knee")

    dialog.get_by_role("button", name="Save enquiry").click()
    expect(dialog.get_by_text("Ask them first")).to_be_visible()
    expect(dialog.get_by_role("checkbox")).to_be_focused()
    settle(page)  # longer than the screen by now; a list takes its focus back when it is left
    dialog.get_by_role("combobox", name="Service").focus()
    page.keyboard.press("Escape")
    expect(dialog.get_by_text("Discard what you typed?")).to_be_in_viewport()
    expect(dialog.get_by_role("button", name="Keep writing")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog.get_by_text("Discard what you typed?")).to_be_hidden()
    dialog.get_by_text("They agreed that we keep this").click()
    settle(page)
    dialog.get_by_role("button", name="Save enquiry").click()
    expect(page.get_by_role("heading", name="Ana Smith", exact=True)).to_be_visible()
    with reading() as session:
        kept = session.query(Enquiry).order_by(Enquiry.id.desc()).first()
    assert kept
    assert (kept.phone, kept.message) == ("07700 900123", "Her knee")


def test_what_was_typed_outlives_a_reload_and_a_double_click_saves_it_once(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    sign_in(page, "fay", "/desk/enquiries")
    listens(page)
    held: list[Route] = []  # what keeps the text comes after the first keys
    page.route("**/desk/scripts/typing.js*", lambda route: held.append(route))  # noqa: PLW0108  Playwright marks its handlers
    page.get_by_role("button", name="New enquiry").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Ruth Vale")
    dialog.get_by_label("What do they ask?").focus()
    settle(page)
    with page.expect_response("**/desk/typing/entry/0"):
        held[0].continue_()
    page.unroute("**/desk/scripts/typing.js*")
    with page.expect_response("**/desk/typing/entry/0"):
        page.keyboard.type("Her knee")
    expect(dialog.get_by_text("What you typed is kept.")).to_be_visible()
    page.reload()
    expect(dialog.get_by_label("Name")).to_have_value("Ruth Vale")
    expect(dialog.get_by_label("What do they ask?")).to_have_value("Her knee")
    expect(dialog.get_by_text("Kept from today")).to_be_visible()

    listens(page)
    dialog.get_by_role("textbox", name="Phone").fill("07700 900123")
    dialog.get_by_role("checkbox").press("Space")
    settle(page)
    dialog.get_by_role("button", name="Save enquiry").dblclick()
    expect(page.get_by_role("heading", name="Ruth Vale", exact=True)).to_be_visible()
    settle(page)
    with reading() as session:
        assert [(one.name, one.message) for one in session.query(Enquiry)] == [
            ("Ruth Vale", "Her knee")
        ]
        assert session.query(EntryDraft).all() == []
    assert (
        page.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('typing'))") == []
    )
