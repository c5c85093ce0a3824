"""What triggers keep beside the enquiries says what counting would say."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Priority, Status
from models.enquiries.listing.count import EnquiryCount
from models.enquiries.listing.day import EnquiryDay
from models.enquiries.listing.facet import EnquiryFacet
from models.enquiries.tag import EnquiryTag
from models.staff.member import Actor
from tests.enquiries import arrive

DAYS = 5
TAGS = ("vip", "Spanish", "’quoted’", 'a "b"')


def a_life(rng: Random, staff: list[int | None]) -> dict[str, Any]:
    day = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=rng.randrange(24 * DAYS))
    return {
        "status": rng.choice(list(Status)),
        "priority": rng.choice(list(Priority)),
        "service": rng.choice(["", "yoga", "a/b"]),
        "assigned_to_id": rng.choice(staff),
        "is_at_risk": rng.random() < 1 / 4,
        "received_at": day,
        "tags": rng.sample(TAGS, rng.randrange(3)),
    }


def change_somebody(rng: Random, staff: list[int | None]) -> None:
    with writing() as session:
        enquiry = rng.choice(session.scalars(select(Enquiry)).all())
        if rng.random() < 1 / 4:
            session.query(EnquiryEvent).filter_by(enquiry_id=enquiry.id).delete()
            session.delete(enquiry)
            return
        for name, value in a_life(rng, staff).items():
            if rng.random() < 1 / 2:
                setattr(enquiry, name, value)


@pytest.mark.parametrize("seed", range(4))
def test_totals_equal_counting_whatever_happens(fay: Actor, mo: Actor, seed: int) -> None:
    rng, staff = Random(seed), [None, fay.id, mo.id]
    for number in range(30):
        arrive(f"P{number}", **a_life(rng, staff))
    for _ in range(60):
        change_somebody(rng, staff)

    with reading() as session:
        people = session.scalars(select(Enquiry)).all()
        facets = session.scalars(select(EnquiryFacet)).all()
        days = session.scalars(select(EnquiryDay)).all()
        statuses = session.scalars(select(EnquiryCount)).all()
        tags = session.scalars(select(EnquiryTag)).all()
    assert {(f.status, f.service, f.priority, f.is_at_risk, f.assigned_to_id): f.total
            for f in facets if f.total} == Counter(
        (e.status, e.service, e.priority, e.is_at_risk, e.assigned_to_id or 0) for e in people
    )  # fmt: skip
    assert {(d.status, d.day): d.total for d in days if d.total} == Counter(
        (e.status, e.received_at.date()) for e in people
    )
    assert {s.status: s.total for s in statuses if s.total} == Counter(e.status for e in people)
    assert {(t.enquiry_id, t.tag, t.status, t.received_at) for t in tags} == {
        (e.id, tag, e.status, e.received_at) for e in people for tag in e.tags
    }
