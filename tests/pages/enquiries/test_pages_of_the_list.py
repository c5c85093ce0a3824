"""The list in pages: how long they are, and ticking more than one page shows."""

from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from actions.enquiries.saved_views import choose_page_size
from desk.enquiries.listing import narrowing
from models.base.database import writing
from models.enquiries.enquiry import Enquiry, Status
from models.staff.member import Actor, NotAllowed
from tests.enquiries import arrive
from tests.pages.tables import drawn_table, names

Open = Callable[..., AppTest]


@pytest.fixture
def sixty() -> list[Enquiry]:
    return [arrive(f"P{number:02}") for number in range(60)]


def ticked(desk: AppTest) -> set[int]:
    return {int(each) for each in str(desk.query_params["ticked"]).split("-")}


@pytest.mark.parametrize("many", [50, 100])
def test_a_page_is_as_long_as_somebody_chose_also_next_time(
    open_desk: Open, fay: Actor, mo: Actor, sixty: list[Enquiry], many: int
) -> None:
    desk = open_desk("enquiries", fay, page="2")
    desk.selectbox("e-per-page").set_value(many).run()
    assert names(desk)[0] == "P59"

    assert len(names(open_desk("enquiries", fay))) == min(many, 60)
    assert len(names(open_desk("enquiries", mo))) == 25


def test_all_that_match_are_ticked_once_a_whole_page_is(
    open_desk: Open, fay: Actor, sixty: list[Enquiry]
) -> None:
    arrive("Somebody else", status=Status.CLOSED)
    first = "-".join(str(one.id) for one in sixty[-25:])
    desk = open_desk("enquiries", fay, ticked=first)
    button = desk.button("e-tick-all")
    button.click().run()

    assert button.label == "Tick all 60 that match"
    assert ticked(desk) == {one.id for one in sixty}
    desk.button("e-untick").click().run()
    assert "ticked" not in desk.query_params


def test_it_is_not_offered_while_somebody_on_the_page_is_not_ticked(
    open_desk: Open, fay: Actor, sixty: list[Enquiry]
) -> None:
    desk = open_desk("enquiries", fay, ticked="-".join(str(one.id) for one in sixty[-24:]))
    assert "e-tick-all" not in [button.key for button in desk.button]


def test_an_editor_chooses_no_length(ed: Actor) -> None:
    with pytest.raises(NotAllowed), writing() as session:
        choose_page_size(session, 50, by=ed)


def test_a_low_window_shows_rows_too(open_desk: Open, fay: Actor, sixty: list[Enquiry]) -> None:
    assert drawn_table(open_desk("enquiries", fay))["height"].startswith("max(16rem")


class Held(dict[str, object]):
    """A session that notes what is written into it."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def __setitem__(self, key: str, value: object) -> None:
        super().__setitem__(key, value)
        self.told.append(value)


def test_a_browser_is_told_anew_what_is_chosen_once_its_label_counts_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = Held()
    monkeypatch.setattr(st, "session_state", held)
    for label in ["New **1**", "New **1**", "New **2**"]:
        narrowing.agree("e-tab", "new", label)

    assert held.told == ["new", "New **1**", "new", "New **2**"]
