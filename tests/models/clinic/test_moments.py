"""Moments as the clinic's wall clock shows them, with the offset of the day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

import settings
from models.clinic.moments import day_told, in_clinic_time, offsets
from models.enquiries.enquiry import Enquiry

MOMENTS = st.datetimes(datetime(2010, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  Hypothesis adds the zone


@pytest.mark.parametrize(
    "zone", ["Europe/London", "America/New_York", "Asia/Kathmandu", "America/St_Johns", "UTC"]
)
@trials(max_examples=20)
@given(moments=st.lists(MOMENTS, min_size=1, max_size=5))
def test_the_database_writes_moments_as_python_does(
    session: Session, monkeypatch: pytest.MonkeyPatch, zone: str, moments: list[datetime]
) -> None:
    monkeypatch.setattr(settings, "TIMEZONE", ZoneInfo(zone))
    session.query(Enquiry).delete()
    session.execute(
        insert(Enquiry),
        [{"reference": f"E{n}", "name": "", "received_at": at} for n, at in enumerate(moments)],
    )
    written = in_clinic_time(Enquiry.received_at, min(moments), max(moments))
    found = session.execute(select(written).order_by(Enquiry.id)).scalars().all()

    assert found == [at.astimezone(settings.TIMEZONE).isoformat() for at in moments]


def test_the_clock_changes_at_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TIMEZONE", ZoneInfo("Europe/London"))
    summer = datetime(2024, 3, 31, 1, tzinfo=UTC)
    found = list(offsets(summer - timedelta(days=30), summer + timedelta(days=30)))

    assert found == [(summer, "+00:00"), (summer + timedelta(days=30), "+01:00")]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2026-02-28", date(2026, 2, 28)),
        ("0002-01-01", date(2, 1, 1)),
        ("9998-12-31", date(9998, 12, 31)),
        ("", None),
        ("2026-02-29", None),
        ("tomorrow", None),
        ("0001-12-31", None),
        ("9999-01-01", None),
    ],
)
def test_a_day_that_is_told_has_a_day_before_and_after(told: str, day: date | None) -> None:
    assert day_told(told) == day
