import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

import settings
from models.base.database import writing
from models.base.schema import newest_revision
from models.base.table import now
from models.staff.log import record
from models.staff.member import OPERATOR
from public import health
from public.clock.backups import make_backup
from public.clock.log_anchor import anchor_log
from tests.databases import use_database
from tests.log import tamper


@pytest.fixture(autouse=True)
def every_look_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "SECONDS_BETWEEN_LOOKS", -1.0)


def test_it_lives_without_a_database(reader: TestClient, tmp_path: Path) -> None:
    use_database(tmp_path / "nowhere" / "x.sqlite")

    assert reader.get("/livez").json() == {"status": "alive"}


def test_it_is_ready_and_says_what_it_looked_at(reader: TestClient) -> None:
    answer = reader.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"
    assert answer.json()["checks"]["schema"] == newest_revision()
    assert answer.headers["cache-control"] == "no-store"


def test_it_says_how_old_the_newest_backup_is(reader: TestClient) -> None:
    lacking = reader.get("/readyz").json()
    make_backup()
    made = reader.get("/readyz").json()

    assert lacking["checks"]["backup"] is None
    assert any("no backup" in words for words in lacking["warnings"])
    assert now() - datetime.fromisoformat(made["checks"]["backup"]) < timedelta(minutes=1)
    assert not any("backup" in words for words in made["warnings"])


@pytest.mark.sqlite
def test_ready_means_that_something_was_written(reader: TestClient, fresh_database: Path) -> None:
    log = fresh_database.with_name(fresh_database.name + "-wal")
    reader.get("/readyz")
    before = log.stat().st_size
    reader.get("/readyz")

    assert log.stat().st_size > before


@pytest.mark.sqlite
def test_a_full_disk_is_not_ready(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(settings.ROOT)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
    answer = reader.get("/readyz")

    assert answer.status_code == 507
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "The disk is full"
    assert reader.get("/").status_code == 200


@pytest.mark.sqlite
def test_little_space_is_a_warning_only(
    reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(settings.ROOT)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=3_000_000))
    answer = reader.get("/readyz")

    assert answer.status_code == 200
    assert any("Only 2 MB are free" in warning for warning in answer.json()["warnings"])


def test_a_database_that_was_never_migrated_is_not_ready(
    reader: TestClient, tmp_path: Path
) -> None:
    use_database(tmp_path / "new.sqlite")
    answer = reader.get("/readyz")

    assert answer.status_code == 503
    assert "migrate" in answer.json()["detail"]


def test_a_damaged_file_is_not_ready(
    reader: TestClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "broken.sqlite"
    file.write_bytes(b"not a database at all" * 1000)
    use_database(file)
    answer = reader.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["title"] == "The database file is damaged"
    assert answer.json()["reference"] in json.dumps([_fields(each) for each in caplog.records])


def test_a_schema_of_another_time_is_not_ready(reader: TestClient) -> None:
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert reader.get("/readyz").status_code == 503


def _fields(record: Any) -> dict[str, Any]:
    return dict(getattr(record, "fields", {}))


def test_a_log_that_lost_what_was_anchored_is_a_warning(reader: TestClient) -> None:
    for _ in range(2):
        with writing() as session:
            record(session, OPERATOR, "notice.tested")
    anchor_log()
    assert not [each for each in warnings_of(reader) if "anchor" in each]
    tamper("DELETE FROM log_entry")

    assert [each for each in warnings_of(reader) if "does not reach its anchor" in each]
    assert reader.get("/readyz").status_code == 200


def warnings_of(reader: TestClient) -> list[str]:
    told: list[str] = reader.get("/readyz").json()["warnings"]
    return told
