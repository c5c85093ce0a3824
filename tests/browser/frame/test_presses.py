"""What is pressed is done, whatever the tab asks for right behind it."""

import pytest
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
