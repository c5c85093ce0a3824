"""The made-up desk: lifelike, repeatable, and never somebody real."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from actions.intake.demo import make_enquiries
from models.base.database import reading, writing
from models.base.table import now
from models.clinic.setting import DEFAULTS
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status
from models.enquiries.listing.count import counts_by_status
from models.enquiries.listing.search import matching
from models.enquiries.listing.term import sought
from models.enquiries.risk.phrases import risk_phrases_in
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.databases import step
from tests.enquiries import arrive


def fill(count: int) -> None:
    with writing() as session:
        make_enquiries(session, count, by=OPERATOR)


def make(count: int) -> list[Enquiry]:
    step(("demo", count), lambda: fill(count))
    with reading() as session:
        return list(session.scalars(select(Enquiry).order_by(Enquiry.id)))


def test_the_desk_is_full_of_every_kind(fay: Actor) -> None:
    people = make(3_000)

    found = Counter(person.status for person in people)
    assert set(found) == set(Status)
    with reading() as session:
        assert dict(session.execute(counts_by_status()).all()) == found
        events = session.scalar(select(func.count(EnquiryEvent.id)))
        by_words = session.scalars(matching(sought("knee").exact)).all()
    assert events
    assert events > len(people)
    assert by_words
    assert any(person.assigned_to_id == fay.id for person in people)
    assert len({person.reference for person in people}) == len(people)
    assert any(not person.name.isascii() for person in people)
    assert any(len(person.message) > 1_000 for person in people)
    assert not any(person.email == person.phone == "" for person in people)


def test_somebody_who_writes_afterwards_is_the_next(fay: Actor) -> None:
    people = make(3)
    assert arrive("Anna").id == people[-1].id + 1


def test_nothing_is_told_of_the_future_nor_answered_before_it_came(fay: Actor) -> None:
    make(3_000)
    with reading() as session:
        told = session.execute(select(EnquiryEvent.at, Enquiry.received_at).join(Enquiry)).all()

    assert all(received <= at <= now() for at, received in told)


def test_flags_are_true_and_nobody_at_risk_is_closed_unseen(fay: Actor) -> None:
    people = make(3_000)

    assert any(person.is_at_risk for person in people)
    for person in people:
        found = risk_phrases_in(person.message, DEFAULTS["risk_phrases"])
        assert (person.is_at_risk, person.risk_phrases) == (bool(found), found)
        assert not (person.needs_call and person.status in {Status.CLOSED, Status.SPAM})


def test_enquiries_came_in_order_over_ninety_days_and_answers_are_past() -> None:
    people = make(500)

    moments = [person.received_at for person in people]
    assert moments == sorted(moments)
    assert now() - timedelta(days=91) < moments[0] < moments[-1] <= now()
    assert all(person.email.endswith(("@example.com", "")) for person in people)


def test_more_can_be_added_without_meeting_a_reference_twice() -> None:
    make(700)

    assert len({person.reference for person in make(700)}) == 1_400


def test_only_those_who_manage_settings_fill_a_desk(fay: Actor) -> None:
    with writing() as session, pytest.raises(NotAllowed):
        make_enquiries(session, 1, by=fay)
