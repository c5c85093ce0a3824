"""The address of a prepared list: open once, to whoever prepared it, as of now."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actions.exports.preparing import AT_ONCE, Wanted, prepare_export
from models.base.database import reading, writing
from models.base.table import now
from models.enquiries.enquiry import Enquiry
from models.exports.export import Export, ExportFormat, ExportState
from models.staff.log import LogEntry
from models.staff.member import Actor, Role, StaffMember
from public.routes import routes
from tests.exporting import READERS, fill, order_of

SignIn = Callable[[Actor], TestClient]


def prepared(by: Actor, form: ExportFormat = ExportFormat.CSV) -> str:
    with writing() as session:
        return prepare_export(session, Wanted(form, reason="Call back"), by=by).receipt


def address(receipt: str) -> str:
    return f"/desk/exports/{receipt}/file"


def latest() -> Export:
    with reading() as session:
        return session.scalars(select(Export).order_by(Export.id.desc())).first()  # type: ignore[return-value]  # the test made one


@pytest.mark.parametrize("form", ExportFormat)
def test_the_manager_gets_the_file(mo: Actor, browser: SignIn, form: ExportFormat) -> None:
    fill(101)
    receipt = prepared(mo, form)
    answer = browser(mo).get(address(receipt))

    assert answer.status_code == 200
    assert len(READERS[form](answer.content)) == 101
    assert f'-{receipt}.{form}"' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Receipt"] == receipt
    assert latest().state is ExportState.FINISHED


def test_it_is_handed_over_once(mo: Actor, browser: SignIn) -> None:
    fill(3)
    receipt, mos = prepared(mo), browser(mo)

    assert mos.get(address(receipt)).status_code == 200
    assert mos.get(address(receipt)).status_code == 404


def test_a_look_at_the_headers_does_not_use_it_up(mo: Actor, browser: SignIn) -> None:
    fill(3)
    receipt, mos = prepared(mo), browser(mo)

    assert mos.head(address(receipt)).status_code == 404
    assert mos.get(address(receipt)).status_code == 200


@pytest.mark.parametrize("who", ["ed", "fay", "cleo", "ada"])
def test_a_stolen_address_opens_nothing(
    who: str, mo: Actor, browser: SignIn, request: pytest.FixtureRequest
) -> None:
    fill(3)
    receipt, thief = prepared(mo), request.getfixturevalue(who)
    answer = browser(thief).get(address(receipt))

    assert answer.status_code == 404
    assert "Person" not in answer.text
    with reading() as session:
        told = session.scalars(select(LogEntry).order_by(LogEntry.id.desc())).first()
    assert told is not None
    assert (told.action, told.staff_id) == ("export.refused", thief.id)
    assert browser(mo).get(address(receipt)).status_code == 200


def test_a_stranger_gets_nothing(mo: Actor) -> None:
    fill(3)

    assert TestClient(Starlette(routes=routes)).get(address(prepared(mo))).status_code == 404
    assert latest().state is ExportState.PREPARED


def test_a_demotion_between_preparing_and_taking_bites(mo: Actor, browser: SignIn) -> None:
    fill(3)
    receipt, mos = prepared(mo), browser(mo)
    with writing() as session:
        session.execute(update(StaffMember).values(role=Role.FRONT_DESK))

    assert mos.get(address(receipt)).status_code == 404


def test_an_unknown_receipt_is_not_there(mo: Actor, browser: SignIn) -> None:
    assert browser(mo).get(address("X23456789AB")).status_code == 404


def test_an_old_one_is_not_there(mo: Actor, browser: SignIn) -> None:
    fill(3)
    receipt = prepared(mo)
    with writing() as session:
        session.execute(update(Export).values(requested_at=now() - timedelta(hours=1)))

    assert browser(mo).get(address(receipt)).status_code == 404


def test_a_list_that_changed_says_so(mo: Actor, browser: SignIn) -> None:
    fill(3)
    receipt = prepared(mo)
    with writing() as session:
        session.delete(session.get_one(Enquiry, 2))
    answer = browser(mo).get(address(receipt))

    assert answer.status_code == 409
    assert "press Download again" in answer.text


def test_too_many_at_once_are_asked_to_wait(mo: Actor, browser: SignIn) -> None:
    fill(3)
    for _ in range(AT_ONCE):
        order_of(mo, Wanted(reason="Call back"))
    answer = browser(mo).get(address(prepared(mo)))

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
