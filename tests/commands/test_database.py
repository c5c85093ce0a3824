"""A clinic moves from a SQLite file into PostgreSQL: all of it, once, and into nothing else."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DatabaseError

from models import tables
from models.base.database import engine, reading, writing
from models.base.dialects.moving import NotEmpty, NothingToMove, NotTheSame, move
from models.base.schema import migrate
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.listing.count import counts_by_status
from models.enquiries.listing.search import matching_either
from models.enquiries.listing.term import sought
from models.library.article_search import articles_saying
from models.staff.log import record
from models.staff.member import OPERATOR, Role, StaffMember
from tests.articles import write_article
from tests.clusters import Cluster
from tests.databases import use_database, use_database_of
from tests.enquiries import arrive
from tests.log import breaches_in
from tests.program import manage

pytestmark = pytest.mark.postgresql
HOSTILE = "O’Brien \\N \\. \t\r\n'; DROP TABLE enquiry; --\u202e\U0001f469 \x7f"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A clinic in a file, some of it gone again."""
    file = tmp_path / "clinic.sqlite"
    use_database(file)
    migrate()
    with writing() as session:
        told = {"email": "ed@x", "role": Role.EDITOR}
        session.add(StaffMember(username="ed", full_name=HOSTILE, **told))
        record(session, OPERATOR, "staff.added", subject="staff:1", details={"why": HOSTILE})
    write_article("Tides", ["Spring", HOSTILE])
    for number in range(3):
        arrive(name=f"Quill {number}", message=HOSTILE)
    with writing() as session:
        session.execute(text("DELETE FROM staff_member WHERE id = 99"))
    engine().dispose()
    return file


@pytest.fixture
def empty(cluster: Cluster, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Turns to an empty PostgreSQL, which is gone afterwards."""
    name = cluster.make()
    yield lambda: use_database_of(cluster, name, tmp_path / "here")
    engine().dispose()
    cluster.drop(name)


def test_all_of_it_arrives_and_is_found_and_goes_on(file: Path, empty: Callable[[], None]) -> None:
    empty()

    moved = {each.table: each for each in move(file, tables.metadata)}

    assert {name: moved[name].rows for name in ("staff_member", "article", "enquiry")} == {
        "staff_member": 1,
        "article": 1,
        "enquiry": 3,
    }
    with reading() as session:
        assert session.scalar(select(StaffMember.full_name)) == HOSTILE
        assert breaches_in(session) == []
        assert dict(session.execute(counts_by_status()).all()) == {Status.NEW: 3}
        assert len(session.execute(articles_saying('"spring"')).all()) == 1
        found = session.scalars(matching_either(sought("quill drop"))).all()
        assert len(found) == 3
    assert arrive().id == 4
    with reading() as session:
        assert dict(session.execute(counts_by_status()).all()) == {Status.NEW: 4}
        assert inspect(session.connection()).has_table("enquiry_search")


def test_by_command_it_brings_the_secret_and_the_anchor(
    file: Path, cluster: Cluster, tmp_path: Path
) -> None:
    assert manage(file, "audit", "accept").returncode == 0
    name, here = cluster.make(), tmp_path / "here"
    told = {"COPYDESK_FOLDER": str(here)}
    words = ("database", "copy", str(file), cluster.address(name))

    done = manage(file, *words, "--json", **told)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["enquiry"]["rows"] == 3
    for kind in (".key", ".anchor"):
        brought = here / f"copydesk{kind}"
        assert brought.read_bytes() == file.with_suffix(kind).read_bytes()
        assert brought.stat().st_mode & 0o777 == 0o600
    told["COPYDESK_DATABASE"] = cluster.address(name)
    assert manage(file, "audit", "verify", "--all", **told).returncode == 0
    assert manage(file, "check", **told).returncode == 0
    again = manage(file, *words, **told)
    assert (again.returncode, again.stdout) == (1, "")
    assert "holds something already" in again.stderr
    cluster.drop(name)


def test_where_another_clinics_secret_lies_nothing_is_moved(file: Path, tmp_path: Path) -> None:
    file.with_suffix(".key").write_bytes(b"a" * 32)
    (tmp_path / "copydesk.key").write_bytes(b"b" * 32)

    refused = manage(
        file, "database", "copy", str(file), "postgresql://x/y", COPYDESK_FOLDER=str(tmp_path)
    )

    assert "belongs to another clinic" in refused.stderr


def test_what_is_no_file_of_today_is_not_moved(
    file: Path, empty: Callable[[], None], tmp_path: Path
) -> None:
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0044'"))
    engine().dispose()
    (tmp_path / "letter.txt").write_text("a letter")
    empty()

    with pytest.raises(NothingToMove, match="migrate"):
        move(file, tables.metadata)
    for other in (tmp_path / "nowhere.sqlite", tmp_path / "letter.txt"):
        with pytest.raises((NothingToMove, DatabaseError)):
            move(other, tables.metadata)
    assert inspect(engine()).get_table_names() == []


def test_what_holds_something_is_left_alone(file: Path, empty: Callable[[], None]) -> None:
    empty()
    move(file, tables.metadata)

    with pytest.raises(NotEmpty):
        move(file, tables.metadata)

    with reading() as session:
        assert len(session.scalars(select(Enquiry.id)).all()) == 3


@pytest.mark.parametrize(
    "spoiled",
    [
        "UPDATE enquiry SET message = 'a' || char(0) || 'b' WHERE id = 2",
        "UPDATE enquiry SET assigned_to_id = 7 WHERE id = 2",
    ],
)
def test_what_cannot_arrive_as_it_is_leaves_nothing_behind(
    file: Path, empty: Callable[[], None], spoiled: str
) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(spoiled)
        connection.commit()
    empty()

    with pytest.raises(NotTheSame, match="enquiry"):
        move(file, tables.metadata)

    assert inspect(engine()).get_table_names() == []


def test_only_into_postgresql(file: Path) -> None:
    refused = manage(file, "database", "copy", str(file), "elsewhere.sqlite")

    assert refused.returncode == 1
    assert "Name the PostgreSQL" in refused.stderr
