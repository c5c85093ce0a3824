"""Figures from kept totals equal counting by hand, whatever happened, in every zone."""

from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import object_session

import settings as clinic
from models.base.database import reading, writing
from models.base.table import now
from models.clinic.hours import ClinicHours
from models.clinic.setting import Setting
from models.enquiries.counting.changed_day import ChangedDay, CountBasis, days_to_count
from models.enquiries.counting.late import LateAnswer
from models.enquiries.enquiry import Enquiry, EnquiryEvent, EnquirySource, Status
from models.enquiries.listing.order import chosen_ids
from models.reports.figures import Figures, figures
from models.reports.folding import (
    CountedDay,
    begin_counting,
    count_day,
    keep_day,
    keep_months,
    month_of,
)
from models.reports.listed import COUNTED_IN, all_received, those_of
from models.reports.period import Period
from models.reports.total import Breakdown, Headcount, ReportTotal
from models.staff.member import Actor
from tests.enquiries import arrive

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
CHANGES = (
    datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2025, 10, 26, 1, tzinfo=UTC), datetime(2026, 4, 4, 15, tzinfo=UTC),
)  # fmt: skip
"""Around these clocks are put forward or back somewhere; months end near some."""
WEEKS = (
    ["09:00–18:00"] * 5 + ["", ""],
    ["00:00–24:00"] * 7,
    ["08:30–12:00, 13:15–17:45"] * 4 + ["09:00–12:00", "10:00–12:00", ""],
)

moments = st.builds(
    lambda change, minutes, wait: (change + timedelta(minutes=minutes), wait),
    st.sampled_from(CHANGES), st.integers(-4_000, 4_000), st.integers(-5, 6_000),
)  # fmt: skip
NEAR = (-1, 0, 1)
WHAT_HAPPENS = ("arrive", "change", "erase", "merge", "count", "keep", "hours")


def lives(staff: list[int | None]) -> st.SearchStrategy[dict[str, Any]]:
    def life(moment: tuple[datetime, int], **rest: Any) -> dict[str, Any]:
        came, wait = moment
        is_answered = rest.pop("is_answered")
        answered = came + timedelta(minutes=wait) if is_answered else None
        return {"received_at": came, "first_answered_at": answered, **rest}

    return st.builds(
        life,
        moments,
        is_answered=st.booleans(),
        status=st.sampled_from(list(Status)),
        service=st.sampled_from(["", "Yoga", "a/b '"]),
        assigned_to_id=st.sampled_from(staff),
        close_reason=st.sampled_from(["", "Moved away", "12"]),
        source=st.sampled_from(list(EnquirySource)),
    )


def happen(data: st.DataObject, staff: list[int | None], held: list[CountedDay]) -> None:
    """One thing that people do, or a clock's counting of some days, which are `held` until kept."""
    what = data.draw(st.sampled_from(WHAT_HAPPENS))
    with reading() as session:
        ids = list(session.scalars(select(Enquiry.id)))
    if what == "arrive" or len(ids) < 2:
        arrive("Anna", **data.draw(lives(staff)))
    elif what == "count":
        held += count(data)
    elif what == "keep":
        keep(data, held)
    else:
        with writing() as session:
            if what == "hours":
                session.merge(Setting(name="clinic_hours", value=data.draw(st.sampled_from(WEEKS))))
                return
            place = data.draw(st.integers(0, len(ids) - 1))
            change(session.get_one(Enquiry, ids[place]), what, data, staff)


def change(one: Enquiry, what: str, data: st.DataObject, staff: list[int | None]) -> None:
    session = object_session(one)
    assert session
    if what == "erase":
        session.execute(delete(EnquiryEvent).where(EnquiryEvent.enquiry_id == one.id))
        session.delete(one)
    elif what == "merge":
        one.merged_into_id = session.scalar(select(Enquiry.id).where(Enquiry.id != one.id).limit(1))
    else:
        for name, value in data.draw(lives(staff)).items():
            setattr(one, name, value)


def count(data: st.DataObject) -> list[CountedDay]:
    """Some of the days; others go on meanwhile."""
    with reading() as session:
        hours = ClinicHours.of(session)
        days = [day for day, _ in session.execute(days_to_count()) if data.draw(st.booleans())]
        return [count_day(session, day, hours) for day in days]


def keep(data: st.DataObject, held: list[CountedDay]) -> None:
    """In whatever order: two clocks may count at once."""
    with writing() as session:
        hours = ClinicHours.of(session)
        if data.draw(st.booleans()):
            begin_counting(session, hours)
        for counted in data.draw(st.permutations(held)):
            keep_day(session, counted)
        months = {month_of(counted.day + timedelta(days=near)) for counted in held for near in NEAR}
        keep_months(session, sorted(months), hours)
    held.clear()


