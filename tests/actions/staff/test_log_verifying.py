"""The log against somebody who has the database file, and not the secret beside it."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

import settings
from actions.staff.log_anchoring import (
    LogOffAnchor,
    accept_log,
    keep_anchor,
    log_warning,
)
from actions.staff.log_verifying import Verdict, verify_log
from models.base.database import engine, reading, writing
from models.staff.log import LogEntry, entry_hash, record
from models.staff.log_anchor import BadAnchor, read_anchor, write_anchor
from models.staff.log_breach import Breach, BreachKind
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.log import tamper


def write(times: int = 1) -> None:
    for _ in range(times):
        with writing() as session:
            record(session, OPERATOR, "article.published", subject="article:3")


def keep() -> None:
    keep_anchor(reading, writing, by=OPERATOR)


def verify(*, is_from_beginning: bool = False) -> Verdict:
    return verify_log(reading, is_from_beginning=is_from_beginning, by=OPERATOR)


def cut(after: int) -> None:
    """So that the database itself is none the wiser."""
    tamper(
        f"DELETE FROM log_entry WHERE id > {after}",
        f"UPDATE log_head SET entry_id = {after},"
        f" hash = (SELECT hash FROM log_entry WHERE id = {after})",
    )


def removed(first: int, last: int) -> list[Breach]:
    return [Breach(BreachKind.REMOVED, first, last)]


@pytest.fixture
def ten_entries() -> None:
    """The fifth tells of the anchor; it is verified up to there, and anchored at the end."""
    write(4)
    keep()
    assert verify().is_whole
    write(5)
    keep()


def test_what_is_whole_is_followed_from_where_it_was_followed_before(ten_entries: None) -> None:
    assert verify() == Verdict(entries=10, after=5, breaches=[])
    assert verify() == Verdict(entries=10, after=10, breaches=[])
    assert verify(is_from_beginning=True) == Verdict(entries=10, after=0, breaches=[])


@pytest.mark.parametrize("after", [9, 6, 5, 3])
def test_a_log_cut_short_is_found_whatever_the_database_says(ten_entries: None, after: int) -> None:
    cut(after)

    assert verify().breaches == removed(after + 1, 10)
    assert verify(is_from_beginning=True).breaches == removed(after + 1, 10)


@pytest.mark.parametrize("more", [1, 3, 4, 20])
def test_what_came_afterwards_does_not_hide_it(ten_entries: None, more: int) -> None:
    cut(7)
    write(more)
    with pytest.raises(LogOffAnchor):
        keep()

    assert verify().breaches == removed(8, 10)
    assert verify(is_from_beginning=True).breaches == removed(8, 10)


def test_what_is_gone_from_the_middle_is_named_though_it_was_verified_before(
    ten_entries: None,
) -> None:
    tamper("DELETE FROM log_entry WHERE id IN (2, 3, 8)")

    assert verify().breaches == [*removed(2, 3), *removed(8, 8)]


def test_what_was_put_before_the_first_is_named(ten_entries: None) -> None:
    columns = "at, staff_id, actor, action, subject, details, previous_hash, hash"
    tamper(
        "DELETE FROM log_entry WHERE id = 3",
        f"INSERT INTO log_entry (id, {columns}) SELECT -1, {columns} FROM log_entry WHERE id = 2",
    )

    assert verify().breaches == [Breach(BreachKind.ADDED, -1, -1), *removed(3, 3)]


def test_what_was_changed_before_comes_out_when_all_is_followed(ten_entries: None) -> None:
    tamper("UPDATE log_entry SET subject = 'article:4' WHERE id = 2")

    assert verify().is_whole
    assert verify(is_from_beginning=True).breaches == [Breach(BreachKind.CHANGED, 2, 2)]
    assert read_anchor().verified.entry == 10  # type: ignore[union-attr]  # it was just kept


def rewrite(first: int) -> None:
    """An entry changed, and every hash from there on made to fit."""
    with writing() as session:
        entries = session.query(LogEntry).order_by(LogEntry.id).all()
        session.expunge_all()
    previous = entries[first - 1].previous_hash
    for entry in entries[first - 1 :]:
        subject = "article:666" if entry.id == first else entry.subject
        rest = [entry.staff_id, entry.actor, entry.action, subject, entry.details]
        hashed = entry_hash(previous, entry.at, rest)
        tamper(
            f"UPDATE log_entry SET subject = '{subject}', previous_hash = '{previous}',"
            f" hash = '{hashed}' WHERE id = {entry.id}",
            f"UPDATE log_head SET hash = '{hashed}'",
        )
        previous = hashed


@pytest.mark.parametrize("first, told", [(7, (6, 10)), (3, (1, 10)), (10, (6, 10))])
def test_a_chain_made_anew_is_found_by_its_anchor(
    ten_entries: None, first: int, told: tuple[int, int]
) -> None:
    rewrite(first)

    rewritten = [Breach(BreachKind.REWRITTEN, *told)]
    assert verify().breaches == rewritten
    assert verify(is_from_beginning=True).breaches == rewritten


@pytest.mark.sqlite
def test_an_older_copy_in_the_databases_place_is_found(
    fresh_database: Path, tmp_path: Path
) -> None:
    write(3)
    with engine().connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(fresh_database, tmp_path / "older")
    write(2)
    keep()
    engine().dispose()
    shutil.copyfile(tmp_path / "older", fresh_database)
    for ending in ("-wal", "-shm"):
        fresh_database.with_name(fresh_database.name + ending).unlink(missing_ok=True)

    assert verify().breaches == removed(4, 5)
    with pytest.raises(LogOffAnchor):
        keep()
    assert "audit verify" in log_warning(reading, by=OPERATOR)


def test_a_crash_between_commit_and_anchor_is_no_alarm(ten_entries: None) -> None:
    write(3)
    file = settings.anchor_file()
    file.with_name(file.name + ".new").write_bytes(b"half of")

    assert log_warning(reading, by=OPERATOR) == ""
    keep()
    assert verify() == Verdict(entries=13, after=5, breaches=[])


def test_while_others_write_nothing_looks_lost(ten_entries: None) -> None:
    stop = Event()

    def write_on() -> None:
        while not stop.is_set():
            write()

    def keep_on() -> None:
        while not stop.is_set():
            keep()

    with ThreadPoolExecutor() as others:
        done = [others.submit(each) for each in (write_on, keep_on, keep_on)]
        try:
            verdicts = [verify(is_from_beginning=bool(number % 2)) for number in range(30)]
        finally:
            stop.set()
        for each in done:
            each.result()

    assert {verdict.breaches_in_words() for verdict in verdicts} == {""}
    assert verdicts[-1].entries > verdicts[0].entries


def test_a_crash_before_the_first_is_told_is_no_alarm() -> None:
    write(2)
    keep()
    cut(2)  # as if the entry that tells of it had not been written

    assert verify().is_whole
    keep()
    keep()
    assert verify().entries == 3


def damage(change: Callable[[bytes], bytes]) -> None:
    file = settings.anchor_file()
    file.write_bytes(change(file.read_bytes()))


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda kept: kept[:-9],
        lambda kept: kept.replace(b'"entry": 10', b'"entry": 7'),
        lambda kept: json.dumps({"head": 1}).encode() + b"\n" + kept.split(b"\n")[1],
    ],
)
def test_an_anchor_made_without_the_secret_is_refused_and_stays(
    ten_entries: None, change: Callable[[bytes], bytes]
) -> None:
    damage(change)
    forged = settings.anchor_file().read_bytes()
    if forged == b"":
        cut(7)

    with pytest.raises(BadAnchor):
        keep()
    assert verify().breaches[0].in_words() == "the anchor is damaged or not ours"
    assert "damaged" in log_warning(reading, by=OPERATOR)
    assert settings.anchor_file().read_bytes() == forged


def test_an_anchor_sealed_with_another_secret_is_refused(ten_entries: None) -> None:
    anchor, secret = read_anchor(), settings.secret_key()
    assert anchor
    settings.replace_secret(b"somebody else's")
    write_anchor(anchor)
    settings.replace_secret(secret)

    with pytest.raises(BadAnchor):
        keep()


def test_a_missing_anchor_is_missed(ten_entries: None) -> None:
    settings.anchor_file().unlink()
    cut(7)

    assert verify().breaches_in_words() == "the anchor is missing"
    with pytest.raises(LogOffAnchor):
        keep()
    assert not settings.anchor_file().exists()
    assert log_warning(reading, by=OPERATOR)


def test_a_log_as_it_stands_is_accepted_and_hides_nothing(ten_entries: None) -> None:
    tamper("UPDATE log_entry SET actor = 'x' WHERE id = 2", "DELETE FROM log_entry WHERE id = 8")
    damage(lambda _: b"rubbish")

    accept_log(reading, writing, by=OPERATOR)

    assert verify().is_whole
    keep()
    aside = settings.anchor_file().parent.glob("*.anchor-*")
    assert [file.read_bytes() for file in aside] == [b"rubbish"]
    assert verify(is_from_beginning=True).breaches_in_words() == (
        "entry 2 was changed; entry 8 was removed"
    )


def test_nobody_but_who_reads_the_log_verifies_or_anchors_it(mo: Actor) -> None:
    with pytest.raises(NotAllowed):
        verify_log(reading, by=mo)
    with pytest.raises(NotAllowed):
        keep_anchor(reading, writing, by=mo)
    with pytest.raises(NotAllowed):
        accept_log(reading, writing, by=mo)
    with pytest.raises(NotAllowed):
        log_warning(reading, by=mo)
    assert not settings.anchor_file().exists()


def test_how_far_it_is_followed_is_told(ten_entries: None) -> None:
    told: list[float] = []
    verify_log(reading, told.append, by=OPERATOR)

    assert told == [0.0]
    assert verify().is_whole


def test_the_anchor_is_for_its_owner_alone_and_holds_nobodys_words(ten_entries: None) -> None:
    file = settings.anchor_file()

    assert file.stat().st_mode & 0o777 == 0o600
    assert b"article" not in file.read_bytes()
