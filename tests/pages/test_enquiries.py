"""The screen of enquiries, as each role meets it."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from models.staff import Actor
from tests.enquiries import arrive

Open = Callable[..., AppTest]


def test_the_front_desk_sees_new_enquiries(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna Smith", message="My knee hurts")
    desk = open_desk("enquiries", fay, open=str(anna.id))

    assert not desk.exception
    assert desk.title[0].value == "Enquiries"
    assert desk.header[0].value == "Anna Smith"
