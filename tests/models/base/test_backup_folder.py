"""Which backups stay, and that two are never made at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.base.backup_folder import (
    NAME,
    alone_in,
    backups_in,
    keep_newest,
    newest_in,
    rotate,
)

NOON = datetime(2026, 3, 18, 12, 30, tzinfo=UTC)


def put(folder: Path, *moments: datetime) -> None:
    folder.mkdir(exist_ok=True)
    for moment in moments:
        (folder / NAME.format(moment)).touch()


def test_of_a_year_of_hours_one_of_each_recent_hour_day_and_week_stays(tmp_path: Path) -> None:
    hours = [NOON - timedelta(hours=back) for back in range(24 * 365)]
    put(tmp_path, *hours)

    rotate(tmp_path)

    left = list(backups_in(tmp_path))
    assert left[-24:] == hours[23::-1]
    assert {moment.date() for moment in left} >= {
        (NOON - timedelta(days=back)).date() for back in range(7)
    }
    assert len(left) <= 24 + 7 + 5
    assert left[0] >= NOON - timedelta(weeks=5)


def test_of_one_hour_the_newest_stays(tmp_path: Path) -> None:
    put(tmp_path, NOON, NOON + timedelta(minutes=5))

    rotate(tmp_path)

    assert list(backups_in(tmp_path)) == [NOON + timedelta(minutes=5)]


def test_what_is_no_backup_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, NOON)
    others = ["copydesk-mine-Z.sqlite", "letter.txt", NAME.format(NOON) + ".txt"]
    for name in others:
        (tmp_path / name).touch()

    keep_newest(tmp_path, 1)
    rotate(tmp_path)

    assert list(backups_in(tmp_path)) == [NOON]
    assert all((tmp_path / name).exists() for name in others)


def test_a_sealed_one_counts_as_the_plain_one(tmp_path: Path) -> None:
    put(tmp_path, NOON)
    sealed = tmp_path / (NAME.format(NOON + timedelta(hours=1)) + ".age")
    sealed.touch()

    assert newest_in(tmp_path, until=NOON + timedelta(days=1)) == NOON + timedelta(hours=1)
    assert newest_in(tmp_path, until=NOON) == NOON
    assert newest_in(tmp_path / "none", until=NOON) is None


def test_what_a_killed_backup_left_is_cleared_away(tmp_path: Path) -> None:
    left = [tmp_path / f"copydesk-20260318T123000000000Z.unproved{more}" for more in ("", ".age")]
    for file in left:
        file.touch()

    with alone_in(tmp_path):
        assert not any(file.exists() for file in left)
