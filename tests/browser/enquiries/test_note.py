"""A note is kept while it is typed, and the first click after typing is obeyed."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select, update

from models.base.database import reading, writing
from models.base.table import now
from models.enquiries.enquiry import Status
from models.enquiries.note_draft import NoteDraft
from models.staff.access import StaffSession
from tests.browser.enquiries.test_one_person import listens, shown
from tests.browser.enquiries.test_triage import settle, wait_for
from tests.browser.server import Server
from tests.enquiries import arrive, newest

SignIn = Callable[..., None]
TIMES = 20
PRESS_WHEN_BACK = """() => {
    const app = document.querySelector(".stApp");
    new MutationObserver((_, watch) => {
        if (app.dataset.testConnectionState !== "CONNECTED") return;
        watch.disconnect();
        document.querySelector(".pt > button").click();
    }).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}"""


def drafts() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(NoteDraft.text)))


def test_the_first_click_on_the_button_after_typing_saves(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    anna = arrive("Anna")
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    note = page.get_by_label("Add a note")
    for number in range(TIMES):
        note.press_sequentially(f"n{number}")
        page.get_by_role("button", name="Save note").click()
        expect(note).to_have_value("")
        settle(page)

    assert newest(anna).notes.split("\n") == [f"n{number}" for number in range(TIMES)]


def is_kept(turn: int) -> bool:
    return sorted(map(sorted, drafts())) == sorted([sorted("xz" * turn), ["y"] * turn])


@pytest.mark.long
def test_the_first_click_on_the_calls_a_row_and_the_menu_after_typing_is_obeyed(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    anna = arrive("Anna")
    arrive("Ruth", is_at_risk=True, risk_phrases=["end my life"])
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    note, row = page.get_by_label("Add a note"), page.get_by_role("link", name="Anna", exact=True)
    for turn in range(1, TIMES + 1):
        note.press_sequentially("x")
        page.get_by_role("button", name="To call today").click()
        page.get_by_role("button", name="Ruth wrote").click()
        page.get_by_role("heading", name="Ruth", exact=True).wait_for()
        page.keyboard.press("Escape")
        settle(page)
        note.press_sequentially("y")
        row.click()
        page.get_by_role("heading", name="Anna", exact=True).wait_for()
        settle(page)
        note.press_sequentially("z")
        page.get_by_test_id("stSidebar").get_by_role("link", name="Enquiries").click()
        page.get_by_text("Nobody is open").wait_for()
        row.click()
        page.get_by_role("heading", name="Anna", exact=True).wait_for()
        settle(page)
        wait(page, partial(is_kept, turn))
        assert is_kept(turn), turn


def test_letters_still_on_their_way_are_there_when_the_person_is_opened_again(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    """The record is drawn from before they were kept."""
    anna = arrive("Anna")
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    note, held = page.get_by_label("Add a note"), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/desk/typing/**", hold)
    with page.expect_request("**/desk/typing/**"):
        note.press_sequentially("Left a voice")
        page.get_by_test_id("stSidebar").get_by_role("link", name="Enquiries").click()
    page.get_by_text("Nobody is open").wait_for()
    page.get_by_role("link", name="Anna", exact=True).click()
    page.get_by_role("heading", name="Anna", exact=True).wait_for()
    settle(page)
    page.unroute("**/desk/typing/**")  # and what was held goes on
    expect(note).to_have_value("Left a voice")
    note.press_sequentially("mail")

    kept(page, "Left a voicemail")
    assert len(held) == 1


def test_a_press_the_moment_the_desk_is_back_is_obeyed_and_one_before_is_told(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    anna = arrive("Anna")
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    page.get_by_label("Add a note").press_sequentially("Left a voicemail")
    expect(page.get_by_text("What you typed is kept.")).to_be_visible()
    server.kill()
    page.locator(".stApp:not([data-test-connection-state=CONNECTED])").wait_for()
    expect(page.get_by_role("button", name="Save note")).to_be_disabled()
    page.get_by_label("Add a note").press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Copydesk cannot be reached.")
    page.evaluate(PRESS_WHEN_BACK)
    server.start()
    expect(page.get_by_text("Anna · Note saved.")).to_be_visible()

    assert newest(anna).notes == "Left a voicemail"


def test_escape_leaves_the_note_and_the_next_key_is_a_command(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    anna = arrive("Anna")
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    page.keyboard.press("n")
    page.keyboard.type("Left a voi")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.get_by_text("Anna · Assigned to you.")).to_be_visible()

    assert page.get_by_label("Add a note").input_value() == "Left a voi"
    assert newest(anna).assigned_to_id is not None


def test_a_note_outlives_a_reload_seconds_after_the_last_key(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    anna = arrive("Anna")
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    with page.expect_response("**/desk/typing/**"):
        page.get_by_label("Add a note").press_sequentially("Left a voicemail")
    page.reload()
    listens(page)
    expect(page.get_by_label("Add a note")).to_have_value("Left a voicemail")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("Anna · Note saved.")).to_be_visible()
    wait_for(page, "open", str(anna.id))

    assert (newest(anna).notes, drafts()) == ("Left a voicemail", [])
    assert (shown(page), newest(anna).status) == ("Anna", Status.NEW)


def test_a_note_outlives_a_power_cut_a_cut_line_and_an_end_of_the_session(
    server: Server, page: Page, sign_in: SignIn, sign_in_by_form: SignIn
) -> None:
    anna = arrive("Anna")
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    note = page.get_by_label("Add a note")
    note.press_sequentially("Left a ")
    server.kill()
    page.keyboard.type("voice")
    server.start()
    kept(page, "Left a voice")
    page.keyboard.type("mail")
    kept(page, "Left a voicemail")
    expect(note).to_have_value("Left a voicemail")

    page.context.set_offline(True)
    page.keyboard.type(", wants")
    page.context.set_offline(False)
    kept(page, "Left a voicemail, wants")

    with writing() as session:
        session.execute(update(StaffSession).values(ended_at=now()))
    page.keyboard.type(" mornings")
    expect(page.get_by_label("Username")).to_be_visible()
    sign_in_by_form(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    expect(note).to_have_value("Left a voicemail, wants mornings")


def kept(page: Page, text: str) -> None:
    """Once nobody has pressed a key for a while."""
    wait(page, lambda: drafts() == [text])
    assert drafts() == [text]


def wait(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(400):
        if holds():
            return
        page.wait_for_timeout(50)
