"""Coming back to an enquiry: on a day, or when it comes back by itself."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from actions.enquiries.changes import MoveRefused, StaleEnquiry
from actions.enquiries.reading import list_enquiries
from actions.enquiries.times import snooze, wake, wake_those_due
from actions.enquiries.triage import change_status
from actions.enquiries.undo import offered_undo, take_back
from models.base.database import reading, writing
from models.base.table import now
from models.clinic.hours import ClinicHours
from models.clinic.setting import Setting
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.listing.filter import EnquiryFilter
from models.staff.member import OPERATOR, Actor
from public.clock.waking import wake_enquiries
from tests.enquiries import arrive, do, newest, timeline


def tomorrow() -> datetime:
    return now() + timedelta(days=1)


def let_time_pass() -> None:
    with writing() as session:
        session.execute(update(Enquiry).values(snoozed_until=now() - timedelta(seconds=1)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Status.NEW, Status.NEW),
        (Status.IN_PROGRESS, Status.IN_PROGRESS),
        (Status.WAITING, Status.IN_PROGRESS),
    ],
)
def test_what_is_put_aside_waits_and_comes_back_by_itself(
    before: Status, after: Status, fay: Actor
) -> None:
    enquiry = arrive(status=before)
    do(snooze, enquiry.id, tomorrow(), by=fay)
    assert newest(enquiry).status is Status.WAITING
    assert newest(enquiry).first_answered_at is None
    wake_enquiries()
    assert newest(enquiry).status is Status.WAITING

    let_time_pass()
    wake_enquiries()

    awake = newest(enquiry)
    assert (awake.status, awake.snoozed_until, awake.wakes_up_as) == (after, None, None)
    assert timeline(enquiry)[0] == ("woke", "waiting", after, "")
    wake_enquiries()
    assert len(timeline(enquiry)) == 3


def test_put_aside_twice_it_still_knows_what_it_was(fay: Actor) -> None:
    enquiry = arrive()
    do(snooze, enquiry.id, tomorrow(), by=fay)
    do(snooze, enquiry.id, tomorrow() + timedelta(days=1), by=fay)
    do(wake, enquiry.id, by=fay)
    assert newest(enquiry).status is Status.NEW
    with pytest.raises(MoveRefused, match="back already"):
        do(wake, enquiry.id, by=fay)


def test_who_is_moved_meanwhile_is_not_woken(fay: Actor) -> None:
    enquiry = arrive()
    do(snooze, enquiry.id, tomorrow(), by=fay)
    do(change_status, enquiry.id, Status.BOOKED, by=fay)

    assert newest(enquiry).snoozed_until is None
    assert do(wake_those_due, by=OPERATOR) == 0
    offer = do(offered_undo, by=fay)
    do(take_back, offer.batch_id, by=fay)
    assert newest(enquiry).snoozed_until is not None
    assert newest(enquiry).wakes_up_as is Status.NEW


def test_some_may_not_be_put_aside(fay: Actor) -> None:
    at_risk, booked, anna = arrive(is_at_risk=True), arrive(status=Status.BOOKED), arrive()
    for enquiry, words in ((at_risk, "Acknowledge"), (booked, "What is booked")):
        with pytest.raises(MoveRefused, match=words):
            do(snooze, enquiry.id, tomorrow(), by=fay)
    with pytest.raises(MoveRefused, match="still to come"):
        do(snooze, anna.id, now(), by=fay)
    with pytest.raises(StaleEnquiry):
        do(snooze, anna.id, tomorrow(), by=fay, version=7)


def test_late_answers_are_marked_by_the_clinics_clock(fay: Actor) -> None:
    with writing() as session:
        session.add(Setting(name="clinic_hours", value=["00:00–24:00"] * 7))
        session.add(Setting(name="answer_within_minutes", value=60))
        hours = ClinicHours.of(session)
    late = arrive("Late", received_at=now() - timedelta(minutes=61))
    arrive("In time", received_at=now() - timedelta(minutes=58))
    arrive("Answered", received_at=now() - timedelta(days=1), first_answered_at=now())

    with reading() as session:
        page = list_enquiries(session, EnquiryFilter(), by=fay)

    assert hours.answer_within == timedelta(hours=1)
    assert page.late == {late.id}
