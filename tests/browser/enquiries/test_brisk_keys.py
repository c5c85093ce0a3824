"""Keys of somebody quick: pressed before the screen has settled, or typed before a box is there."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

import settings
from models.base.database import reading
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status
from models.enquiries.note_draft import NoteDraft
from models.staff.member import Actor
from tests.browser.enquiries.test_triage import settle, statuses
from tests.browser.enquiries.test_triage_keys import listens, open_name
from tests.browser.server import Server
from tests.enquiries import arrive, newest

SignIn = Callable[..., None]
WORDS = "Ruth wants mornings, back soon"
"""Nearly every letter is a command."""
AT_ONCE = """keys => keys.forEach(key => document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })))"""
"""However busy the machine is, nothing is drawn and no second passes between them."""


@pytest.fixture
def people() -> list[Enquiry]:
    return [arrive(name) for name in ("Anna", "Bea", "Cal", "Dora")]


def changes() -> list[str]:
    with reading() as session:
        kinds = session.scalars(select(EnquiryEvent.kind).order_by(EnquiryEvent.id)).all()
    return [kind for kind in kinds if kind != "received"]


def kept(page: Page) -> list[tuple[str, str]]:
    """Whose notes are half written, once all letters have come."""
    written = select(Enquiry.name, NoteDraft.text).join(Enquiry, Enquiry.id == NoteDraft.enquiry_id)
    for _ in range(100):
        with reading() as session:
            found = [(name, text) for name, text in session.execute(written)]
        if found and found[0][1] == WORDS:
            break
        page.wait_for_timeout(50)
    return found


@pytest.mark.parametrize("gap", [0, 40])
def test_a_note_begun_before_its_box_is_there_is_whole_and_no_letter_is_a_command(
    server: Server, page: Page, sign_in: SignIn, people: list[Enquiry], gap: int
) -> None:
    sign_in(page, "fay", f"/desk/enquiries?open={people[3].id}")
    listens(page)
    page.keyboard.press("w")
    expect(page.get_by_text("Dora · Moved to Waiting.")).to_be_visible()
    settle(page)
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.keyboard.type(WORDS, delay=gap)
    page.wait_for_function(
        "words => document.querySelector('[class*=st-key-e-note-] textarea')?.value === words",
        arg=WORDS,
    )
    settle(page)

    assert kept(page) == [(open_name(page), WORDS)]
    assert changes() == ["status"]


def test_a_note_begun_while_the_page_still_loads_is_whole(
    server: Server, page: Page, sign_in: SignIn, people: list[Enquiry]
) -> None:
    sign_in(page, "fay", "/desk/enquiries")
    listens(page)
    page.goto(f"{server.url}/desk/enquiries?open={people[0].id}")
    page.wait_for_function("() => window.copydeskFirstKeys")
    page.keyboard.press("n")
    page.keyboard.type(WORDS, delay=30)
    settle(page)
    page.wait_for_function(
        "words => document.querySelector('[class*=st-key-e-note-] textarea')?.value === words",
        arg=WORDS,
    )

    assert changes() == []


def test_letters_of_somebody_whose_box_went_away_change_nobody(
    server: Server, page: Page, sign_in: SignIn, people: list[Enquiry]
) -> None:
    sign_in(page, "fay", f"/desk/enquiries?open={people[0].id}")
    listens(page)
    page.get_by_label("Add a note").press_sequentially("He ")
    page.evaluate("() => document.activeElement.blur()")
    page.evaluate(AT_ONCE, [*"was asked about a spa"])
    expect(page.get_by_role("status").get_by_text("did nothing: you were typing")).to_be_visible()
    settle(page)

    assert changes() == []


def test_a_change_right_after_a_step_reaches_whom_one_saw_or_is_said_to_have_done_nothing(
    server: Server, page: Page, sign_in: SignIn, people: list[Enquiry]
) -> None:
    sign_in(page, "fay", f"/desk/enquiries?open={people[3].id}")
    listens(page)
    page.evaluate(AT_ONCE, ["j", "i"])  # one after the other, the next one might be there already
    expect(page.get_by_role("status").get_by_text("“i” did nothing")).to_be_visible()
    settle(page)
    assert set(statuses().values()) == {Status.NEW}

    seen = open_name(page)
    page.keyboard.press("j")
    page.wait_for_function(
        """name => { const shown = document.querySelectorAll('[class*="st-key-e-shown-"] h2');
        return shown.length === 1 && shown[0].innerText !== name }""",
        arg=seen,
    )
    named = open_name(page)
    page.keyboard.press("i")
    expect(page.get_by_text(f"{named} · Moved to In progress.")).to_be_visible()
    settle(page)

    moved = [name for name, status in statuses().items() if status is Status.IN_PROGRESS]
    assert moved == [named]


def test_what_was_done_a_while_ago_is_named_before_u_takes_it_back(
    server: Server, page: Page, sign_in: SignIn, people: list[Enquiry], fay: Actor
) -> None:
    sign_in(page, "fay", f"/desk/enquiries?open={people[3].id}")
    listens(page)
    page.keyboard.press("w")
    expect(page.get_by_text("Dora · Moved to Waiting.")).to_be_visible()
    page.reload()
    listens(page)
    page.keyboard.press("u")
    asked = page.locator(".st-key-e-said").get_by_text("Press u once more to take it back.")
    expect(asked).to_be_visible()
    expect(page.locator(".st-key-e-said").get_by_text("Dora")).to_be_visible()
    assert newest(people[3]).status is Status.WAITING

    settle(page)
    page.keyboard.press("u")
    expect(page.get_by_text("Dora · Taken back")).to_be_visible()
    assert newest(people[3]).status is Status.NEW


def test_day_and_time_are_typed_without_the_mouse(
    server: Server, page: Page, sign_in: SignIn, people: list[Enquiry]
) -> None:
    """Wherever Tab leads: a button that clears the day comes when there is one."""
    sign_in(page, "fay", f"/desk/enquiries?open={people[0].id}")
    listens(page)
    page.keyboard.press("b")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("spinbutton")).to_have_count(5)
    page.keyboard.type("02122030")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("1015")
    dialog.get_by_role("button", name="Book", exact=True).focus()
    page.keyboard.type("7")  # nothing is missing, and nothing is typed over
    page.keyboard.press("Enter")
    expect(page.get_by_text("Anna · Booked for")).to_be_visible()

    booked = newest(people[0])
    assert booked.status is Status.BOOKED
    assert booked.booked_for == datetime(2030, 12, 2, 10, 15, tzinfo=settings.TIMEZONE)
