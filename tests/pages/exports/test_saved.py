"""Saved lists on the exports page: kept, opened, taken, by the clock, and fetched."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from actions.exports.preparing import Wanted
from actions.exports.saving import save_export
from models.base.database import reading
from models.base.table import now
from models.exports.export import Export, ExportState
from models.exports.saved import SavedExport
from models.exports.schedule import Rhythm
from models.staff.member import Actor, Role, StaffMember
from public.clock.exports import ask_for_due_lists
from tests.enquiries import do
from tests.exporting import fill

OpenDesk = Callable[..., AppTest]
BOOKED = Wanted(chosen={"filter": {"status": "booked"}}, reason="Calls", columns=["name", "phone"])


def kept() -> list[SavedExport]:
    with reading() as session:
        return list(session.scalars(select(SavedExport).order_by(SavedExport.id)))


def exports() -> list[Export]:
    with reading() as session:
        return list(session.scalars(select(Export).order_by(Export.id)))


def told(desk: AppTest) -> str:
    parts = (*desk.header, *desk.markdown, *desk.warning, *desk.error, *desk.caption)
    return "\n".join(each.value for each in parts).replace("\\", "")


@pytest.fixture
def number(mo: Actor) -> int:
    fill(9)
    return int(do(lambda session: save_export(session, "Calls", BOOKED, by=mo).id))


def test_what_the_fields_say_is_kept_under_a_name(mo: Actor, open_desk: OpenDesk) -> None:
    fill(9)
    desk = open_desk("exports", mo, status="booked", q="zoë")
    desk.text_input(key="export-reason").set_value("Calls")
    desk.text_input(key="export-list-name").set_value("*Calls*")
    desk.button(key="export-save").click()
    desk.run()

    [saved] = kept()
    assert (saved.name, saved.reason, saved.chosen) == (
        "*Calls*", "Calls", {"filter": {"status": "booked"}},
    )  # fmt: skip
    assert desk.query_params["list"] == str(saved.id)
    assert "*Calls*" in told(desk)
    assert "**3 enquiries** now." in told(desk)


def test_without_a_reason_nothing_is_kept(mo: Actor, open_desk: OpenDesk) -> None:
    fill(3)
    desk = open_desk("exports", mo)
    desk.text_input(key="export-list-name").set_value("Calls")
    desk.button(key="export-save").click()
    desk.run()

    assert kept() == []
    assert "what the list is for" in told(desk)


def test_it_is_taken_with_one_press(mo: Actor, open_desk: OpenDesk, number: int) -> None:
    desk = open_desk("exports", mo, list=str(number))
    desk.button(key=f"export-take-{number}").click()
    desk.run()

    [export] = exports()
    assert (export.total, export.columns, export.reason) == (3, ["name", "phone"], "Calls")
    assert desk.query_params["receipt"] == export.receipt


def test_a_demotion_bites_on_the_press(mo: Actor, open_desk: OpenDesk, number: int) -> None:
    desk = open_desk("exports", mo, list=str(number))
    do(lambda session: session.execute(update(StaffMember).values(role=Role.FRONT_DESK)))
    desk.button(key=f"export-take-{number}").click()
    desk.run()

    assert exports() == []


def test_a_colleagues_own_list_is_not_there(
    mo: Actor, ada: Actor, open_desk: OpenDesk, number: int
) -> None:
    for address in (str(number), "999", "x"):
        desk = open_desk("exports", ada, list=address)
        assert "This list is not there any more" in told(desk)
        assert "Calls" not in told(desk)
    assert mo.id != ada.id


def test_its_columns_are_among_the_usual_choices(
    mo: Actor, open_desk: OpenDesk, number: int
) -> None:
    assert number
    desk = open_desk("exports", mo)
    desk.selectbox(key="export-preset").set_value("As in Calls")
    desk.text_input(key="export-reason").set_value("Calls")
    desk.button(key="export-download").click()
    desk.run()

    assert exports()[0].columns == ["name", "phone"]


def test_by_the_clock_it_says_when_and_is_fetched_by_a_press(
    mo: Actor, open_desk: OpenDesk, number: int
) -> None:
    desk = open_desk("exports", mo, list=str(number))
    desk.selectbox(key=f"export-rhythm-{number}").set_value(Rhythm.WEEKLY)
    desk.button(key=f"export-keep-{number}").click()
    desk.run()
    assert (kept()[0].rhythm, kept()[0].on_day, kept()[0].at) == (Rhythm.WEEKLY, 0, "08:00")
    assert "Every Monday at 08:00, next " in told(desk)

    ago = now() - timedelta(minutes=1)
    do(lambda session: session.execute(update(SavedExport).values(next_at=ago)))
    ask_for_due_lists()
    receipt = exports()[0].receipt
    desk = open_desk("exports", mo, receipt=receipt)
    assert "Your list is ready" in told(desk)
    assert exports()[0].state is ExportState.PREPARED
    desk.button(key="export-fetch-it").click()
    desk.run()
    assert f"/desk/exports/{receipt}/file" in told(desk)


def test_a_notice_leads_to_it(mo: Actor, open_desk: OpenDesk, number: int) -> None:
    ago = now() - timedelta(minutes=1)
    due = update(SavedExport).values(rhythm=Rhythm.DAILY, at="08:00", next_at=ago)
    do(lambda session: session.execute(due))
    ask_for_due_lists()
    desk = open_desk("notices", mo)
    assert number
    assert [each.label for each in desk.button if "Calls" in each.label] == [
        "**Your list is ready: Calls**"
    ]


def test_one_that_stopped_says_why_to_all_who_may_export(
    mo: Actor, ada: Actor, open_desk: OpenDesk, number: int
) -> None:
    ago = now() - timedelta(minutes=1)
    due = update(SavedExport).values(rhythm=Rhythm.DAILY, at="08:00", next_at=ago)
    do(lambda session: session.execute(due))
    gone = update(StaffMember).where(StaffMember.id == mo.id).values(is_active=False)
    do(lambda session: session.execute(gone))
    ask_for_due_lists()
    desk = open_desk("exports", ada, list=str(number))

    assert "It no longer comes by itself. Mo Example is no longer at the desk." in told(desk)
    desk.button(key=f"export-delete-{number}").click()
    desk.run()
    assert kept() == []
