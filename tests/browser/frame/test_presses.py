"""What is pressed is done once, whatever the tab asks for right behind it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from models.staff.member import Actor
from tests.browser.frame.test_leaving import pages_in, parts_in
from tests.browser.server import Server
from tests.browser.wire import answer, cookie_of, line, run


def way_out_in(messages: list[ForwardMsg]) -> str:
    """What the desk calls its button *Sign out*."""
    elements = (each.delta.new_element for each in messages if each.HasField("delta"))
    buttons = [each.button for each in elements if each.HasField("button")]
    return next(each.id for each in buttons if each.label == "Sign out")


def ways_in(messages: list[ForwardMsg]) -> list[str]:
    """Where the desk leads a browser."""
    return [each.auth_redirect.url for each in messages if each.HasField("auth_redirect")]


def pressed_in(said: bytes | str) -> list[str]:
    asked = BackMsg()
    asked.ParseFromString(said if isinstance(said, bytes) else said.encode("latin1"))
    return [each.id for each in asked.rerun_script.widget_states.widgets if each.trigger_value]


@pytest.mark.parametrize("behind", ["the page", "another page", "a part"])
def test_a_button_is_pressed_before_what_is_asked_for_right_behind_it(
    server: Server, staff: dict[str, Actor], behind: str
) -> None:
    with line(server, cookie=cookie_of(staff["ada"])) as desk:
        desk.send(run("account"))
        drawn = answer(desk)
        pages, button = pages_in(drawn), way_out_in(drawn)
        here = pages["account"]
        desk.send(run(drawn=here, click=button))
        part = parts_in(drawn)[0] if behind == "a part" else ""
        desk.send(run(drawn=pages["articles"] if behind == "another page" else here, fragment=part))
        gone = answer(desk)
        while not ways_in(gone):
            gone += answer(desk, seconds=10)

    assert ways_in(gone) == ["/desk/session/end"]


def test_a_button_elsewhere_is_pressed_though_a_part_is_asked_for(
    server: Server, staff: dict[str, Actor]
) -> None:
    with line(server, cookie=cookie_of(staff["ada"])) as desk:
        desk.send(run("account"))
        drawn = answer(desk)
        here, part = pages_in(drawn)["account"], parts_in(drawn)[0]
        desk.send(run(drawn=here, fragment=part, click=way_out_in(drawn)))
        gone = answer(desk)

    assert ways_in(gone) == ["/desk/session/end"]


def test_who_clicks_a_button_twice_presses_it_once_and_turns_days_quickly(
    page: Page, sign_in: Callable[..., None]
) -> None:
    told: list[str] = []

    def hear(socket: WebSocket) -> None:
        socket.on("framesent", lambda said: told.extend(pressed_in(said)))

    page.on("websocket", hear)
    sign_in(page, "fay", "/desk/appointments?on=2026-03-02")
    page.get_by_role("button", name="Today", exact=True).dblclick()
    expect(page).not_to_have_url(re.compile("2026-03-02"))
    assert [each.rpartition("-")[2] for each in told] == ["today"]

    page.goto(page.url.partition("?")[0] + "?on=2026-03-02")
    for day in ("2026-03-03", "2026-03-04", "2026-03-05"):
        page.get_by_role("button", name="Day after").dispatch_event("click", {"detail": 3})
        expect(page).to_have_url(re.compile(day))
