"""One enquiry on paper and for a calendar: for who may read it, by their cookie, on record."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actions.clinic.settings import change_setting
from actions.enquiries.masking import reveal_enquiry
from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry, Status
from models.staff.access import StaffSession, digest
from models.staff.log import LogEntry
from models.staff.member import Actor, Role, StaffMember
from public.gate.identity import COOKIE
from public.routes import routes
from tests.enquiries import arrive, do

NASTY = "Anna <script>alert(1)</script>\r\nSet-Cookie: x=y"
PAPERS = ("print", "appointment.ics")


@pytest.fixture
def anna() -> Enquiry:
    when = datetime(2027, 6, 1, 8, 30, tzinfo=UTC)
    message = "My <b>knee</b> & {{ 7*7 }}\n\x01line two"
    return arrive(NASTY, status=Status.BOOKED, booked_for=when, message=message)


def browser(by: Actor | None) -> TestClient:
    token = f"token of {by.name}" if by else "stolen"
    if by:
        with writing() as session:
            session.add(StaffSession(token_hash=digest(token), staff_id=by.id))
    return TestClient(Starlette(routes=routes), cookies={COOKIE: f'"{token}"'})


def test_the_printed_page_shows_what_they_wrote_to_the_letter(fay: Actor, anna: Enquiry) -> None:
    shown = browser(fay).get(f"/desk/enquiries/{anna.id}/print")

    assert shown.status_code == 200
    assert "My &lt;b&gt;knee&lt;/b&gt; &amp; {{ 7*7 }}" in shown.text
    assert "<script" not in shown.text
    assert "1 June 2027, 09:30" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert "set-cookie" not in shown.headers
    with reading() as session:
        reads = session.scalars(select(LogEntry).where(LogEntry.action == "enquiry.read")).all()
    assert [(read.staff_id, read.subject) for read in reads] == [(fay.id, f"enquiry:{anna.id}")]


def test_the_file_for_a_calendar_names_nobody(fay: Actor, anna: Enquiry) -> None:
    file = browser(fay).get(f"/desk/enquiries/{anna.id}/appointment.ics")

    assert file.headers["Content-Type"].startswith("text/calendar")
    assert file.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    assert "Anna" not in file.text


@pytest.mark.parametrize("paper", PAPERS)
def test_others_strangers_and_unknown_numbers_learn_nothing(
    paper: str, ed: Actor, cleo: Actor, fay: Actor, anna: Enquiry
) -> None:
    here = f"/desk/enquiries/{anna.id}/{paper}"
    answers = [browser(by).get(here) for by in (None, ed, cleo)]
    desk = browser(fay)
    answers += [desk.get(f"/desk/enquiries/{number}/{paper}") for number in (4711, 2**70)]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert all("Anna" not in answer.text for answer in answers)


@pytest.mark.parametrize("paper", PAPERS)
def test_an_account_closed_a_moment_ago_gets_nothing(
    paper: str, fay: Actor, anna: Enquiry, demote: Callable[[Actor], None]
) -> None:
    client = browser(fay)
    demote(fay)

    assert client.get(f"/desk/enquiries/{anna.id}/{paper}").status_code == 404


@pytest.fixture
def demote() -> Callable[[Actor], None]:
    def demote(somebody: Actor) -> None:
        with writing() as session:
            session.get_one(StaffMember, somebody.id).role = Role.EDITOR

    return demote


def test_what_is_masked_on_the_screen_is_not_printed(fay: Actor, mo: Actor, anna: Enquiry) -> None:
    do(change_setting, "masked_roles", ["front_desk"], version=0, by=mo)
    address = f"/desk/enquiries/{anna.id}/print"

    hers = browser(fay)
    assert hers.get(address).status_code == 404
    do(reveal_enquiry, anna.id, by=fay)
    assert "My &lt;b&gt;knee" in hers.get(address).text
