"""The program as the operator starts it: a process, its exit code and its two streams."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.base.database import reading
from models.staff.log import entries_of
from settings import ROOT
from tests.databases import environment_of
from tests.log import tamper
from tests.program import manage

SLOW = {"alembic", "docx", "lxml", "mammoth", "openpyxl", "pandas", "pyarrow", "rich", "streamlit"}


def started(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Anew, with Python's own list of what it loaded on stderr."""
    return subprocess.run(
        [sys.executable, "-X", "importtime", "manage.py", *words],
        cwd=ROOT,
        env=os.environ | environment_of(file),
        capture_output=True,
        text=True,
        check=False,
    )


def loaded(outcome: subprocess.CompletedProcess[str]) -> set[str]:
    lines = outcome.stderr.splitlines()
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize("words", [("check",), ("audit", "verify"), ("staff", "list")])
def test_what_a_command_has_no_use_for_keeps_nobody_waiting(
    fresh_database: Path, words: tuple[str, ...]
) -> None:
    done = started(fresh_database, *words)

    assert done.returncode == 0
    assert "sqlalchemy" in loaded(done)
    assert loaded(done) & SLOW == set()


def test_help_comes_without_the_database(tmp_path: Path) -> None:
    file = tmp_path / "new" / "clinic.sqlite"
    asked = started(file, "--help")

    assert asked.returncode == 0
    assert loaded(asked) & {"models", "actions", "sqlalchemy"} == set()
    assert not file.parent.exists()


def test_migrate_makes_a_database_and_check_finds_it_well(tmp_path: Path) -> None:
    file = tmp_path / "new" / "clinic.sqlite"

    made, checked = manage(file, "migrate"), manage(file, "check", "--json")

    assert (made.returncode, made.stderr) == (0, "")
    assert checked.returncode == 0
    assert json.loads(checked.stdout)["problems"] == []


def test_a_backup_comes_back(fresh_database: Path, tmp_path: Path) -> None:
    copied = json.loads(manage(fresh_database, "backup", str(tmp_path / "b"), "--json").stdout)

    restored = manage(fresh_database, "restore", copied["file"])

    assert restored.returncode == 0
    assert "Restart Copydesk" in restored.stdout


def told_of_restores() -> list[dict[str, object]]:
    with reading() as session:
        return [entry.details for entry in session.scalars(entries_of("database.restored"))]


def test_a_restore_is_no_alarm_and_hides_none(fresh_database: Path, tmp_path: Path) -> None:
    anchor = fresh_database.with_suffix(".anchor")
    copied = json.loads(manage(fresh_database, "backup", str(tmp_path / "b"), "--json").stdout)
    assert manage(fresh_database, "audit", "accept").returncode == 0
    former = anchor.read_bytes()

    restored = manage(fresh_database, "restore", copied["file"], "--json")

    before = Path(json.loads(restored.stdout)["before"])
    assert before.with_suffix(".anchor").read_bytes() == former
    assert manage(fresh_database, "audit", "verify").returncode == 0
    assert manage(fresh_database, "check").returncode == 0
    assert told_of_restores() == [{"anchored": 2, "reached_anchor": True}]

    tamper("DELETE FROM log_entry", "DELETE FROM log_head")
    checked = manage(fresh_database, "check", "--json")
    assert "audit verify" in json.loads(checked.stdout)["problems"][0]
    again = manage(fresh_database, "restore", copied["file"])
    assert "changed or cut before" in again.stdout
    assert manage(fresh_database, "audit", "verify").returncode == 0
    assert told_of_restores() == [{"anchored": 1, "reached_anchor": False}]


def test_a_drill_says_whether_a_sealed_backup_would_come_back(
    fresh_database: Path, tmp_path: Path
) -> None:
    key, folder = tmp_path / "clinic.key", tmp_path / "b"
    name, _, recipient = manage(
        fresh_database, "backup-key", "--output", str(key)
    ).stdout.partition("=")
    sealed = manage(
        fresh_database, "backup", str(folder), "--rotate", "--json", **{name: recipient.strip()}
    )
    file = json.loads(sealed.stdout)["file"]

    whole = manage(fresh_database, "drill", file, "--key", str(key), "--json")

    assert whole.returncode == 0
    assert json.loads(whole.stdout)["counts"] == {"enquiries": 0, "articles": 0, "accounts": 0}
    assert not list(tmp_path.glob("restoring-*"))
    without_key = manage(fresh_database, "drill", file)
    assert without_key.returncode == 1
    assert "sealed" in without_key.stderr
    newest = manage(fresh_database, "drill")
    assert "no backup" in newest.stderr


def test_a_purge_is_tried_first(fresh_database: Path) -> None:
    tried = manage(fresh_database, "purge", "--dry-run", "--json")
    done = manage(fresh_database, "purge")

    assert json.loads(tried.stdout) == {"in_the_bin": 0, "over": 0, "erased": 0}
    assert done.stdout.startswith("0 enquiries erased.")


@pytest.mark.sqlite
def test_a_drill_on_a_log_that_was_changed_fails(fresh_database: Path, tmp_path: Path) -> None:
    manage(fresh_database, "backup", str(tmp_path / "b"))
    changed = json.loads(manage(fresh_database, "backup", str(tmp_path / "b"), "--json").stdout)
    tamper("UPDATE log_entry SET action = 'nothing'", file=Path(changed["file"]))

    failed = manage(fresh_database, "drill", changed["file"])

    assert failed.returncode == 1
    assert "does not come back whole" in failed.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("article", "import", "missing.txt"),
        ("article", "export", "missing", "--output", "x.json"),
        ("restore", "missing.sqlite"),
        ("staff", "disable", "nobody"),
        ("staff", "add", "bea"),
        ("article", "export", "missing", "--format", "pdf", "--output", "x.pdf"),
        ("nonsense",),
        ("check", "--loudly"),
    ],
)
def test_what_cannot_be_done_is_one_line_on_stderr(
    fresh_database: Path, words: tuple[str, ...]
) -> None:
    refused = manage(fresh_database, *words)

    assert refused.returncode != 0
    assert refused.stdout == ""
    assert len(refused.stderr.strip().splitlines()) == 1


def test_a_damaged_file_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "clinic.sqlite"
    file.write_bytes(b"not a database at all" * 400)

    refused = manage(file, "staff", "list")

    assert refused.returncode == 1
    assert "restore the newest backup" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    file = tmp_path / "the clinic? #1 100%.sqlite"

    assert manage(file, "migrate").returncode == 0
    assert file.stat().st_size > 0


@pytest.mark.parametrize(
    "name, value", [("COPYDESK_TIMEZONE", "Mars/Olympus"), ("COPYDESK_PUBLIC_URL", "http://[::1")]
)
def test_a_setting_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, name: str, value: str
) -> None:
    refused = manage(tmp_path / "clinic.sqlite", "staff", "list", **{name: value})

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"{name}: give ")
    assert len(refused.stderr.splitlines()) == 1


def test_help_lists_every_command(fresh_database: Path) -> None:
    told = manage(fresh_database, "--help").stdout

    whole = ("migrate", "check", "demo", "backup", "restore")
    nouns = ("staff", "article", "enquiry", "audit")
    assert [word for word in (*whole, *nouns) if word not in told] == []
