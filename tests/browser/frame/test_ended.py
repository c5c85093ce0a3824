"""Whose session ends has no open line left, though they say nothing."""

import time
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from actions.clinic.settings import change_setting
from actions.staff.accounts import change_password
from actions.staff.sessions import end_all_sessions, sign_out
from models.base.database import writing
from models.staff.access import digest
from models.staff.member import Actor, StaffMember
from models.staff.second_factor import ROLES_SETTING
from tests.articles import Written
from tests.browser.articles.test_editing import address, write_at_end
from tests.browser.server import Server
from tests.browser.wire import answer, cookie_of, line, run
from tests.program import manage


def seconds_until_cut(opened: ClientConnection) -> float:
    began = time.monotonic()
    with pytest.raises(ConnectionClosed):
        while True:
            opened.recv(timeout=30)
    return time.monotonic() - began


def test_the_lines_of_all_who_lost_something_are_cut_and_no_others(
    server: Server, staff: dict[str, Actor], record_property: Callable[[str, object], None]
) -> None:
    cookies = {name: cookie_of(who) for name, who in staff.items()}
    cookies["here"] = cookie_of(staff["cleo"])
    token_of = {name: digest(each.partition("=")[2]) for name, each in cookies.items()}
    with ExitStack() as lines:
        opened = {
            name: lines.enter_context(line(server, cookie=cookie))
            for name, cookie in cookies.items()
        }
        for each in opened.values():
            each.send(run("account"))
            answer(each)
        with writing() as session:
            sign_out(session, token_of["ed"])
        took = [seconds_until_cut(opened["ed"])]
        told = manage(server.database, "staff", "disable", "fay")
        assert told.returncode == 0, told.stderr
        took.append(seconds_until_cut(opened["fay"]))
        with writing() as session:
            kept = session.get_one(StaffMember, staff["cleo"].id).password_hash
            here, by = token_of["here"], staff["cleo"]
            change_password(session, "new", instead_of=kept, here=here, by=by)
        took.append(seconds_until_cut(opened["cleo"]))
        with writing() as session:
            change_setting(session, ROLES_SETTING, ["manager"], version=0, by=staff["ada"])
        took.append(seconds_until_cut(opened["mo"]))
        record_property("figure", f"{len(took)} lines cut after at most {max(took):.1f} s")
        for name in ("here", "ada"):
            opened[name].send(run("account"))
            assert answer(opened[name])


def test_whoever_is_cut_in_mid_sentence_sees_the_form_and_finds_the_text_again(
    page: Page, sign_in: Callable[..., None], ed: Actor, tides: Written
) -> None:
    sign_in(page, "ed", address(tides, 1))
    write_at_end(page, " It rises twice.")
    with writing() as session:
        end_all_sessions(session, ed.id or 0, by=ed)
    expect(page.get_by_text("You were signed out.")).to_be_visible()

    sign_in(page, "ed", address(tides, 1))
    expect(page.locator(".rt-page")).to_contain_text("It rises twice.")


def test_a_screen_that_asks_for_nothing_by_itself_is_taken_away_too(
    page: Page, sign_in: Callable[..., None], staff: dict[str, Actor]
) -> None:
    mo = staff["mo"]
    with writing() as session:
        change_setting(session, ROLES_SETTING, ["manager"], version=0, by=staff["ada"])
    sign_in(page, "mo")
    expect(page.get_by_role("heading", name="Second step at sign-in")).to_be_visible()
    with writing() as session:
        end_all_sessions(session, mo.id or 0, by=mo)

    expect(page.get_by_text("You were signed out.")).to_be_visible()
