"""The imports page: who finds it, and what each state of an import shows."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from models.base.database import reading
from models.enquiries.listing.count import how_many_enquiries
from models.imports.batch import ImportBatch, ImportState
from models.staff.member import Actor
from public.clock.imports import carry_out_imports
from tests.importing import bring, import_whole, people

OpenDesk = Callable[..., AppTest]


def told(desk: AppTest) -> str:
    shown = (*desk.title, *desk.markdown, *desk.caption, *desk.warning, *desk.error)
    return "\n".join(str(element.value) for element in shown)


def state(number: int) -> ImportState:
    with reading() as session:
        return session.get_one(ImportBatch, number).state


def how_many() -> int:
    with reading() as session:
        return session.scalars(how_many_enquiries()).one()


def test_a_file_is_shown_rehearsed_before_it_is_confirmed(mo: Actor, open_desk: OpenDesk) -> None:
    number = bring(people(3) + "Nobody,,,,\n", mo)
    desk = open_desk("imports", mo, **{"import": str(number)})

    assert not desk.exception
    assert "**3 enquiries** will be written." in told(desk)
    assert list(desk.table[0].value["Line"]) == [5]
    desk.button(key="import-confirm").click()
    desk.run()
    assert (state(number), how_many()) == (ImportState.RUNNING, 0)

    carry_out_imports()
    assert how_many() == 3
    assert "Finished: 3 enquiries written" in told(open_desk("imports", mo, **{"import": "1"}))


def test_a_file_that_is_sent_twice_is_brought_once(mo: Actor, open_desk: OpenDesk) -> None:
    """As a browser does it when somebody clicks before the rehearsal is drawn to its end."""
    desk = open_desk("imports", mo)
    desk.file_uploader("import-file-0").set_value(("people.csv", people(3).encode(), "text/csv"))
    sent = desk._tree.get_widget_states()
    desk.run()
    desk._run(sent)

    assert not desk.exception
    with reading() as session:
        assert session.scalars(select(ImportBatch.filename)).all() == ["people.csv"]
    assert "**3 enquiries** will be written." in told(desk)


def test_undo_on_the_screen_takes_all_back(mo: Actor, open_desk: OpenDesk) -> None:
    number = import_whole(people(3), mo)
    desk = open_desk("imports", mo, **{"import": str(number)})
    desk.button(key="import-undo").click()
    desk.run()
    carry_out_imports()

    assert (state(number), how_many()) == (ImportState.UNDONE, 0)
    assert "Undone: 3 enquiries taken back" in told(open_desk("imports", mo, **{"import": "1"}))


def test_discarding_forgets_the_file(mo: Actor, open_desk: OpenDesk) -> None:
    number = bring(people(3), mo)
    desk = open_desk("imports", mo, **{"import": str(number)})
    desk.button(key="import-discard").click()
    desk.run()

    with reading() as session:
        assert session.get(ImportBatch, number) is None


def test_a_list_without_a_way_to_reach_anybody_waits_for_its_columns(
    mo: Actor, open_desk: OpenDesk
) -> None:
    number = bring(people(1), mo)
    with_nothing = open_desk("imports", mo, **{"import": str(number)})
    for box in with_nothing.selectbox:
        box.set_value("")
    submit = next(b for b in with_nothing.button if b.label == "Look at the rows again")
    submit.click()

    assert "email address or the phone number" in told(with_nothing.run())


@pytest.mark.parametrize("who", ["ed", "fay", "cleo"])
def test_nobody_else_finds_the_page(
    who: str, mo: Actor, open_desk: OpenDesk, request: pytest.FixtureRequest
) -> None:
    number = bring(people(1), mo)
    desk = open_desk("imports", request.getfixturevalue(who), **{"import": str(number)})

    assert not [button for button in desk.button if button.label in {"Confirm", "Discard", "Undo"}]


def test_an_import_that_is_not_there_shows_the_list(mo: Actor, open_desk: OpenDesk) -> None:
    for odd in ("99", "x", "9" * 30):
        assert "Imports" in told(open_desk("imports", mo, **{"import": odd}))
