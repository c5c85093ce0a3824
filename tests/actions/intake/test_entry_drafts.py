"""What somebody writes down at the desk is kept for them alone, and not for long."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from actions.intake.entry_drafts import (
    EntryTakenOver,
    entry_as_kept,
    forget_entry,
    keep_entry,
    take_up_entry,
)
from actions.staff.accounts import disable_staff
from models.base.database import reading, writing
from models.base.table import now
from models.intake.entry_draft import KEPT_FOR, EntryDraft
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from public.clock.tidying import sweep_entries
from tests.enquiries import do


def kept() -> list[dict[str, str]]:
    with reading() as session:
        return [draft.fields for draft in session.scalars(select(EntryDraft))]


def test_it_is_gone_on_with_as_it_was_left(fay: Actor, mo: Actor) -> None:
    assert do(take_up_entry, "one", by=fay).fields == {}
    do(keep_entry, "one", {"name": "Ruth", "message": "Her knee"}, by=fay)
    do(keep_entry, "one", {"message": "Her kn", "spoof": "x"}, by=fay)

    assert do(take_up_entry, "two", by=fay).fields == {"name": "Ruth", "message": "Her kn"}
    assert do(take_up_entry, "theirs", by=mo).fields == {}
    assert do(entry_as_kept, by=mo) == {}


def test_two_windows_never_write_into_each_other(fay: Actor) -> None:
    do(take_up_entry, "one", by=fay)
    do(keep_entry, "one", {"name": "Ruth"}, by=fay)
    do(take_up_entry, "two", by=fay)
    with pytest.raises(EntryTakenOver):
        do(keep_entry, "one", {"name": "Bea"}, by=fay)
    do(forget_entry, "one", by=fay)

    assert kept() == [{"name": "Ruth"}]


def test_what_comes_late_brings_nothing_back(fay: Actor) -> None:
    do(take_up_entry, "one", by=fay)
    do(keep_entry, "one", {"name": "Ruth"}, by=fay)
    do(forget_entry, "one", by=fay)

    assert do(keep_entry, "one", {"name": "Ruth V"}, by=fay) is None
    assert kept() == []


def test_a_closed_account_keeps_nothing(fay: Actor, ada: Actor) -> None:
    do(take_up_entry, "one", by=fay)
    do(keep_entry, "one", {"name": "Ruth"}, by=fay)
    do(disable_staff, fay.id, based_on=1, by=ada)

    assert kept() == []


def test_what_nobody_came_back_to_is_forgotten(fay: Actor, mo: Actor) -> None:
    for who in (fay, mo):
        do(take_up_entry, "one", by=who)
        do(keep_entry, "one", {"name": who.name}, by=who)
    with writing() as session:
        old = update(EntryDraft).where(EntryDraft.staff_id == fay.id)
        session.execute(old.values(written_at=now() - KEPT_FOR - timedelta(minutes=1)))
    sweep_entries()

    assert kept() == [{"name": mo.name}]


def test_the_log_says_nothing_of_it(fay: Actor) -> None:
    do(take_up_entry, "one", by=fay)
    do(keep_entry, "one", {"name": "Ruth Vale"}, by=fay)
    do(forget_entry, "one", by=fay)
    with reading() as session:
        entries = session.scalars(select(LogEntry)).all()

    assert entries == []


def test_who_may_not_triage_keeps_and_finds_nothing(fay: Actor, ed: Actor) -> None:
    do(take_up_entry, "one", by=fay)
    for act in (
        lambda session, by: take_up_entry(session, "one", by=by),
        lambda session, by: keep_entry(session, "one", {"name": "Ruth"}, by=by),
        lambda session, by: entry_as_kept(session, by=by),
        lambda session, by: forget_entry(session, "one", by=by),
    ):
        with pytest.raises(NotAllowed):
            do(act, ed)

    assert kept() == [{}]
