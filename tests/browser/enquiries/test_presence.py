"""Two colleagues in two browsers: each sees that the other is there, and nothing moves."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import update

from models.base.database import writing
from models.base.table import now
from models.staff.presence import GONE_AFTER, Presence
from tests.browser.enquiries.test_triage import settle
from tests.browser.server import Server
from tests.enquiries import arrive

WITHIN = 10_000
NewContext = Callable[..., BrowserContext]
SignIn = Callable[..., None]


def everybody_was_silent(much: timedelta) -> None:
    with writing() as session:
        session.execute(update(Presence).values(seen_at=now() - much))


def top_of(page: Page, label: str) -> float:
    box = page.get_by_label(label).bounding_box()
    assert box
    return box["y"]


def test_a_colleague_appears_in_the_record_and_leaves_it(
    server: Server, new_context: NewContext, sign_in: SignIn
) -> None:
    anna = arrive("Anna")
    address = f"/desk/enquiries?open={anna.id}"
    here, there = new_context(), new_context()
    mine, theirs = here.new_page(), there.new_page()
    sign_in(mine, "fay", address)
    note = mine.get_by_label("Add a note")
    note.press_sequentially("Left a voi")
    settle(mine)
    expect(mine.get_by_label("Assigned to")).to_be_visible()
    before = top_of(mine, "Add a note")

    sign_in(theirs, "mo", address)
    expect(mine.get_by_text("Mo Example is viewing")).to_be_visible(timeout=WITHIN)
    expect(theirs.get_by_text("Fay Example is")).to_be_visible(timeout=WITHIN)
    assert top_of(mine, "Add a note") == before
    expect(note).to_have_value("Left a voi")
    expect(note).to_be_focused()

    there.close()
    everybody_was_silent(GONE_AFTER)
    expect(mine.get_by_text("Mo Example is viewing")).to_have_count(0, timeout=WITHIN)
    assert top_of(mine, "Add a note") == before
