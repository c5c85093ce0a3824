"""When a booked person comes, and the file that tells a calendar no more than that."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar
from sqlalchemy import select

from actions.enquiries.appointments import set_appointment, take_appointment
from actions.enquiries.changes import MoveRefused, NoSuchEnquiry, StaleEnquiry
from actions.enquiries.triage import change_status
from models.base.database import writing
from models.enquiries.appointment import initials
from models.enquiries.enquiry import Enquiry, Status
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from tests.enquiries import arrive

JUNE = datetime(2027, 6, 1, 8, 30, tzinfo=UTC)
NASTY = "Anna\r\nATTENDEE:mailto:x@example.com Smith; \\n, “B”"


def booked(name: str = "Anna Smith", moment: datetime | None = JUNE) -> Enquiry:
    return arrive(name, status=Status.BOOKED, booked_for=moment, message="My grief")


def test_a_time_is_kept_told_and_can_be_taken_away(fay: Actor) -> None:
    anna = booked(moment=None)
    with writing() as session:
        kept = set_appointment(session, anna.id, JUNE, by=fay, version=1)
        assert (kept.booked_for, kept.version) == (JUNE, 2)
        assert set_appointment(session, anna.id, JUNE, by=fay, version=2).version == 2
        assert set_appointment(session, anna.id, None, by=fay).booked_for is None


def test_only_who_is_booked_has_a_time_and_a_stale_one_is_refused(fay: Actor) -> None:
    new, anna = arrive("New"), booked()
    with writing() as session:
        with pytest.raises(MoveRefused, match="Booked first"):
            set_appointment(session, new.id, JUNE, by=fay)
        set_appointment(session, anna.id, None, by=fay, version=1)
        with pytest.raises(StaleEnquiry):
            set_appointment(session, anna.id, JUNE, by=fay, version=1)


def test_the_file_is_a_calendar_with_initials_alone(fay: Actor) -> None:
    anna = booked(NASTY)
    with writing() as session:
        file = take_appointment(session, anna.id, by=fay)

    calendar = Calendar.from_ical(file)
    [event] = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["SUMMARY"]) == ("PUBLISH", "Appointment A.S.")
    assert event.decoded("DTSTART").astimezone(UTC) == JUNE
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert (event.decoded("DTEND") - event.decoded("DTSTART")).total_seconds() == 30 * 60
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    text = file.decode()
    assert all(word not in text for word in ("grief", "Anna", "ATTENDEE", anna.reference))


def test_taking_the_file_is_on_record_as_a_reading(fay: Actor) -> None:
    anna = booked()
    with writing() as session:
        take_appointment(session, anna.id, by=fay)
        assert session.scalars(select(LogEntry.action)).all() == ["enquiry.read"]


def test_no_file_without_a_time_or_once_it_is_no_longer_booked(fay: Actor) -> None:
    without, anna = booked(moment=None), booked()
    with writing() as session:
        change_status(session, anna.id, Status.WAITING, by=fay)
        for enquiry in (without, anna):
            with pytest.raises(NoSuchEnquiry):
                take_appointment(session, enquiry.id, by=fay)


def test_editors_neither_set_nor_take_one(ed: Actor) -> None:
    anna = booked()
    with writing() as session:
        with pytest.raises(NotAllowed):
            set_appointment(session, anna.id, JUNE, by=ed)
        with pytest.raises(NotAllowed):
            take_appointment(session, anna.id, by=ed)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("anna smith", "A.S."), ("Cher", "C."), ("李 明", "李.明."), ("\"'", ""), ("", "")],
)
def test_initials_of_any_name(name: str, letters: str) -> None:
    assert initials(name) == letters
