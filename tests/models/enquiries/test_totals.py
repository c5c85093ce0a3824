"""What triggers keep beside the enquiries says what counting would say."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from models.articles.day import ArticleDay
from models.base.database import reading, writing
from models.enquiries.counting.changed_day import ChangedDay, days_to_count
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Priority, Status
from models.enquiries.listing.count import EnquiryCount
from models.enquiries.listing.day import EnquiryDay
from models.enquiries.listing.facet import EnquiryFacet
from models.enquiries.tag import EnquiryTag
from models.staff.member import Actor
from tests.articles import Written
from tests.enquiries import arrive

DAYS = 5
TAGS = ("vip", "Spanish", "’quoted’", 'a "b"')


def a_life(rng: Random, staff: list[int | None], articles: list[int | None]) -> dict[str, Any]:
    day = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=rng.randrange(24 * DAYS))
    return {
        "status": rng.choice(list(Status)),
        "priority": rng.choice(list(Priority)),
        "service": rng.choice(["", "yoga", "a/b"]),
        "assigned_to_id": rng.choice(staff),
        "article_id": rng.choice(articles),
        "is_at_risk": rng.random() < 1 / 4,
        "received_at": day,
        "tags": rng.sample(TAGS, rng.randrange(3)),
    }


def part_of(life: dict[str, Any], rng: Random) -> dict[str, Any]:
    return {name: value for name, value in life.items() if rng.random() < 1 / 2}


def change_somebody(rng: Random, life: dict[str, Any]) -> None:
    with writing() as session:
        enquiry = rng.choice(session.scalars(select(Enquiry)).all())
        for name, value in part_of(life, rng).items():
            setattr(enquiry, name, value)


def change_many(rng: Random, life: dict[str, Any]) -> None:
    """In one statement; of some of them nothing is otherwise afterwards."""
    with writing() as session:
        some = Enquiry.id % rng.randrange(1, 4) == 0
        values = {"version": Enquiry.version + 1} | part_of(life, rng)
        session.execute(update(Enquiry).where(some).values(values))


def remove_some(rng: Random, _life: dict[str, Any]) -> None:
    with writing() as session:
        ids = session.scalars(select(Enquiry.id)).all()
        some = rng.sample(ids, min(len(ids) - 1, rng.randrange(3)))
        session.execute(delete(EnquiryEvent).where(EnquiryEvent.enquiry_id.in_(some)))
        session.execute(delete(Enquiry).where(Enquiry.id.in_(some)))


def live(seed: int, staff: list[int | None], articles: list[int | None]) -> None:
    rng = Random(seed)
    for number in range(15):
        arrive(f"P{number}", **a_life(rng, staff, articles))
    for _ in range(40):
        act = rng.choice([change_somebody, change_somebody, change_many, remove_some])
        act(rng, a_life(rng, staff, articles))


@pytest.mark.parametrize("seed", range(4))
def test_totals_equal_counting_whatever_two_do_at_once(
    fay: Actor, mo: Actor, tides: Written, seed: int
) -> None:
    staff, articles = [None, fay.id, mo.id], [None, tides.id]
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(live, 2 * seed + which, staff, articles) for which in range(2)]:
            done.result()

    with reading() as session:
        people = session.scalars(select(Enquiry)).all()
        facets = session.scalars(select(EnquiryFacet)).all()
        days = session.scalars(select(EnquiryDay)).all()
        statuses = session.scalars(select(EnquiryCount)).all()
        tags = session.scalars(select(EnquiryTag)).all()
        came = session.scalars(select(ArticleDay)).all()
    assert {f.facet: f.total for f in facets if f.total} == Counter(e.facet for e in people)
    assert {(f.status, f.service, f.priority, f.is_at_risk, f.assigned_to_id, f.article_id)
            for f in facets if f.total} == {
        (e.status, e.service, e.priority, e.is_at_risk, e.assigned_to_id or 0, e.article_id or 0)
        for e in people
    }  # fmt: skip
    assert {(d.status, d.day): d.total for d in days if d.total} == Counter(
        (e.status, e.received_at.date()) for e in people
    )
    assert {s.status: s.total for s in statuses if s.total} == Counter(e.status for e in people)
    assert {(t.enquiry_id, t.tag, t.status, t.received_at) for t in tags} == {
        (e.id, tag, e.status, e.received_at) for e in people for tag in e.tags
    }
    of_article = [e for e in people if e.article_id and e.status is not Status.SPAM]
    assert {a.day: a.enquiries for a in came if a.enquiries} == Counter(
        e.received_at.date() for e in of_article
    )
    assert {a.day: a.booked for a in came if a.booked} == Counter(
        e.received_at.date() for e in of_article if e.status is Status.BOOKED
    )


def test_a_day_is_to_be_counted_again_when_something_of_it_that_reports_count_changes() -> None:
    first, second = (datetime(2026, 3, day, 12, tzinfo=UTC) for day in (1, 2))
    for at in (first, first, second):
        arrive(received_at=at)

    def to_count(**change: Any) -> dict[date, int]:
        with writing() as session:
            session.execute(update(ChangedDay).values(counted=ChangedDay.times))
            session.execute(update(Enquiry).where(Enquiry.received_at == first).values(change))
            return dict(session.execute(days_to_count()).all())

    assert to_count(priority=Priority.HIGH, version=7) == {}
    assert to_count(service="Knee").keys() == {first.date()}
    assert to_count(service="Knee", version=8).keys() <= {first.date()}
    assert to_count(received_at=second).keys() == {first.date(), second.date()}
