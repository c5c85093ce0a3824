"""Who else is here: seen by those who may read it, forgotten soon, and never in the log."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from actions.staff.presence import Colleague, be_here, look_around, who_stays_at
from models.base.database import reading, writing
from models.base.table import now
from models.enquiries.listing.news import newest_change
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from models.staff.presence import GONE_AFTER, RENEWED_EVERY, Presence
from public.clock.tidying import sweep_presence


def come(by: Actor, subject: str, tab: str, writes_in: int | None = None) -> None:
    with writing() as session:
        be_here(session, subject, tab, writes_in, by=by)


def others(by: Actor, subject: str, tab: str = "mine") -> list[Colleague]:
    with reading() as session:
        return look_around(session, subject, tab, None, by=by).others


def is_due(by: Actor, subject: str, tab: str, writes_in: int | None = None) -> bool:
    with reading() as session:
        return look_around(session, subject, tab, writes_in, by=by).is_due


def time_passes(much: timedelta) -> None:
    with writing() as session:
        moved = {"seen_at": now() - much, "since": now() - much}
        session.execute(update(Presence).values(moved))


def test_a_colleague_is_seen_and_oneself_is_not(fay: Actor, mo: Actor) -> None:
    come(fay, "enquiry:1", "a")
    come(mo, "enquiry:1", "b")
    come(mo, "enquiry:2", "c")

    assert others(fay, "enquiry:1", "a") == [
        Colleague("Mo Example", is_writing=False, section_id=None)
    ]
    assert others(mo, "enquiry:2", "c") == []


def test_two_tabs_are_one_person_who_writes_if_either_does(ed: Actor, mo: Actor) -> None:
    come(mo, "article:1", "a")
    come(mo, "article:1", "b", 7)

    assert others(ed, "article:1") == [Colleague("Mo Example", is_writing=True, section_id=7)]


def test_a_tab_is_at_one_place_at_a_time(fay: Actor, mo: Actor) -> None:
    come(mo, "enquiry:1", "a")
    come(mo, "enquiry:2", "a")

    assert others(fay, "enquiry:1") == []
    assert len(others(fay, "enquiry:2")) == 1


def test_who_gives_no_sign_of_life_is_gone_and_then_swept(fay: Actor, mo: Actor) -> None:
    come(mo, "enquiry:1", "a")
    time_passes(GONE_AFTER + timedelta(seconds=1))
    assert others(fay, "enquiry:1") == []
    sweep_presence()
    with reading() as session:
        assert session.scalars(select(Presence.tab)).all() == ["a"]

    time_passes(timedelta(hours=1))
    sweep_presence()
    with reading() as session:
        assert session.scalars(select(Presence.tab)).all() == []


def test_a_sign_of_life_is_due_at_first_when_old_and_when_it_changes(fay: Actor) -> None:
    assert is_due(fay, "enquiry:1", "a")
    come(fay, "enquiry:1", "a")
    assert not is_due(fay, "enquiry:1", "a")
    assert is_due(fay, "enquiry:1", "a", 0)
    assert is_due(fay, "enquiry:2", "a")
    time_passes(RENEWED_EVERY + timedelta(seconds=1))
    assert is_due(fay, "enquiry:1", "a")


def test_a_list_tells_who_stays_but_not_who_passes_through(fay: Actor, mo: Actor) -> None:
    def here(by: Actor) -> dict[int, str]:
        with reading() as session:
            return who_stays_at(session, "enquiry", [1, 2], by=by)

    come(mo, "enquiry:1", "a")
    assert here(fay) == {}
    time_passes(timedelta(seconds=6))
    assert (here(fay), here(mo)) == ({1: "Mo Example"}, {})


def test_nobody_takes_over_anothers_tab(fay: Actor, mo: Actor) -> None:
    come(fay, "enquiry:1", "a")
    come(mo, "enquiry:1", "a")

    assert [other.name for other in others(fay, "enquiry:1")] == ["Mo Example"]


def test_signs_of_life_leave_the_log_and_what_lists_wait_for_alone(fay: Actor) -> None:
    with reading() as session:
        before = tuple(session.execute(newest_change()).one())
    come(fay, "enquiry:1", "a", 0)
    with reading() as session:
        assert tuple(session.execute(newest_change()).one()) == before
        assert session.scalars(select(LogEntry.id)).all() == []


@pytest.mark.parametrize("subject", ["article:1", "enquiry:1"])
def test_only_who_may_read_it_is_there_or_sees_who_is(
    subject: str, fay: Actor, cleo: Actor
) -> None:
    stranger = fay if subject.startswith("article") else cleo
    with writing() as session:
        with pytest.raises(NotAllowed):
            be_here(session, subject, "a", None, by=stranger)
        with pytest.raises(NotAllowed):
            look_around(session, subject, "a", None, by=stranger)
        with pytest.raises(NotAllowed):
            who_stays_at(session, subject.partition(":")[0], [1], by=stranger)
        with pytest.raises(KeyError):
            be_here(session, "staff:1", "a", None, by=fay)
