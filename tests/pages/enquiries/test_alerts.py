"""That somebody wrote is told on every screen."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from actions.intake.receiving import enter_enquiry
from actions.staff.alerts import choose_sound
from desk.enquiries.listing.news import EVERY_SECONDS, Seen
from desk.enquiries.view import View
from models.base.database import reading
from models.enquiries.enquiry import Status
from models.intake.booking import BookingRequest
from models.staff.member import Actor, NotAllowed, StaffMember
from tests.enquiries import arrive, do
from tests.pages.tables import drawn_component

Open = Callable[..., AppTest]


def toasts(desk: AppTest) -> list[str]:
    return [toast.value for toast in desk.toast]


@pytest.mark.parametrize("address", ["", "enquiries", "appointments", "account"])
def test_the_tab_counts_the_new_ones_and_an_arrival_is_told_once(
    open_desk: Open, fay: Actor, address: str
) -> None:
    arrive("Anna")
    arrive("Old", status=Status.WAITING)
    desk = open_desk(address, fay)
    told = drawn_component(desk, "copydesk_alerts")
    assert (told["new"], told["ring"], told["sound"]) == (1, 0, False)
    assert toasts(desk) == []

    arrive("Bea")
    arrive("Spam", status=Status.SPAM)
    desk.run()
    told = drawn_component(desk, "copydesk_alerts")
    assert told["new"] == 2
    assert told["ring"] > 0
    assert toasts(desk) == ["Somebody wrote: 1 new enquiry"]
    desk.run()
    assert toasts(desk) == []


@pytest.mark.parametrize("address", ["", "enquiries", "account"])
def test_whom_to_call_is_told_apart_from_every_other_arrival(
    open_desk: Open, fay: Actor, address: str
) -> None:
    desk = open_desk(address, fay)
    arrive("Ruth", is_at_risk=True, risk_phrases=["end my life"])
    desk.run()
    assert toasts(desk) == [":red[**Somebody wrote: 1 new enquiry, to call today**]"]

    arrive("Anna")
    arrive("Uma", is_at_risk=True, risk_phrases=["end my life"])
    desk.run()
    assert toasts(desk) == [":red[**2 new enquiries, 1 to call today**]"]


def test_behind_ticks_whom_to_call_is_told_on_the_button_that_shows_them(
    open_desk: Open, fay: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = arrive("Anna")
    arrive("Ruth", is_at_risk=True, risk_phrases=["end my life"])
    monkeypatch.setattr(View, "seen", Seen(0, spam_too=False, at=-EVERY_SECONDS))
    desk = open_desk("enquiries", fay, ticked=str(anna.id))

    assert desk.button("e-news").label == ":red[**2 new, 1 to call today**] – show"


def test_what_the_desk_writes_down_itself_is_no_news(open_desk: Open, fay: Actor) -> None:
    desk = open_desk("enquiries", fay)
    do(enter_enquiry, BookingRequest("Anna", phone="020 7946 0958"), by=fay)
    desk.run()

    assert toasts(desk) == []
    assert drawn_component(desk, "copydesk_alerts")["new"] == 1


def test_who_reads_no_enquiries_is_told_of_none(open_desk: Open, ed: Actor) -> None:
    arrive("Anna")
    desk = open_desk("", ed)

    assert drawn_component(desk, "copydesk_alerts") == {}


def test_a_sound_is_ones_own_choice(open_desk: Open, fay: Actor, mo: Actor) -> None:
    desk = open_desk("account", fay)
    desk.toggle("alert-sound-False").set_value(True).run()

    assert drawn_component(desk, "copydesk_alerts")["sound"] is True
    with reading() as session:
        assert not session.get_one(StaffMember, mo.id).has_sound


def test_editors_have_no_sound_to_choose(open_desk: Open, ed: Actor) -> None:
    desk = open_desk("account", ed)
    assert [toggle.key for toggle in desk.toggle] == ["single-keys-True", "notice-mail-True"]
    with pytest.raises(NotAllowed):
        do(choose_sound, wanted=True, by=ed)
