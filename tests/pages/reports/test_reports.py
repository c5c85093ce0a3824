"""The reports and the workload as they stand on the screen, and who may see them."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from models.base.database import reading, writing
from models.clinic.moments import clinic_today
from models.clinic.rules import WEEKDAYS
from models.enquiries.enquiry import Status
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.page import page_of_ids
from models.staff.member import Actor, Role, StaffMember
from tests.enquiries import arrive
from tests.pages.tables import names

OpenDesk = Callable[..., AppTest]


@pytest.fixture
def october(fay: Actor) -> None:
    """Nine people who wrote in October 2026, as nine who write all week do."""
    for number in range(9):
        came = datetime(2026, 10, 5 + number, 8, 15, tzinfo=UTC)
        status = [Status.NEW, Status.BOOKED, Status.CLOSED][number % 3]
        arrive(
            f"P{number}", received_at=came, status=status,
            first_answered_at=None if number % 3 == 0 else came + timedelta(minutes=30 * number),
            service=["Physiotherapy", "<b>Yoga</b>"][number % 2],
            close_reason="Moved away" if number % 3 == 2 else "",
            assigned_to_id=fay.id if number % 2 else None,
        )  # fmt: skip
    arrive("Spam", received_at=datetime(2026, 10, 6, 9, tzinfo=UTC), status=Status.SPAM)


OCTOBER = {"period": "days", "from": "2026-10-01", "until": "2026-10-31"}


def shown(desk: AppTest) -> str:
    assert not desk.exception
    told = [element.value for element in (*desk.markdown, *desk.caption, *desk.info)]
    told += [str(getattr(each, "value", "")) for each in desk.get("html")]
    return "\n".join([*told, *(link.proto.label for link in desk.get("page_link"))])


def how_many_listed(address: str) -> int:
    query = dict(parse_qsl(address.partition("?")[2]))
    with reading() as session:
        return page_of_ids(session, EnquiryFilter.from_query(query), 1).total


@pytest.mark.usefixtures("october")
def test_the_tiles_tell_the_period_and_what_it_was_before(mo: Actor, open_desk: OpenDesk) -> None:
    arrive("Earlier", received_at=datetime(2026, 9, 7, 8, tzinfo=UTC))
    told = shown(open_desk("reports", mo, **OCTOBER))

    assert "Received 1 Oct – 31 Oct 2026, compared with 1 Sep – 30 Sep 2026" in told
    assert "<strong>9</strong>" in told
    assert "**33 %**" in told
    assert "▲ 800 % \\(before\\: 1\\)" in told
    assert "▲ 33\\.3 points \\(before\\: 0 %\\)" in told


@pytest.mark.usefixtures("october")
@pytest.mark.parametrize("by", ["service", "article", "call", "colleague", "reason", "source"])
def test_each_number_of_a_table_opens_as_many(mo: Actor, open_desk: OpenDesk, by: str) -> None:
    desk = open_desk("reports", mo, **OCTOBER, by=by)
    label = {"call": "By call to action", "reason": "By close reason"}.get(by, f"By {by}")
    received, *others = counts(desk, label, "received", "answered", "booked", "late")

    for cell in (*received, *others[0], *others[1], *others[2]):
        assert how_many_listed(cell["to"]) == int(cell["text"])
    assert sum(int(cell["text"]) for cell in received) == (3 if by == "reason" else 9)


@pytest.mark.usefixtures("october")
@pytest.mark.parametrize("volume", ["day", "week"])
def test_each_day_week_and_hour_opens_as_many(mo: Actor, open_desk: OpenDesk, volume: str) -> None:
    desk = open_desk("reports", mo, **OCTOBER, volume=volume)
    [came] = counts(desk, f"Enquiries by {volume}", "received")
    hourly = counts(desk, "Enquiries by hour", *WEEKDAYS)

    for cell in (*came, *(each for day in hourly for each in day)):
        assert how_many_listed(cell["to"]) == int(cell["text"])
    assert sum(int(cell["text"]) for cell in came) == 9
    assert sum(int(cell["text"]) for day in hourly for cell in day) == 9


def table_named(desk: AppTest, label: str) -> dict[str, Any]:
    told = [each.proto.json for each in desk.get("bidi_component")]
    tables = [json.loads(each) for each in told if each]  # some components are told nothing
    [found] = [each for each in tables if each.get("label") == label]
    return cast("dict[str, Any]", found)


def counts(desk: AppTest, label: str, *headings: str) -> list[list[dict[str, str]]]:
    """The links of these columns."""
    assert not desk.exception
    table = table_named(desk, label)
    places = [[column["name"] for column in table["columns"]].index(name) for name in headings]
    cells = [[row["cells"][place] for row in table["rows"]] for place in places]
    return [[cell for cell in column if cell["text"]] for column in cells]


@pytest.mark.usefixtures("october")
def test_a_name_that_somebody_typed_is_only_text(mo: Actor, open_desk: OpenDesk) -> None:
    table = table_named(open_desk("reports", mo, **OCTOBER), "By service")

    assert [row["name"] for row in table["rows"]] == ["Physiotherapy", "<b>Yoga</b>"]


def test_days_without_anybody_are_told(mo: Actor, open_desk: OpenDesk) -> None:
    desk = open_desk("reports", mo, period="last-month")

    assert "No enquiry came in these days." in shown(desk)
    assert not desk.get("vega_lite_chart")


@pytest.mark.parametrize(
    "query",
    [{"period": "?"}, {"period": "days", "from": "x", "until": "9999-99-99"},
     {"period": "days", "from": "0001-01-01", "until": "9999-12-31"},
     {"against": "<script>", "by": "nobody", "volume": "year"}],
)  # fmt: skip
def test_an_address_may_say_anything(mo: Actor, open_desk: OpenDesk, query: dict[str, str]) -> None:
    arrive("Anna")

    assert "<strong>1</strong>" in shown(open_desk("reports", mo, **query))


@pytest.mark.usefixtures("october")
def test_choosing_a_period_goes_into_the_address(mo: Actor, open_desk: OpenDesk) -> None:
    desk = open_desk("reports", mo)
    desk.selectbox(key="r-period").set_value("days").run()
    assert desk.query_params["until"] == clinic_today().isoformat()
    desk.selectbox(key="r-against").set_value("none").run()

    assert desk.query_params["against"] == "none"
    assert "compared with" not in shown(desk)


@pytest.mark.parametrize("who", [Role.EDITOR, Role.CLINICIAN, Role.FRONT_DESK])
def test_others_find_no_reports(hire: Callable[..., Actor], open_desk: OpenDesk, who: Role) -> None:
    desk = open_desk("reports", hire("somebody", who))

    assert_not_there(desk, "Reports")


def assert_not_there(desk: AppTest, title: str) -> None:
    """Neither the screen nor a way to it."""
    assert title not in [each.value for each in desk.title]
    assert title not in shown(desk)


@pytest.mark.usefixtures("october")
def test_a_demotion_bites_on_the_next_click(mo: Actor, open_desk: OpenDesk) -> None:
    desk = open_desk("reports", mo, **OCTOBER)
    with writing() as session:
        session.execute(update(StaffMember).values(role=Role.FRONT_DESK))
    desk.selectbox(key="r-against").set_value("year").run()

    assert "<strong>9</strong>" not in shown(desk)


@pytest.mark.usefixtures("october")
def test_the_front_desk_sees_the_workload_and_each_number_opens_as_many(
    fay: Actor, open_desk: OpenDesk
) -> None:
    desk = open_desk("workload", fay)
    told = [cell for each in counts(desk, "Workload", "open", "new", "overdue") for cell in each]

    assert names(desk) == ["Nobody yet", "Fay Example"]
    assert [how_many_listed(cell["to"]) for cell in told] == [int(cell["text"]) for cell in told]
    assert "**2** open without a colleague" in shown(desk)


@pytest.mark.parametrize("who", [Role.EDITOR, Role.CLINICIAN])
def test_others_find_no_workload(
    hire: Callable[..., Actor], open_desk: OpenDesk, who: Role
) -> None:
    desk = open_desk("workload", hire("somebody", who))

    assert_not_there(desk, "Workload")
