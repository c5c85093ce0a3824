"""The log as a file: what the filter shows, harmless in a spreadsheet, on record, and for few."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from actions.staff import log_export
from actions.staff.log_export import log_as_csv, note_log_export
from models.base.database import reading, writing
from models.staff.log import entries_of, record
from models.staff.log_filter import LogFilter
from models.staff.member import Actor, NotAllowed

SignIn = Callable[[Actor], TestClient]
ADDRESS = "/desk/files/log.csv"


def write(by: Actor, action: str, times: int = 1, subject: str = "article:3") -> None:
    for number in range(times):
        with writing() as session:
            record(session, by, action, subject=subject, details={"count": number})


def rows(browser: TestClient, sought: LogFilter | None = None) -> list[dict[str, str]]:
    answer = browser.get(ADDRESS, params=sought.to_query() if sought else {})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))


def test_it_holds_every_entry_before_it_was_asked_for_and_is_told_itself(
    ada: Actor, browser: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_export, "STRETCH", 2)
    write(ada, "article.published", 5)

    told = rows(browser(ada))

    assert [row["No."] for row in told] == ["1", "2", "3", "4", "5"]
    assert (told[4]["Who"], told[4]["Details"]) == ("Ada Example", '{"count": 4}')
    with reading() as session:
        [entry] = session.scalars(entries_of("log.exported"))
    assert (entry.id, entry.staff_id, entry.details) == (6, ada.id, {"entries": 5})


def test_it_is_narrowed_as_the_screen_is(ada: Actor, mo: Actor, browser: SignIn) -> None:
    write(ada, "article.published")
    write(mo, "enquiry.read", subject="enquiry:8")
    theirs = browser(ada)
    long_ago, far_off = datetime(1999, 1, 1, tzinfo=UTC), datetime(2199, 1, 1, tzinfo=UTC)

    for sought in (
        LogFilter(staff_id=mo.id),
        LogFilter(action="enquiry.read"),
        LogFilter(subject="enquiry:8", since=long_ago, until=far_off),
    ):
        assert [row["No."] for row in rows(theirs, sought)] == ["2"]
    assert rows(theirs, LogFilter(until=long_ago)) == []


def test_nothing_in_it_runs_in_a_spreadsheet(ada: Actor, browser: SignIn) -> None:
    write(ada, "article.published", subject="=1+1")

    assert rows(browser(ada))[0]["About"] == "'=1+1"


@pytest.mark.parametrize(
    "asked",
    [
        "staff_id=x",
        f"staff_id={10**30}",
        "since=yesterday",
        "until=2026-01-01",
        f"staff_id=-{10**30}",
        "since=0001-01-01T00:00%2B14:00",
    ],
)
def test_what_no_screen_asks_for_is_not_found(ada: Actor, browser: SignIn, asked: str) -> None:
    assert browser(ada).get(f"{ADDRESS}?{asked}").status_code == 404


def test_who_may_not_read_the_log_learns_nothing(mo: Actor, browser: SignIn) -> None:
    assert browser(mo).get(ADDRESS).status_code == 404
    with pytest.raises(NotAllowed), writing() as session:
        note_log_export(session, LogFilter(), by=mo)
    with pytest.raises(NotAllowed):
        next(log_as_csv(reading, LogFilter(), 1, by=mo))
    with reading() as session:
        assert not session.scalars(entries_of("log.exported")).all()
