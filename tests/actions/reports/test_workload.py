"""How much each colleague has to answer, as the front desk's lead sees it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from actions.reports.looking import report_on
from actions.reports.workload import NOBODY, workload
from models.base.database import reading
from models.clinic.moments import clinic_today
from models.enquiries.enquiry import Status
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.order import chosen_ids
from models.enquiries.state import OPEN
from models.reports.period import Period
from models.reports.total import ReportTotal
from models.staff.member import Actor, NotAllowed
from public.clock.reports import count_changed_days
from tests.enquiries import arrive

LONG_AGO = datetime.now(UTC) - timedelta(days=30)


def fill(fay: Actor) -> None:
    for number, status in enumerate(Status):
        answered = None if status is Status.NEW else LONG_AGO
        arrive(f"P{number}", status=status, assigned_to_id=fay.id, received_at=LONG_AGO,
               first_answered_at=answered, follow_up_on=clinic_today())  # fmt: skip
    arrive("Nobodys", received_at=LONG_AGO)
    arrive("Just now")


@pytest.mark.parametrize("is_kept", [False, True])
def test_each_number_is_as_many_as_the_list_it_opens(fay: Actor, mo: Actor, is_kept: bool) -> None:
    fill(fay)
    if is_kept:
        count_changed_days()
        count_changed_days()
    with reading() as session:
        loads = workload(session, by=fay)
        for staff_id, load in loads.items():
            theirs = EnquiryFilter(assigned_to=staff_id)
            for told, asked in (
                (load.open, replace(theirs, is_open=True)),
                (load.overdue, replace(theirs, is_overdue=True)),
                (load.due, replace(theirs, is_due=True)),
                *((load.of.get(each, 0), replace(theirs, status=each)) for each in OPEN),
            ):
                assert len(session.scalars(chosen_ids(asked)).all()) == told, asked

    assert [load.name for load in loads.values()] == ["Nobody yet", "Fay Example", "Mo Example"]
    assert (loads[NOBODY].open, loads[NOBODY].overdue) == (2, 1)
    assert (loads[fay.id or 0].open, loads[fay.id or 0].overdue) == (3, 1)


def test_editors_see_no_workload_and_the_front_desk_no_report(ed: Actor, fay: Actor) -> None:
    with reading() as session:
        with pytest.raises(NotAllowed):
            workload(session, by=ed)
        with pytest.raises(NotAllowed):
            report_on(session, Period(clinic_today(), clinic_today()), by=fay)


def test_the_clock_keeps_days_and_months_that_are_over(mo: Actor) -> None:
    for day in (1, 15, 31):
        arrive(f"P{day}", received_at=datetime(2026, 1, day, 9, tzinfo=UTC))
    count_changed_days()
    count_changed_days()

    with reading() as session:
        spans = set(session.scalars(select(ReportTotal.span)))
    assert spans == {"2026-01-01", "2026-01-15", "2026-01-31", "2026-01"}
