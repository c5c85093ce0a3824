"""Whatever happens while somebody types, at most two seconds are lost, and never silently."""

import random
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from models.articles.article import Draft
from models.base.database import reading, writing
from models.base.table import now
from models.staff.access import StaffSession
from tests.articles import Written
from tests.browser.conftest import PASSWORD
from tests.browser.server import Server

SignIn = Callable[..., None]
KEYS_A_SECOND = 8
MAY_LACK = 2 * KEYS_A_SECOND
MOMENTS = 5
BEFORE = "About spring."


def type_on(page: Page, keys: int, typed: str) -> str:
    """At a quick person's pace, without a pause that would give the text away."""
    start = time.monotonic()
    for turn in range(keys):
        letter = "abcdefghij "[len(typed) % 11]
        page.keyboard.insert_text(letter) if letter == " " else page.keyboard.press(letter)
        typed += letter
        page.wait_for_timeout(max(1, (start + (turn + 1) / KEYS_A_SECOND - time.monotonic()) * 1e3))
    return typed


def on_the_server() -> str:
    with reading() as session:
        drafts = session.scalars(select(Draft)).all()
    return str(drafts[0].content["body"]) if drafts else ""


def into_the_text(page: Page) -> None:
    expect(page.locator(".rt-count")).not_to_be_empty()
    page.locator(".rt-page").click()
    page.keyboard.press("Control+End")


def reload(page: Page, _server: Server, _sign_in: SignIn, typed: str) -> str:
    page.reload()
    return typed


def kill(page: Page, server: Server, _sign_in: SignIn, typed: str) -> str:
    server.kill()
    typed = type_on(page, KEYS_A_SECOND, typed)
    expect(page.locator(".typing-said")).to_contain_text("stays in this tab")
    server.start()
    expect(page.locator(".typing-said")).to_have_text("What you typed is kept.")
    return typed


def end_the_session(page: Page, _server: Server, _sign_in: SignIn, typed: str) -> str:
    more = "abcdefgh"
    with page.expect_websocket():  # their line is cut; a press on its form could go down with it
        page.keyboard.insert_text(more)  # before the form can come, which takes no keys
        with writing() as session:
            session.execute(update(StaffSession).values(ended_at=now()))
    typed += more
    expect(page.get_by_text("is back when you sign in in this tab")).to_be_visible()
    page.get_by_label("Username").fill("ed")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return typed


def cut_the_line(page: Page, _server: Server, _sign_in: SignIn, typed: str) -> str:
    page.context.set_offline(True)
    typed = type_on(page, 2 * KEYS_A_SECOND, typed)
    page.context.set_offline(False)
    expect(page.locator(".typing-said")).to_have_text("What you typed is kept.")
    return typed


@pytest.mark.long
@pytest.mark.parametrize("what_happens", [reload, kill, end_the_session, cut_the_line])
def test_at_most_two_seconds_are_behind_the_keys(
    page: Page, server: Server, sign_in: SignIn, tides: Written, what_happens: Callable[..., str]
) -> None:
    address = f"/desk/article?slug={tides.slug}&section={tides.sections[1]}"
    sign_in(page, "ed", address)
    by_chance = random.Random(what_happens.__name__)
    typed = BEFORE
    for _ in range(MOMENTS):
        into_the_text(page)
        typed = type_on(page, by_chance.randint(KEYS_A_SECOND, 5 * KEYS_A_SECOND), typed)
        kept = on_the_server()
        assert typed.startswith(kept)
        assert len(typed) - len(kept or BEFORE) <= MAY_LACK
        typed = what_happens(page, server, sign_in, typed)
        expect(page.locator(".rt-page")).to_have_text(typed.strip())
    with reading() as session:
        assert len(session.scalars(select(Draft)).all()) == 1


def test_who_types_goes_on_where_they_were_when_the_line_comes_back_late(
    page: Page, server: Server, sign_in: SignIn, tides: Written
) -> None:
    sign_in(page, "ed", f"/desk/article?slug={tides.slug}&section={tides.sections[1]}")
    into_the_text(page)
    page.keyboard.press("Home")
    server.kill()
    page.keyboard.type("Today ")
    page.route("**/_stcore/**", lambda route: route.abort())
    server.start()
    expect(page.locator(".typing-said")).to_have_text("What you typed is kept.")
    page.unroute("**/_stcore/**")
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-connection-state", "CONNECTED"
    )
    settled = page.get_by_test_id("stApp")
    expect(settled).to_have_attribute("data-test-script-state", "notRunning")
    page.keyboard.type("or tomorrow: ")

    expect(page.locator(".rt-page")).to_have_text(f"Today or tomorrow: {BEFORE}")
    expect(page.locator(".typing-said")).to_have_text("What you typed is kept.")
