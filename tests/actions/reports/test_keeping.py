"""Days are counted with a look and kept afterwards, if nothing has changed between."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

import settings
from actions.reports.keeping import count, count_by_new_hours, days_that_changed, keep
from actions.reports.looking import report_on
from models.base.database import reading, writing
from models.clinic.setting import Setting
from models.reports.folding import CountedDay
from models.reports.period import Period
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.enquiries import arrive

MARCH_10, MARCH_11 = date(2026, 3, 10), date(2026, 3, 11)


@pytest.fixture(autouse=True)
def a_clinic_in_berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the eleventh begins while it is still the tenth in UTC."""
    monkeypatch.setattr(settings, "TIMEZONE", ZoneInfo("Europe/Berlin"))
    with writing() as session:
        count_by_new_hours(session, by=OPERATOR)


def counted(day: date) -> CountedDay:
    with reading() as session:
        return count(session, day, by=OPERATOR)


def kept(one: CountedDay) -> None:
    with writing() as session:
        keep(session, one, by=OPERATOR)


def received_on(day: date) -> int:
    with reading() as session:
        return report_on(session, Period(day, day), by=OPERATOR).figures.whole.received


def comes_in_on_the_eleventh() -> None:
    arrive("Anna", received_at=datetime(2026, 3, 11, 9, tzinfo=UTC))


def test_what_came_on_the_day_beside_meanwhile_is_not_forgotten() -> None:
    comes_in_on_the_eleventh()
    arrive("Ben", received_at=datetime(2026, 3, 10, 9, tzinfo=UTC))
    before = counted(MARCH_10)
    comes_in_on_the_eleventh()
    kept(counted(MARCH_11))

    kept(before)

    assert received_on(MARCH_11) == 2
    assert received_on(MARCH_10) == 1


def test_a_day_counted_by_hours_that_no_longer_hold_is_counted_again() -> None:
    comes_in_on_the_eleventh()
    before = counted(MARCH_11)
    with writing() as session:
        session.merge(Setting(name="clinic_hours", value=["00:00–24:00"] * 7))
        session.flush()
        count_by_new_hours(session, by=OPERATOR)

    kept(before)

    with reading() as session:
        assert days_that_changed(session, by=OPERATOR) == [MARCH_11]
    kept(counted(MARCH_11))
    with reading() as session:
        assert days_that_changed(session, by=OPERATOR) == []


def test_who_may_not_read_reports_may_not_have_them_counted(ed: Actor) -> None:
    before = counted(MARCH_11)
    with reading() as session, pytest.raises(NotAllowed):
        count(session, MARCH_11, by=ed)
    with writing() as session, pytest.raises(NotAllowed):
        keep(session, before, by=ed)
