"""A list of those received, first answered, booked or expected on certain days of the clinic."""

from datetime import UTC, datetime

import pytest

from actions.exports.check import people_since
from actions.exports.preparing import Wanted, count_for_export
from models.base.database import reading, writing
from models.enquiries.enquiry import EnquiryEvent, Status
from models.exports.chosen import in_words
from models.exports.export import Export
from models.staff.member import Actor
from tests.enquiries import arrive
from tests.exporting import csv_rows, file_of

OCTOBER = ["2026-10-01", "2026-10-31"]
LAST_MINUTE = datetime(2026, 10, 31, 23, 59, tzinfo=UTC)
FIRST_MINUTE = datetime(2026, 9, 30, 23, 0, tzinfo=UTC)
"""Midnight by the clinic's clock, which is an hour ahead."""
BEFORE = datetime(2026, 9, 30, 22, 59, tzinfo=UTC)


def names(by: Actor, **chosen: object) -> set[str]:
    rows = csv_rows(file_of(by, Wanted(chosen=chosen, columns=["name"], reason="Look")))
    return {row["name"] for row in rows}


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (OCTOBER, {"First", "Last"}),
        (["", "2026-10-01"], {"Before", "First"}),
        (["2026-10-02", ""], {"Last"}),
    ],
)
def test_days_are_the_clinics_and_either_end_may_be_open(
    mo: Actor, days: list[str], found: set[str]
) -> None:
    for name, at in (("Before", BEFORE), ("First", FIRST_MINUTE), ("Last", LAST_MINUTE)):
        arrive(name, received_at=at, first_answered_at=at)
    arrive("Unanswered", received_at=datetime(2025, 1, 1, tzinfo=UTC))

    assert names(mo, days={"answered": days}) == found
    assert names(mo, days={"received": days}) - {"Unanswered"} == found


def test_only_those_booked_have_an_appointment(mo: Actor) -> None:
    arrive("Expected", status=Status.BOOKED, booked_for=LAST_MINUTE)
    arrive("Cancelled", status=Status.CLOSED, booked_for=LAST_MINUTE)
    arrive("Later", status=Status.BOOKED, booked_for=datetime(2026, 11, 1, tzinfo=UTC))

    assert names(mo, days={"appointment": OCTOBER}) == {"Expected"}


def test_booked_is_told_by_the_move_unless_it_was_taken_back(mo: Actor) -> None:
    moves = {"In time": None, "Taken back": LAST_MINUTE}
    for name, taken_back_at in moves.items():
        enquiry = arrive(name, received_at=BEFORE)
        moved = EnquiryEvent(enquiry_id=enquiry.id, kind="status", new="booked", at=LAST_MINUTE)
        moved.taken_back_at = taken_back_at
        with writing() as session:
            session.add(moved)

    assert names(mo, days={"booked": OCTOBER}) == {"In time"}
    assert names(mo, days={"booked": ["", "2026-09-30"]}) == set()


def test_days_narrow_a_filter_and_a_choice_one_by_one(mo: Actor) -> None:
    inside = arrive("Inside", received_at=LAST_MINUTE, service="Physiotherapy")
    outside = arrive("Outside", received_at=BEFORE, service="Physiotherapy")
    arrive("Other", received_at=LAST_MINUTE, service="Consultation")
    days = {"received": OCTOBER}

    assert names(mo, filter={"service": "Physiotherapy"}, days=days) == {"Inside"}
    assert names(mo, filter={"q": "outside", "status": "all"}, days=days) == set()
    assert names(mo, ids=[inside.id, outside.id], days=days) == {"Inside"}
    with reading() as session:
        export = session.query(Export).order_by(Export.id.desc()).first()
        assert export is not None
        assert not people_since(session, export, by=mo).is_exact
        assert count_for_export(session, {"days": days}, by=mo)[0] == 2


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "Everything"),
        ({"days": {"booked": OCTOBER}}, "booked 1 Oct 2026 – 31 Oct 2026"),
        ({"days": {"answered": ["2026-10-01", ""]}}, "first answered since 1 Oct 2026"),
        (
            {"filter": {"status": "booked"}, "days": {"received": ["", "2026-10-01"]}},
            "status booked, received until 1 Oct 2026",
        ),
        ({"ids": [1, 2], "days": {"appointment": ["2026-10-01"] * 2}},
         "2 chosen one by one, appointment 1 Oct 2026"),
    ],
)  # fmt: skip
def test_what_was_chosen_is_told_in_words(chosen: dict[str, object], words: str) -> None:
    assert in_words(chosen) == words
