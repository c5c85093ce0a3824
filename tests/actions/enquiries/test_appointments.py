"""When a booked person comes, and the file that tells a calendar no more than that."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from actions.enquiries.appointments import (
    TimeTaken,
    appointments_of,
    book_enquiry,
    set_appointment,
    take_appointment,
    who_comes_then,
)
from actions.enquiries.changes import (
    MoveRefused,
    NoSuchEnquiry,
    PartOfAnother,
    RiskNotAcknowledged,
    StaleEnquiry,
)
from actions.enquiries.merging import merge_enquiries
from actions.enquiries.triage import change_status
from actions.enquiries.undo import offered_undo, take_back
from models.base.database import reading, writing
from models.enquiries.appointment import initials
from models.enquiries.enquiry import Enquiry, Status
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from tests.enquiries import arrive, do, newest, timeline

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


def test_booking_gives_status_and_time_and_one_undo_takes_both_back(fay: Actor) -> None:
    anna = arrive("Anna", status=Status.WAITING)
    do(book_enquiry, anna.id, JUNE, by=fay, version=1)
    assert (newest(anna).status, newest(anna).booked_for) == (Status.BOOKED, JUNE)
    assert [line[0] for line in timeline(anna)] == ["appointment", "status", "received"]

    with writing() as session:
        offer = offered_undo(session, by=fay)
        assert offer
        [outcome] = take_back(session, offer.batch_id, by=fay)
    assert outcome.is_done
    assert (newest(anna).status, newest(anna).booked_for) == (Status.WAITING, None)


def test_a_time_that_is_not_known_leaves_none_of_before(fay: Actor) -> None:
    anna = arrive("Anna", status=Status.WAITING, booked_for=JUNE)
    do(book_enquiry, anna.id, None, by=fay, version=1)

    assert (newest(anna).status, newest(anna).booked_for) == (Status.BOOKED, None)


def test_somebody_else_in_the_same_half_hour_is_told_before_anybody_is_booked(fay: Actor) -> None:
    bea, anna = booked("Bea"), arrive("Anna")
    arrive("Gone", status=Status.CLOSED, booked_for=JUNE)
    near = JUNE + timedelta(minutes=29)
    with pytest.raises(TimeTaken, match="Bea has the same half hour"):
        do(book_enquiry, anna.id, near, by=fay, version=1)
    assert newest(anna).status is Status.NEW
    with reading() as session:
        assert who_comes_then(session, near, anna.id, by=fay) == {bea.id: ("Bea", JUNE)}

    do(book_enquiry, anna.id, near, by=fay, version=1, knowing=[bea.id])
    assert newest(anna).booked_for == near
    do(book_enquiry, anna.id, JUNE + timedelta(minutes=30), by=fay)


def test_nobody_is_booked_at_risk_or_as_a_part_or_as_they_no_longer_are(fay: Actor) -> None:
    ruth = arrive("Ruth", is_at_risk=True, risk_phrases=["suicide"])
    anna, part = arrive("Anna"), arrive("Ana")
    do(merge_enquiries, anna.id, part.id, by=fay)
    with pytest.raises(RiskNotAcknowledged):
        do(book_enquiry, ruth.id, JUNE, by=fay, version=1)
    with pytest.raises(PartOfAnother):
        do(book_enquiry, part.id, JUNE, by=fay)
    with pytest.raises(StaleEnquiry):
        do(book_enquiry, anna.id, JUNE, by=fay, version=1)

    assert newest(ruth).status is newest(anna).status is Status.NEW


def test_a_day_lists_its_appointments_in_time_order_and_who_comes_together(fay: Actor) -> None:
    later, first = booked("Later", JUNE + timedelta(minutes=10)), booked("First")
    booked("Alone", JUNE + timedelta(hours=3))
    midnight = datetime(2027, 6, 1, 23, 0, tzinfo=UTC)  # in London it is the second of June
    booked("Next day", midnight)
    arrive("Waiting", status=Status.WAITING, booked_for=JUNE)
    with reading() as session:
        found = appointments_of(session, date(2027, 6, 1), by=fay)

    assert [(each.name, each.beside) for each in found] == [
        ("First", ("Later",)),
        ("Later", ("First",)),
        ("Alone", ()),
    ]
    assert [each.enquiry_id for each in found[:2]] == [first.id, later.id]


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
        with pytest.raises(NotAllowed):
            book_enquiry(session, anna.id, JUNE, by=ed)
        with pytest.raises(NotAllowed):
            appointments_of(session, JUNE.date(), by=ed)
        with pytest.raises(NotAllowed):
            who_comes_then(session, JUNE, anna.id, by=ed)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("anna smith", "A.S."), ("Cher", "C."), ("李 明", "李.明."), ("\"'", ""), ("", "")],
)
def test_initials_of_any_name(name: str, letters: str) -> None:
    assert initials(name) == letters
