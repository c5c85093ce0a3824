"""A folder of backups: how each is named, which is the newest, and which stay how long."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

NAME = "copydesk-{:%Y%m%dT%H%M%S%f}Z.sqlite"
ENDINGS = (".sqlite", ".postgresql")
_READ = "copydesk-%Y%m%dT%H%M%S%fZ"
UNPROVED, SEALED = ".unproved", ".age"
KEPT: tuple[tuple[str, int], ...] = (("%Y%m%dT%H", 24), ("%Y%m%d", 7), ("%G-%V", 5))
"""The newest of each hour, day and week, and of how many of them."""
LONGEST_KEPT = timedelta(weeks=KEPT[-1][1])


def backups_in(folder: Path) -> dict[datetime, Path]:
    """Whole backups by the moment of each in UTC, oldest first."""
    found = (file for file in folder.glob("copydesk-*Z.*"))
    made = {moment: file for file in found if (moment := _moment(file))}
    return dict(sorted(made.items()))


def _moment(file: Path) -> datetime | None:
    plain = Path(file.name.removesuffix(SEALED))
    if plain.suffix not in ENDINGS:
        return None
    try:
        return datetime.strptime(plain.stem, _READ).replace(tzinfo=UTC)
    except ValueError:
        return None


def newest_in(folder: Path, *, until: datetime) -> datetime | None:
    """The moment of the newest backup that is not younger than `until`, in UTC."""
    return max((moment for moment in backups_in(folder) if moment <= until), default=None)


def keep_newest(folder: Path, many: int) -> None:
    """All others go."""
    made = backups_in(folder)
    _remove(made, set(list(made)[-many:]))


def rotate(folder: Path) -> None:
    """What is left: the newest of each of the last 24 hours, 7 days and 5 weeks that had one."""
    made = backups_in(folder)
    staying: set[datetime] = set()
    for period, many in KEPT:
        newest = {f"{moment:{period}}": moment for moment in made}
        staying.update(list(newest.values())[-many:])
    _remove(made, staying)


def _remove(made: dict[datetime, Path], staying: set[datetime]) -> None:
    for moment, file in made.items():
        if moment not in staying:
            file.unlink(missing_ok=True)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """One at a time, whichever process; what a killed one left unproved is gone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        for left in folder.glob(f"copydesk-*{UNPROVED}*"):
            left.unlink()
        yield
    finally:
        os.close(handle)
