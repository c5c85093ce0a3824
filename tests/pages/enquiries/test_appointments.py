"""Booking somebody for a time, and the list of a day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from desk.widgets.clock import local, today
from models.base.table import now
from models.enquiries.enquiry import Enquiry, Status
from models.staff.member import Actor
from tests.enquiries import arrive, newest
from tests.pages.tables import names

Open = Callable[..., AppTest]
JUNE = datetime(2027, 6, 1, 8, 30, tzinfo=UTC)


def words(desk: AppTest) -> str:
    told = (*desk.markdown, *desk.caption, *desk.success, *desk.error, *desk.warning)
    return " ".join(each.value for each in told)


def ask_to_book(desk: AppTest, enquiry: Enquiry) -> None:
    desk.selectbox(f"e-move-{enquiry.id}-1").set_value(Status.BOOKED).run()


def fill_in(desk: AppTest, enquiry: Enquiry, day: date, clock: time) -> None:
    desk.date_input(f"e-book-day-{enquiry.id}").set_value(day)
    desk.time_input(f"e-book-time-{enquiry.id}").set_value(clock).run()


def test_booked_asks_for_day_and_time_in_the_clinics_zone(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna")
    desk = open_desk("enquiries", fay, open=str(anna.id))
    ask_to_book(desk, anna)
    assert newest(anna).status is Status.NEW
    desk.date_input(f"e-book-day-{anna.id}").set_value(date(2027, 6, 1))
    desk.button("e-book-do").click().run()
    assert "both a day and a time" in words(desk)

    fill_in(desk, anna, date(2027, 6, 1), time(9, 30))
    desk.button("e-book-do").click().run()
    assert (newest(anna).status, newest(anna).booked_for) == (Status.BOOKED, JUNE)
    assert "book" not in desk.query_params
    assert "**Anna** · Booked for" in words(desk)
    links = [str(each.proto.url) for each in desk.get("link_button")]
    assert f"/desk/enquiries/{anna.id}/appointment.ics" in links


def test_the_time_can_be_left_open_and_given_later(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna")
    desk = open_desk("enquiries", fay, open=str(anna.id))
    ask_to_book(desk, anna)
    desk.button("e-book-skip").click().run()
    assert (newest(anna).status, newest(anna).booked_for) == (Status.BOOKED, None)

    desk.button(f"e-book-{anna.id}-2").click().run()
    fill_in(desk, anna, date(2027, 6, 1), time(9, 30))
    desk.button("e-book-do").click().run()
    assert newest(anna).booked_for == JUNE


def test_who_has_the_same_half_hour_is_named_before_it_is_confirmed(
    open_desk: Open, fay: Actor
) -> None:
    anna = arrive("Anna")
    desk = open_desk("enquiries", fay, open=str(anna.id))
    ask_to_book(desk, anna)
    fill_in(desk, anna, date(2027, 6, 1), time(9, 30))
    arrive("Bea *B*", status=Status.BOOKED, booked_for=JUNE + timedelta(minutes=15))
    desk.button("e-book-do").click().run()
    assert newest(anna).status is Status.NEW
    assert r"**Bea \*B\*** is booked for" in words(desk)
    assert desk.button("e-book-do").label == "Book all the same"

    desk.button("e-book-do").click().run()
    assert newest(anna).booked_for == JUNE


def test_whose_risk_nobody_acknowledged_is_not_even_asked_for(open_desk: Open, fay: Actor) -> None:
    ruth = arrive("Ruth", is_at_risk=True, risk_phrases=["suicide"])
    desk = open_desk("enquiries", fay, open=str(ruth.id), book=f"{ruth.id}-1")

    assert "**Ruth** · Acknowledge the risk first" in words(desk)
    assert "book" not in desk.query_params
    assert newest(ruth).status is Status.NEW


def test_a_booking_asked_for_an_older_state_is_not_offered(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna", version=2)
    desk = open_desk("enquiries", fay, open=str(anna.id), book=f"{anna.id}-1")

    assert "e-book-do" not in [button.key for button in desk.button]


def test_the_day_list_leads_to_the_records_in_time_order(open_desk: Open, fay: Actor) -> None:
    arrive("Later", status=Status.BOOKED, booked_for=JUNE + timedelta(minutes=20))
    arrive("First <b>", status=Status.BOOKED, booked_for=JUNE, service="Physiotherapy")
    desk = open_desk("appointments", fay, on="2027-06-01")
    told = [each.proto.label for each in desk.get("page_link") if ":30" in each.proto.label]
    assert desk.header[0].value == "Tuesday 1 June 2027"
    assert "**09:30** First" in told[0]
    assert "Physiotherapy" in told[0]
    assert "The same half hour as Later" in words(desk)

    desk.button("appointments-in-a-row-1").click().run()
    assert desk.query_params["on"] == "2027-06-02"
    assert "Nobody is booked for this day." in words(desk)


def test_a_day_is_turned_from_the_address_though_the_day_before_is_still_drawn(
    open_desk: Open, fay: Actor
) -> None:
    desk = open_desk("appointments", fay, on="2027-06-01")

    desk.query_params["on"] = "2027-06-02"
    desk.button("appointments-in-a-row-1").click().run()
    assert desk.query_params["on"] == "2027-06-03"

    desk.button("appointments-in-a-row--1").click().run()
    assert desk.query_params["on"] == "2027-06-02"


def test_a_day_is_turned_though_the_browser_tells_of_the_field_what_it_showed_before(
    open_desk: Open, fay: Actor
) -> None:
    desk = open_desk("appointments", fay, on="2027-06-02")

    desk.date_input("appointments-day").set_value(date(2027, 6, 1))
    desk.button("appointments-in-a-row-1").click().run()
    assert desk.query_params["on"] == "2027-06-03"
    assert desk.date_input("appointments-day").value == date(2027, 6, 3)

    desk.date_input("appointments-day").set_value(date(2027, 6, 20)).run()
    assert desk.query_params["on"] == "2027-06-20"
    desk.date_input("appointments-day").set_value(date(2027, 6, 1))
    desk.button("appointments-today").click().run()
    assert "on" not in desk.query_params


@pytest.mark.parametrize("day", ["0001-01-01", "0002-01-01", "9998-12-31", "9999-12-31"])
def test_time_has_a_first_and_a_last_day(open_desk: Open, fay: Actor, day: str) -> None:
    desk = open_desk("appointments", fay, on=day)
    assert not desk.exception
    for each in ("-1", "1"):
        desk.button(f"appointments-in-a-row-{each}").click().run()
        assert not desk.exception


@pytest.mark.parametrize("who", ["ed", "cleo"])
def test_editors_and_clinicians_have_no_day_list(
    open_desk: Open, who: str, request: pytest.FixtureRequest
) -> None:
    arrive("Anna Smith", status=Status.BOOKED, booked_for=JUNE)
    desk = open_desk("appointments", request.getfixturevalue(who), on="2027-06-01")

    assert "Anna" not in str(desk.main)


def test_overdue_and_todays_appointments_are_one_click_away(open_desk: Open, fay: Actor) -> None:
    arrive("Late", received_at=now() - timedelta(days=30))
    arrive("Just now")
    arrive("Answered", received_at=now() - timedelta(days=30), first_answered_at=now())
    noon = local(now()).replace(hour=12, minute=0)
    arrive("Three", status=Status.BOOKED, booked_for=noon + timedelta(hours=3))
    arrive("Noon", status=Status.BOOKED, booked_for=noon)
    arrive("Tomorrow", status=Status.BOOKED, booked_for=noon + timedelta(days=1))
    arrive("No longer", status=Status.WAITING, booked_for=noon)
    desk = open_desk("enquiries", fay)
    assert {"Overdue **1**", "Appointments today **2**"} <= set(desk.pills("e-views").options)

    desk.pills("e-views").set_value("Overdue").run()
    assert names(desk) == ["Late"]
    desk.pills("e-views").set_value("Appointments today").run()
    assert names(desk) == ["Noon", "Three"]
    assert desk.query_params["booked_since"] == today().isoformat()
    desk.button("e-chip-booked_until").click().run()
    assert names(desk) == ["Noon", "Three", "Tomorrow"]
