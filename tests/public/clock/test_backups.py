"""Backups by the clock: hourly, once, never where there is no room."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

import settings
from actions.clinic.upkeep import backup_warning, newest_backup
from models.base.backup import verify
from models.base.backup_folder import NAME, backups_in
from models.base.database import database_size
from models.base.table import now
from models.staff.member import OPERATOR, Actor, NotAllowed
from public.clock.backups import NoRoom, make_backup


class Usage(NamedTuple):
    """What `shutil.disk_usage` tells, in bytes."""

    total: int
    used: int
    free: int


@pytest.fixture
def folder(fresh_database: Path) -> Path:
    return fresh_database.parent / "backups"


def test_one_is_made_at_once_and_the_next_after_an_hour(folder: Path) -> None:
    make_backup()
    make_backup()

    (moment, first), *more = backups_in(folder).items()
    assert not more
    verify(first)
    first.rename(folder / NAME.format(moment - timedelta(hours=1)))
    make_backup()
    assert len(backups_in(folder)) == 2


def test_those_from_before_a_clock_was_put_back_do_not_count(folder: Path) -> None:
    folder.mkdir()
    (folder / NAME.format(now() + timedelta(days=3))).touch()

    make_backup()
    make_backup()

    assert len(backups_in(folder)) == 2


def test_none_is_made_where_there_is_no_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = 2 * database_size()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free, 0, free))

    with pytest.raises(NoRoom):
        make_backup()
    assert list(folder.iterdir()) == []


def test_none_is_made_where_they_are_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BACKUPS", "off")

    make_backup()

    assert not folder.exists()
    assert "COPYDESK_BACKUPS=off" in backup_warning(by=OPERATOR)


def test_who_answers_for_them_is_told_when_they_are_lacking_or_old(folder: Path) -> None:
    assert "no backup yet" in backup_warning(by=OPERATOR)
    make_backup()
    assert backup_warning(by=OPERATOR) == ""
    ((moment, file),) = backups_in(folder).items()
    assert newest_backup(by=OPERATOR) == moment
    for age, words in ((timedelta(hours=27), "a day old"), (timedelta(days=4), "4 days old")):
        file = file.rename(folder / NAME.format(moment - age))
        assert words in backup_warning(by=OPERATOR)


def test_others_are_not_told(ed: Actor, fay: Actor) -> None:
    for somebody in (ed, fay):
        with pytest.raises(NotAllowed):
            backup_warning(by=somebody)
        with pytest.raises(NotAllowed):
            newest_backup(by=somebody)
