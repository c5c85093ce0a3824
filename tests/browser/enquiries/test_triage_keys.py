"""Clearing the list with the keyboard alone, while others work on it too."""

from collections.abc import Callable
from random import Random

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status
from models.staff.member import Actor
from tests.browser.enquiries.test_triage import asked, settle, statuses
from tests.browser.server import Server
from tests.enquiries import arrive

SignIn = Callable[..., None]
PEOPLE = 50
ROUNDS = 30
MOVES = {
    "i": Status.IN_PROGRESS,
    "w": Status.WAITING,
    "b": Status.BOOKED,
    "s": Status.SPAM,
    "c": Status.CLOSED,
}


def listens(page: Page) -> None:
    page.locator("[data-listens]").wait_for(state="attached")
    settle(page)


def open_name(page: Page) -> str:
    return page.locator('[class*="st-key-e-shown-"] h2').inner_text()


def await_next(page: Page, done: str) -> None:
    """Somebody else is open, or nobody."""
    page.wait_for_function(
        """done => { const shown = document.querySelectorAll('[class*="st-key-e-shown-"] h2');
        return shown.length === 0 || (shown.length === 1 && shown[0].innerText !== done) }""",
        arg=done,
    )
    settle(page)


def await_answer(page: Page, name: str) -> None:
    """Somebody else is open, or a message says why not."""
    page.wait_for_function(
        """name => { const shown = document.querySelector('[class*="st-key-e-shown-"] h2');
        return !shown || shown.innerText !== name
          || document.querySelector('[data-testid=stAlert]') !== null }""",
        arg=name,
    )
    settle(page)


@pytest.mark.long
def test_fifty_enquiries_are_cleared_with_the_keyboard_alone(
    server: Server, page: Page, sign_in: SignIn, fay: Actor
) -> None:
    for number in range(PEOPLE):
        arrive(f"P{number:02}")
    sign_in(page, "fay", "/desk/enquiries")
    expect(page.get_by_role("radio", name=f"New {PEOPLE}")).to_be_visible()
    listens(page)
    for keys, name in (("jjj", "P47"), ("kk", "P49")):  # faster than the desk can answer
        page.keyboard.type(keys)
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    meant: dict[str, Status] = {}
    for turn in range(PEOPLE):
        settle(page)
        key, name = list(MOVES)[turn % len(MOVES)], open_name(page)
        page.keyboard.press(key)
        if key == "c":
            expect(page.get_by_role("dialog")).to_be_visible()
            page.keyboard.press(str(1 + turn % 4))
        if key == "b":
            expect(page.get_by_role("button", name="Booked, time not known")).to_be_visible()
            page.keyboard.press("b")
        await_next(page, name)
        assert name not in meant
        meant[name] = MOVES[key]

    assert statuses() == meant
    assert asked(page, "open") == ""
    page.keyboard.press("u")
    expect(page.get_by_role("radio", name="New 1")).to_be_visible()
    expect(page.locator('[class*="st-key-e-shown-"] h2')).to_be_visible()
    settle(page)
    page.keyboard.press("a")
    expect(page.get_by_text("Assigned to you.")).to_be_visible()
    with reading() as session:
        [back] = session.scalars(select(Enquiry).where(Enquiry.status == Status.NEW))
    assert (back.name, back.assigned_to_id) == (open_name(page), fay.id)


def test_keys_are_silent_while_somebody_types_and_help_is_one_key_away(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    anna = arrive("Anna")
    sign_in(page, "fay", f"/desk/enquiries?open={anna.id}")
    listens(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_text("Open the next")).to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    settle(page)
    page.keyboard.press("n")
    note = page.get_by_label("Add a note")
    expect(note).to_be_focused()
    page.keyboard.type("bwisxa jku?/")
    expect(note).to_have_value("bwisxa jku?/")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    settle(page)
    search = page.get_by_placeholder("Name, phone, any word")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.type("bws")
    page.keyboard.press("Enter")
    expect(search).not_to_be_focused()
    expect(search).to_have_value("bws")

    assert statuses() == {"Anna": Status.NEW}


def shuffle(rng: Random, number: int) -> None:
    """Somebody arrives, somebody leaves the list, somebody moves to another place in it."""
    arrive(f"N{number}")
    with writing() as session:
        people = session.scalars(select(Enquiry).where(Enquiry.status == Status.NEW)).all()
        gone, moved, other = rng.sample(people, 3)
        gone.status, gone.version = Status.CLOSED, gone.version + 1
        moved.received_at, other.received_at = other.received_at, moved.received_at
        session.add(EnquiryEvent(enquiry_id=gone.id, kind="status", old="new", new="closed"))


def test_a_key_acts_on_whom_one_reads_however_the_list_moves(
    server: Server, page: Page, sign_in: SignIn
) -> None:
    rng = Random(7)
    for number in range(40):
        arrive(f"P{number:02}")
    sign_in(page, "fay", "/desk/enquiries")
    listens(page)
    for turn in range(ROUNDS):
        if page.locator('[class*="st-key-e-shown-"]').count() == 0:
            page.keyboard.press("j")
            await_next(page, "")
        shuffle(rng, turn)
        before, name = statuses(), open_name(page)
        page.keyboard.press("w")
        await_answer(page, name)
        changed = {who for who, status in statuses().items() if status is not before.get(who)}
        assert changed <= {name}, turn
