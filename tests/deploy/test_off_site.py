"""Backups on another machine, by the lines that operators are given."""

import os
import re
import shlex
import subprocess
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from models.base.backup import back_up, restore, verify
from models.base.backup_folder import backups_in, keep_newest
from models.base.database import reading, writing
from models.base.table import now
from models.staff.member import Actor, StaffMember, all_staff
from settings import ROOT

GONE_MEANWHILE = 24
"""What rsync ends with when it listed a backup that was then rotated away."""
OPERATORS = (ROOT / "docs" / "operators.md").read_text("utf-8")


def line(program: str) -> list[str]:
    [found] = re.findall(rf"^{program} .+$", OPERATORS, re.MULTILINE)
    return shlex.split(found)


def carry(here: Path, elsewhere: Path) -> None:
    command = line("rsync")
    command[-2:] = [f"{here}/", f"{elsewhere}/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, GONE_MEANWHILE}, done.stderr


@pytest.fixture
def there(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def test_what_arrives_while_backups_are_made_is_whole_and_comes_back(
    ed: Actor, tmp_path: Path, there: Path
) -> None:
    here, stop = tmp_path / "backups", Event()
    here.mkdir()

    def work() -> None:
        """As the hours go by: people write, one is made, the oldest goes."""
        for number in range(1, 1_000):
            if stop.is_set():
                return
            with writing() as session:
                made = StaffMember(username=f"s{number}", full_name="S", email="", role="editor")
                session.add(made)
            back_up(here)
            keep_newest(here, 3)

    working = Thread(target=work)
    working.start()
    try:
        while len(backups_in(there)) < 4:
            carry(here, there)
    finally:
        stop.set()
        working.join()

    assert [file for file in there.iterdir() if "unproved" in file.name] == []
    for file in backups_in(there).values():
        verify(file)
    newest = list(backups_in(there).values())[-1]
    restore(newest)
    with reading() as session:
        assert len(session.scalars(all_staff()).all()) > 1


def test_what_is_too_old_goes_there_too(ed: Actor, tmp_path: Path, there: Path) -> None:
    here = tmp_path / "backups"
    old, young = back_up(here), back_up(here)
    long_ago = (now() - timedelta(days=36, hours=1)).timestamp()
    os.utime(old, (long_ago, long_ago))
    carry(here, there)
    command = line("find")
    command[1] = f"{there}/"
    subprocess.run(command, check=True)

    assert [file.name for file in there.iterdir()] == [young.name]
