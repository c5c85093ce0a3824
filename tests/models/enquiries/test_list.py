"""The list of enquiries: what a filter lets through, in which order, and at what price."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Select, text

from actions.enquiries.triage import change_status
from models.base.database import engine, reading
from models.enquiries.enquiry import Enquiry, Priority, Status
from models.enquiries.listing.filter import NO_SERVICE, EnquiryFilter, EnquirySort
from models.enquiries.listing.list import (
    count_up_to_the_cap,
    people_to_call,
    table_rows,
)
from models.enquiries.listing.news import arrived_since, newest_change, sent_since
from models.enquiries.listing.order import chosen_ids
from models.enquiries.listing.page import page_of_ids
from models.enquiries.listing.reported import Reported
from models.enquiries.tag import enquiry_tags_in_use
from models.staff.member import Actor
from tests.enquiries import arrive, do

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def ask(wanted: Select[Any]) -> list[Any]:
    with reading() as session:
        return list(session.scalars(wanted))


def names(chosen: EnquiryFilter, *, is_small: bool = True) -> list[str]:
    ids = ask(chosen_ids(chosen, is_small=is_small))
    with reading() as session:
        by_id = {row.id: row.name for row in session.execute(table_rows(ids))}
    return [by_id[number] for number in ids]


@pytest.fixture
def three(fay: Actor) -> list[Enquiry]:
    """bea (waiting, Fay's, Monday), Cal (new, Tuesday), Ann (new, at risk, Wednesday)."""
    return [
        arrive("bea", status=Status.WAITING, assigned_to_id=fay.id, received_at=MONDAY),
        arrive(
            "Cal",
            service="Consultation",
            received_at=MONDAY + timedelta(days=1),
            tags=["vip", "Spanish"],
            follow_up_on=date(2026, 3, 5),
        ),
        arrive(
            "Ann",
            is_at_risk=True,
            received_at=MONDAY + timedelta(days=2),
            tags=["vip"],
            priority=Priority.HIGH,
            follow_up_on=date(2126, 3, 5),
        ),
    ]


@pytest.mark.parametrize(
    "chosen, expected",
    [
        (EnquiryFilter(), ["Ann", "Cal", "bea"]),
        (EnquiryFilter(sort=EnquirySort.OLDEST), ["bea", "Cal", "Ann"]),
        (EnquiryFilter(sort=EnquirySort.NAME), ["Ann", "bea", "Cal"]),
        (EnquiryFilter(status=Status.NEW), ["Ann", "Cal"]),
        (EnquiryFilter(status=Status.SPAM), []),
        (EnquiryFilter(service="Consultation"), ["Cal"]),
        (EnquiryFilter(assigned_to=1), ["bea"]),
        (EnquiryFilter(assigned_to=0), ["Ann", "Cal"]),
        (EnquiryFilter(at_risk=True), ["Ann"]),
        (EnquiryFilter(article="nowhere"), []),
        (EnquiryFilter(service=NO_SERVICE), ["Ann", "bea"]),
        (EnquiryFilter(priority=Priority.HIGH), ["Ann"]),
        (EnquiryFilter(priority=Priority.NORMAL, status=Status.NEW), ["Cal"]),
        (EnquiryFilter(tag="vip"), ["Ann", "Cal"]),
        (EnquiryFilter(tag="vip", sort=EnquirySort.OLDEST), ["Cal", "Ann"]),
        (EnquiryFilter(tag="vip", sort=EnquirySort.NAME), ["Ann", "Cal"]),
        (EnquiryFilter(tag="vip", status=Status.WAITING), []),
        (EnquiryFilter(tag="vip", priority=Priority.HIGH), ["Ann"]),
        (EnquiryFilter(tag="Spanish", since=date(2026, 3, 4)), []),
        (EnquiryFilter(is_due=True), ["Cal"]),
        (EnquiryFilter(is_due=True, status=Status.WAITING), []),
        (EnquiryFilter(sort=EnquirySort.STATUS), ["Ann", "Cal", "bea"]),
        (EnquiryFilter(sort=EnquirySort.PRIORITY), ["Ann", "Cal", "bea"]),
        (EnquiryFilter(sort=EnquirySort.SERVICE), ["Ann", "bea", "Cal"]),
        (EnquiryFilter(sort=EnquirySort.ASSIGNED), ["bea", "Ann", "Cal"]),
        (EnquiryFilter(since=date(2026, 3, 3)), ["Ann", "Cal"]),
        (EnquiryFilter(until=date(2026, 3, 3)), ["Cal", "bea"]),
        (EnquiryFilter(since=date(2026, 3, 3), until=date(2026, 3, 3)), ["Cal"]),
        (EnquiryFilter(term="ann"), ["Ann"]),
        (EnquiryFilter(term="example"), ["Ann", "Cal", "bea"]),
        (EnquiryFilter(term="example", sort=EnquirySort.OLDEST), ["bea", "Cal", "Ann"]),
        (EnquiryFilter(term="example", sort=EnquirySort.NAME), ["Ann", "bea", "Cal"]),
        (EnquiryFilter(term="example", status=Status.NEW), ["Ann", "Cal"]),
        (EnquiryFilter(term="example", sort=EnquirySort.ASSIGNED), ["bea", "Ann", "Cal"]),
        (EnquiryFilter(term="example", tag="Spanish"), ["Cal"]),
        (EnquiryFilter(term="…"), []),
    ],
)
def test_a_filter_lets_through_what_it_names(
    three: list[Enquiry], chosen: EnquiryFilter, expected: list[str]
) -> None:
    assert names(chosen) == expected
    assert ask(count_up_to_the_cap(chosen)) == [len(expected)]


def test_the_best_match_comes_first_when_few_were_found() -> None:
    arrive("Ruth Knee", message="hello")
    for _ in range(3):
        arrive("Somebody", message="my knee, the left knee")

    chosen = EnquiryFilter(term="knee")

    assert names(chosen)[0] == "Ruth Knee"
    assert names(chosen, is_small=False)[-1] == "Ruth Knee"


def pages(chosen: EnquiryFilter, most: int = 9) -> list[int]:
    with reading() as session:
        found = [page_of_ids(session, chosen, number) for number in range(1, most)]
    assert {page.total for page in found} == {found[0].total}
    return [one for page in found[: -(-found[0].total // 25)] for one in page.ids]


@pytest.fixture
def crowd(fay: Actor, mo: Actor) -> None:
    """Sixty people, three a day, who differ in everything that a list is narrowed or sorted by."""
    for number in range(60):
        arrive(
            f"P{number % 7}",
            received_at=MONDAY + timedelta(hours=8 * (number % 55)),
            status=list(Status)[number % 6],
            service=["", "yoga", "Consultation", "Physiotherapy"][number % 4],
            assigned_to_id=[None, fay.id, mo.id][number % 3],
            priority=list(Priority)[number % 3],
            is_at_risk=number % 9 == 0,
            tags=["vip"] if number % 2 else [],
        )


NARROWED = (
    EnquiryFilter(),
    EnquiryFilter(status=Status.BOOKED),
    EnquiryFilter(service="yoga"),
    EnquiryFilter(priority=Priority.HIGH, assigned_to=0),
    EnquiryFilter(since=date(2026, 3, 5)),
    EnquiryFilter(tag="vip"),
)


@pytest.mark.parametrize("far", [0, 2_000])
def test_pages_follow_one_another_and_miss_nobody(
    crowd: None, monkeypatch: pytest.MonkeyPatch, far: int
) -> None:
    monkeypatch.setattr("models.enquiries.listing.page.FAR", far)
    for narrowed, sort in product(NARROWED, EnquirySort):
        chosen = replace(narrowed, sort=sort)

        assert pages(chosen) == ask(chosen_ids(chosen)), chosen


def test_a_page_beyond_the_last_is_the_last(crowd: None) -> None:
    with reading() as session:
        last = page_of_ids(session, EnquiryFilter(), 99)

    assert (last.number, len(last.ids), last.total) == (3, 10, 60)


def test_tags_in_use_are_offered_once_each() -> None:
    arrive(tags=["vip", "Spanish"])
    arrive(tags=["vip"])

    assert ask(enquiry_tags_in_use()) == ["Spanish", "vip"]


def test_a_count_stops_at_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.enquiries.listing.list.COUNTED", 5)
    for _ in range(8):
        arrive(service="Consultation")

    assert ask(count_up_to_the_cap(EnquiryFilter(service="Consultation"))) == [6]


def test_what_a_report_counted_is_counted_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.enquiries.listing.list.COUNTED", 5)
    monkeypatch.setattr("models.enquiries.listing.page.COUNTED", 5)
    for _ in range(8):
        arrive(service="Consultation")
    chosen = EnquiryFilter(service="Consultation", reported=Reported(counted=True))
    with reading() as session:
        page = page_of_ids(session, chosen, 2, 5)

    assert (page.total, page.is_exact, len(page.ids)) == (8, True, 3)


def test_people_to_call_leave_the_list_once_acknowledged() -> None:
    waiting = arrive(is_at_risk=True, status=Status.BOOKED)
    arrive(is_at_risk=True, risk_acknowledged_at=MONDAY)
    arrive()

    assert [found.id for found in ask(people_to_call())] == [waiting.id]


def test_arrivals_and_changes_move_the_newest_change(fay: Actor) -> None:
    seen = ask(newest_change())
    for _ in range(2):
        enquiry = arrive()
        seen += ask(newest_change())
    do(change_status, enquiry.id, Status.WAITING, by=fay)
    seen += ask(newest_change())

    assert all(earlier < later for earlier, later in pairwise(seen))


def arrived(since: int, *, spam_too: bool = False) -> tuple[int, ...]:
    with reading() as session:
        return tuple(session.execute(arrived_since(since, spam_too=spam_too)).one())


def test_spam_that_arrives_is_news_only_where_spam_is_shown(fay: Actor) -> None:
    arrive()
    [before] = ask(newest_change())
    spam = [arrive(status=Status.SPAM) for _ in range(3)][-1]

    assert ask(newest_change()) == [before]
    assert ask(newest_change(spam_too=True)) > [before]
    arrive()
    assert arrived(before) == (1, 0)
    assert arrived(before, spam_too=True) == (4, 0)

    [before] = ask(newest_change())
    do(change_status, spam.id, Status.NEW, by=fay)
    assert ask(newest_change()) > [before]
    assert arrived(before) == (0, 0)


def test_who_arrived_and_is_to_be_called_is_counted_until_somebody_has() -> None:
    arrive(is_at_risk=True)
    [before] = ask(newest_change())
    arrive(is_at_risk=True)
    arrive(is_at_risk=True, risk_acknowledged_at=datetime.now(UTC))
    arrive()

    with reading() as session:
        assert session.execute(sent_since(before)).one() == (3, 1)


@pytest.mark.sqlite
@pytest.mark.parametrize("spam_too", [False, True])
def test_however_much_spam_came_the_newest_change_is_found_at_once(*, spam_too: bool) -> None:
    newest = newest_change(spam_too=spam_too).compile(compile_kwargs={"literal_binds": True})
    with engine().connect() as connection:
        plan = str(connection.execute(text(f"EXPLAIN QUERY PLAN {newest}")).all())

    assert "SEARCH" in plan
    assert "SCAN" not in plan


DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31))
FILTERS = st.builds(
    EnquiryFilter,
    status=st.none() | st.sampled_from(Status),
    term=st.text(min_size=0, max_size=20).map(lambda words: " ".join(words.split())),
    service=st.text(max_size=5),
    assigned_to=st.none() | st.integers(0, 999_999),
    article=st.sampled_from(["", "sleep-well"]),
    priority=st.none() | st.sampled_from(Priority),
    tag=st.text(max_size=5),
    at_risk=st.booleans(),
    is_due=st.booleans(),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
    sort=st.none() | st.sampled_from(EnquirySort),
)


@given(FILTERS)
def test_an_address_brings_back_the_same_filter(chosen: EnquiryFilter) -> None:
    assert EnquiryFilter.from_query(chosen.to_query()) == chosen


@given(
    st.dictionaries(
        st.sampled_from(
            ["status", "q", "assigned", "risk", "since", "until", "sort", "priority", "tag", "due"]
        ),
        st.text(),
    )
)
def test_no_address_is_an_error(given_names: dict[str, str]) -> None:
    EnquiryFilter.from_query(given_names)


def test_the_desk_starts_with_new_enquiries_and_a_search_looks_everywhere() -> None:
    assert EnquiryFilter.from_query({}).status is Status.NEW
    assert EnquiryFilter.from_query({"q": "anna"}).status is None
    assert EnquiryFilter.from_query({"q": "anna", "status": "new"}).status is Status.NEW
    assert EnquiryFilter.from_query({"status": "all"}).status is None


def plan(wanted: Select[Any]) -> str:
    sql = wanted.compile(engine(), compile_kwargs={"literal_binds": True})
    with reading() as session:
        return "\n".join(row[3] for row in session.execute(text(f"EXPLAIN QUERY PLAN {sql}")))


@pytest.mark.sqlite
@pytest.mark.parametrize("sort", [None, EnquirySort.OLDEST, EnquirySort.NAME])
def test_who_is_due_is_found_without_walking_through_all(sort: EnquirySort | None) -> None:
    due = EnquiryFilter(is_due=True, sort=sort)

    for wanted in (chosen_ids(due).limit(25), count_up_to_the_cap(due)):
        assert "ix_enquiry_follow_up" in plan(wanted)
        assert "SCAN enquiry" not in plan(wanted)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "chosen",
    [
        EnquiryFilter(),
        EnquiryFilter(status=Status.NEW),
        EnquiryFilter(status=Status.NEW, sort=EnquirySort.OLDEST),
        EnquiryFilter(sort=EnquirySort.NAME),
        EnquiryFilter(status=Status.NEW, sort=EnquirySort.NAME),
        EnquiryFilter(since=date(2026, 3, 5)),
        EnquiryFilter(tag="vip"),
        EnquiryFilter(tag="vip", status=Status.NEW, sort=EnquirySort.OLDEST),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_a_page_is_read_from_an_index_alone_without_sorting(
    chosen: EnquiryFilter, *, backwards: bool
) -> None:
    steps = plan(chosen_ids(chosen, backwards=backwards).limit(25))

    assert "USING COVERING INDEX" in steps
    assert "TEMP B-TREE" not in steps


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "chosen",
    [
        EnquiryFilter(service="Consultation"),
        EnquiryFilter(service="Consultation", status=Status.NEW),
        EnquiryFilter(assigned_to=1, status=Status.WAITING),
        EnquiryFilter(assigned_to=0, priority=Priority.HIGH, article="sleep-well"),
        EnquiryFilter(at_risk=True, since=date(2026, 3, 5)),
    ],
)
def test_any_combination_is_found_by_its_facets(chosen: EnquiryFilter) -> None:
    assert "ix_enquiry_facet_received_at_id (facet=?" in plan(chosen_ids(chosen).limit(25))


@pytest.mark.sqlite
def test_those_to_follow_up_have_an_index_of_their_own() -> None:
    assert "ix_enquiry_follow_up" in plan(chosen_ids(EnquiryFilter(is_due=True)).limit(25))


@pytest.mark.sqlite
def test_what_a_search_found_is_not_sorted_by_hand() -> None:
    steps = plan(chosen_ids(EnquiryFilter(term="knee", status=Status.NEW)).limit(25))

    assert "TEMP B-TREE" not in steps
    assert "USING INTEGER PRIMARY KEY" in steps


@pytest.mark.sqlite
def test_people_to_call_have_an_index_of_their_own() -> None:
    assert "ix_enquiry_unacknowledged_risk" in plan(people_to_call().limit(6))
