"""Whose risk nobody has acknowledged is neither booked nor put away, by whatever way."""

from collections.abc import Callable

import pytest

from actions.enquiries.batch import change_each
from actions.enquiries.changes import MoveRefused, RiskNotAcknowledged, StaleEnquiry
from actions.enquiries.choices import move_to
from actions.enquiries.merging import mark_pair, merge_enquiries, separate_enquiry
from actions.enquiries.triage import (
    acknowledge_risk,
    add_note,
    assign_enquiry,
    change_status,
)
from actions.enquiries.undo import offered_undo, take_back
from models.base.database import writing
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.pair import Bond
from models.enquiries.state import REFUSED_AT_RISK
from models.staff.member import Actor
from tests.enquiries import arrive, do, newest

REFUSED = sorted(REFUSED_AT_RISK)


@pytest.fixture
def ruth() -> Enquiry:
    return arrive("Ruth", is_at_risk=True, risk_phrases=["end my life"])


def flag(enquiry: Enquiry) -> None:
    """As a scan for new phrases would."""
    with writing() as session:
        session.get_one(Enquiry, enquiry.id).is_at_risk = True


def test_the_table_names_booking_and_putting_away() -> None:
    assert set(REFUSED) == {Status.BOOKED, Status.CLOSED, Status.SPAM}


@pytest.mark.parametrize("status", REFUSED)
def test_alone(ruth: Enquiry, status: Status, fay: Actor) -> None:
    with pytest.raises(RiskNotAcknowledged):
        do(change_status, ruth.id, status, by=fay, reason="Answered")

    assert newest(ruth).status is Status.NEW


@pytest.mark.parametrize("status", REFUSED)
def test_among_many(ruth: Enquiry, status: Status, fay: Actor) -> None:
    [outcome] = do(change_each, [ruth.id], move_to(status, "Answered"), by=fay)

    assert "Acknowledge the risk first" in outcome.refused
    assert newest(ruth).status is Status.NEW


def test_by_merging_away(ruth: Enquiry, fay: Actor) -> None:
    keep = arrive("Keep")
    with pytest.raises(RiskNotAcknowledged):
        do(merge_enquiries, keep.id, ruth.id, by=fay)

    assert newest(ruth).merged_into_id is None


@pytest.mark.parametrize("status", REFUSED)
def test_by_undo_back_into_it(status: Status, fay: Actor) -> None:
    anna = arrive("Anna", status=status)
    do(change_status, anna.id, *({Status.NEW, Status.IN_PROGRESS} & back(status)), by=fay)
    flag(anna)
    offer = do(offered_undo, by=fay)
    [outcome] = do(take_back, offer.batch_id, by=fay)

    assert "Acknowledge the risk first" in outcome.refused
    assert newest(anna).status is not status


def back(status: Status) -> set[Status]:
    return {Status.NEW} if status is Status.SPAM else {Status.IN_PROGRESS}


def test_by_separating_back_into_it(fay: Actor) -> None:
    keep, part = arrive("Keep"), arrive("Part", status=Status.BOOKED)
    do(merge_enquiries, keep.id, part.id, by=fay)
    flag(part)
    with pytest.raises(RiskNotAcknowledged):
        do(separate_enquiry, part.id, by=fay)

    do(acknowledge_risk, part.id, "Called at once.", by=fay)
    do(separate_enquiry, part.id, by=fay)
    assert newest(part).status is Status.BOOKED


STALE: dict[str, Callable[[Enquiry, Enquiry, Actor], object]] = {
    "note": lambda seen, _, by: do(add_note, seen.id, "Hello", by=by, version=seen.version),
    "acknowledge": lambda seen, _, by: do(
        acknowledge_risk, seen.id, "Called.", by=by, version=seen.version
    ),
    "merge": lambda seen, other, by: do(
        merge_enquiries, other.id, seen.id, by=by, versions=(other.version, seen.version)
    ),
    "keep": lambda seen, other, by: do(
        merge_enquiries, seen.id, other.id, by=by, versions=(seen.version, other.version)
    ),
    "separate": lambda seen, _, by: do(separate_enquiry, seen.id, by=by, version=seen.version),
    "bond": lambda seen, other, by: do(
        mark_pair, seen.id, other.id, Bond.APART, by=by, versions=(seen.version, other.version)
    ),
}


@pytest.mark.parametrize("gesture", STALE)
def test_what_was_drawn_before_a_colleague_changed_it_is_refused(
    gesture: str, fay: Actor, mo: Actor
) -> None:
    seen, other = arrive("Anna"), arrive("Bea")
    do(assign_enquiry, seen.id, mo.id, by=mo)
    before = newest(seen).version
    with pytest.raises(StaleEnquiry):
        STALE[gesture](seen, other, fay)

    assert (newest(seen).version, newest(seen).notes) == (before, "")


def test_of_many_only_those_who_are_as_they_were_drawn(fay: Actor, mo: Actor) -> None:
    anna, bea = arrive("Anna"), arrive("Bea")
    versions = {one.id: one.version for one in (anna, bea)}
    do(assign_enquiry, bea.id, mo.id, by=mo)
    outcomes = do(change_each, versions, move_to(Status.WAITING), by=fay, versions=versions)

    assert [each.is_done for each in outcomes] == [True, False]
    assert "changed since you looked" in outcomes[1].refused
    assert newest(bea).status is Status.NEW


def test_a_risk_that_was_acknowledged_blocks_nothing(ruth: Enquiry, fay: Actor) -> None:
    do(acknowledge_risk, ruth.id, "Called at once.", by=fay)
    do(change_status, ruth.id, Status.BOOKED, by=fay)
    with pytest.raises(MoveRefused, match="already"):
        do(acknowledge_risk, ruth.id, "Again.", by=fay)