def by_hand(people: list[Enquiry], hours: ClinicHours, chosen: Period) -> Figures:
    """The plain way: every enquiry looked at, every wait by the slow clock."""
    counted = [
        one for one in people
        if one.status is not Status.SPAM and one.merged_into_id is None
        and chosen.since <= one.received_at.astimezone(hours.zone).date() <= chosen.until
    ]  # fmt: skip
    groups: dict[Breakdown, dict[str, list[Enquiry]]] = {}
    days: dict[date, list[Enquiry]] = {}
    for one in counted:
        there = one.received_at.astimezone(hours.zone)
        days.setdefault(there.date(), []).append(one)
        for kind, key in keys(one, there).items():
            groups.setdefault(kind, {}).setdefault(key, []).append(one)
    waits = sorted(
        int(hours.between(one.received_at, one.first_answered_at).total_seconds() // 60)
        for one in counted if one.first_answered_at
    )  # fmt: skip
    return Figures(
        chosen,
        tally(counted, hours),
        waits[ceil(len(waits) * 0.5) - 1] if waits else None,
        waits[ceil(len(waits) * 0.9) - 1] if waits else None,
        {kind: {key: tally(them, hours) for key, them in groups.get(kind, {}).items()}
         for kind in Breakdown if kind not in {Breakdown.ALL, Breakdown.MINUTES}},
        {day: tally(them, hours) for day, them in sorted(days.items())},
    )  # fmt: skip


def keys(one: Enquiry, there: datetime) -> dict[Breakdown, str]:
    found = {
        Breakdown.SERVICE: one.service,
        Breakdown.ARTICLE: str(one.article_id or 0),
        Breakdown.CALL: str(one.call_to_action_id or 0),
        Breakdown.COLLEAGUE: str(one.assigned_to_id or 0),
        Breakdown.SOURCE: one.source.value,
        Breakdown.HOUR: f"{there:%w-%H}",
    }
    return found | ({Breakdown.REASON: one.close_reason} if one.status is Status.CLOSED else {})


def tally(them: list[Enquiry], hours: ClinicHours) -> Headcount:
    moment = now()
    answered = [one for one in them if one.first_answered_at]
    return Headcount(
        len(them),
        sum(one.first_answered_at is not None or one.status is Status.BOOKED for one in them),
        sum(one.status is Status.BOOKED for one in them),
        sum(
            hours.between(one.received_at, one.first_answered_at or moment) > hours.answer_within
            for one in answered
        ),
        sum(
            one.status is Status.NEW and one.first_answered_at is None
            and hours.between(one.received_at, moment) >= hours.answer_within
            for one in them
        ),
    )  # fmt: skip


@pytest.fixture
def staff(fay: Actor, mo: Actor) -> list[int | None]:
    return [None, fay.id, mo.id]


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clinic, "TIMEZONE", ZoneInfo(request.param))


def emptied() -> None:
    kept = (LateAnswer, EnquiryEvent, Enquiry, ChangedDay, CountBasis, ReportTotal, Setting)
    with writing() as session:
        for table in kept:
            session.execute(delete(table))


@pytest.mark.usefixtures("zone")
@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.generate],
)
@given(data=st.data())
def test_figures_equal_counting_whatever_happened(
    staff: list[int | None], data: st.DataObject
) -> None:
    emptied()
    held: list[CountedDay] = []
    for _ in range(data.draw(st.integers(0, 25))):
        happen(data, staff, held)
    change_at = data.draw(st.sampled_from(CHANGES)).date()
    first = change_at - timedelta(days=data.draw(st.integers(0, 40)))
    chosen = Period(first, first + timedelta(days=data.draw(st.integers(0, 70))))
    with reading() as session:
        people = list(session.scalars(select(Enquiry)))
        counted = figures(session, chosen, now())
        expected = by_hand(people, ClinicHours.of(session), chosen)
    assert counted == expected
    assert_listed(counted)


def assert_listed(counted: Figures) -> None:
    """Each number is as many as the list holds that a click on it opens."""
    whole = all_received(counted.period)
    lists = [(whole, counted.whole)]
    lists += [
        (those_of(whole, kind, key, {}), told)
        for kind, groups in counted.groups.items()
        for key, told in groups.items()
    ]
    with reading() as session:
        for wanted, told in lists:
            for name, narrowed in COUNTED_IN.items():
                found = session.scalars(chosen_ids(narrowed(wanted))).all()
                assert len(found) == getattr(told, name), (wanted, name)
