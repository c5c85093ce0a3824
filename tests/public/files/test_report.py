"""A table of a report as a file: harmless in a spreadsheet, on record, and for few."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient

from actions.reports.taking import take_report
from models.base.database import reading, writing
from models.reports.period import Period
from models.reports.total import Breakdown
from models.staff.log import entries_of
from models.staff.member import Actor, NotAllowed, Permission
from tests.enquiries import arrive

SignIn = Callable[[Actor], TestClient]
ADDRESS = "/desk/files/report.csv"
OCTOBER = {"from": "2026-10-01", "until": "2026-10-31", "by": "service"}


def test_it_tells_how_many_and_is_on_record(mo: Actor, browser: SignIn) -> None:
    for service in ("Yoga", "Yoga", "=1+1"):
        arrive("Anna", service=service, received_at=datetime(2026, 10, 5, 9, tzinfo=UTC))
    answer = browser(mo).get(ADDRESS, params=OCTOBER)

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    told = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [(row["Name"], row["Enquiries"]) for row in told] == [("Yoga", "2"), ("'=1+1", "1")]
    with reading() as session:
        [entry] = session.scalars(entries_of("report.downloaded"))
    assert (entry.staff_id, entry.details) == (mo.id, OCTOBER)


def test_others_find_nothing(ed: Actor, fay: Actor, cleo: Actor, browser: SignIn) -> None:
    for somebody in (ed, fay, cleo):
        assert browser(somebody).get(ADDRESS, params=OCTOBER).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"from": "x"}, {"by": "minutes"}, {"until": "2026-09-30"}, {"by": ""}]
)
def test_an_address_that_means_nothing_finds_nothing(
    mo: Actor, browser: SignIn, wrong: dict[str, str]
) -> None:
    assert browser(mo).get(ADDRESS, params=OCTOBER | wrong).status_code == 404


@pytest.mark.parametrize("missing", [Permission.EXPORT_ENQUIRIES, Permission.READ_REPORTS])
def test_whoever_may_only_read_or_only_export_takes_none(mo: Actor, missing: Permission) -> None:
    somebody = replace(mo, permissions=mo.permissions - {missing})
    october = Period(date(2026, 10, 1), date(2026, 10, 31))

    with writing() as session, pytest.raises(NotAllowed):
        take_report(session, october, Breakdown.SERVICE, by=somebody)
