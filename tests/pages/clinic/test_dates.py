"""Dates are written in one way on every screen, the clinic's, and its weeks begin on its day."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from actions.clinic.settings import change_setting
from models.base.database import reading
from models.base.text import BadText
from models.clinic.setting import setting
from models.enquiries.enquiry import Status
from models.staff.member import Actor, NotAllowed
from settings import ROOT
from tests.enquiries import arrive, do

Open = Callable[..., AppTest]


def test_a_manager_chooses_how_dates_are_written_and_every_screen_follows(
    open_desk: Open, mo: Actor, ada: Actor
) -> None:
    anna = arrive("Anna")
    record = open_desk("enquiries", mo, open=str(anna.id))
    assert {each.proto.format for each in record.date_input} == {"DD/MM/YYYY"}

    desk = open_desk("settings", mo, tab="Clinic hours")
    desk.selectbox("set-date_format-1").set_value("MM/DD/YYYY")
    desk.selectbox("set-week_begins_on-1").set_value("Sunday")
    next(each for each in desk.button if each.label == "Save").click().run()
    with reading() as session:
        assert setting(session, "date_format") == "MM/DD/YYYY"
        assert setting(session, "week_begins_on") == "Sunday"

    for address, query in (
        ("enquiries", {"open": str(anna.id), "book": f"{anna.id}-1"}),
        ("enquiries", {"ticked": str(anna.id), "wish": "follow:"}),
        ("appointments", {"on": "2027-06-01"}),
        ("audit", {}),
    ):
        page = open_desk(address, ada, **query)
        assert not page.exception
        assert page.date_input
        assert {each.proto.format for each in page.date_input} == {"MM/DD/YYYY"}, address


def test_a_day_that_is_cleared_asks_for_nothing(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna", status=Status.NEW)
    desk = open_desk("enquiries", fay, ticked=str(anna.id), wish="follow:")
    desk.date_input("e-bulk-follow").set_value(None).run()
    assert desk.button("e-bulk-do").disabled

    days = open_desk("appointments", fay, on="2027-06-01")
    days.date_input("appointments-day").set_value(None).run()
    assert not days.exception
    assert isinstance(days.date_input("appointments-day").value, date)


@pytest.mark.parametrize(
    ("name", "value"), [("date_format", "YY-D-M"), ("week_begins_on", "Someday")]
)
def test_other_ways_are_refused(mo: Actor, fay: Actor, name: str, value: str) -> None:
    with pytest.raises(BadText):
        do(change_setting, name, value, version=0, by=mo)
    with pytest.raises(NotAllowed):
        do(change_setting, name, value, version=0, by=fay)


def test_there_is_one_way_to_ask_for_a_day() -> None:
    rooms = [path for room in ("desk", "pages") for path in (ROOT / room).rglob("*.py")]
    asking = [path.relative_to(ROOT) for path in rooms if ".date_input(" in path.read_text()]

    assert [path.as_posix() for path in asking] == ["desk/widgets/dates/day.py"]
