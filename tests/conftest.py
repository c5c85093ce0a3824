"""A fresh database and known colleagues for every test."""

import asyncio
import gc
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck
from hypothesis import settings as trials
from sqlalchemy.orm import Session

from actions.staff import passwords
from models.base import database, schema
from models.staff.member import Actor, Role, StaffMember
from tests.articles import Written, write_article
from tests.clusters import Cluster, running_cluster
from tests.databases import begin_from, fresh_in, migrated_in, step, use_database, use_database_of

ON_POSTGRESQL = os.environ.get("COPYDESK_TESTS_ON") == "postgresql"
MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    # Each of some ten thousand commits waits for the disk; what is in memory nobody waits for.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# The same examples for everybody, however busy the machine; or others each time.
UNHURRIED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
trials.register_profile("exploring", deadline=None, suppress_health_check=UNHURRIED)
trials.register_profile("repeatable", trials.get_profile("exploring"), derandomize=True)
trials.load_profile("repeatable")


def pytest_xdist_auto_num_workers() -> int:
    """More than there are cores: in half of its time a journey waits for somebody else."""
    return (os.cpu_count() or 1) * 3 // 2


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is loaded by now stays: no collection needs to walk through it again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    with _in_no_loop_but_its_own(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    with _in_no_loop_but_its_own(item):
        return (yield)


@contextmanager
def _in_no_loop_but_its_own(item: pytest.Item) -> Iterator[None]:
    """A worker that has had a browser keeps Playwright's loop, which says that it is running."""
    playwrights = None if "browser" in item.keywords else asyncio._get_running_loop()
    if playwrights is None:
        yield
        return
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(playwrights)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated file, copied for each test: migrating anew would cost more than the test."""
    file = tmp_path_factory.mktemp("migrated") / "copydesk.sqlite"
    use_database(file)
    schema.migrate()
    with database.engine().connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine().dispose()
    return file


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def migrated_name(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """As the migrated file, in a cluster."""
    return migrated_in(cluster, tmp_path_factory.mktemp("migrated"))


@pytest.fixture(autouse=True)
def fresh_database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """On PostgreSQL there is no such file: what wants one is marked as SQLite's own."""
    file = tmp_path / "copydesk.sqlite"
    if ON_POSTGRESQL:
        cluster, migrated = map(request.getfixturevalue, ("cluster", "migrated_name"))
        with fresh_in(cluster, migrated, tmp_path):
            yield file
    else:
        begin_from(request.getfixturevalue("migrated_file"), file)
        yield file
        database.engine().dispose()


@pytest.fixture
def move_house(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], None]:
    """Goes on in another database, in which nothing has happened yet."""

    def move() -> None:
        if ON_POSTGRESQL:
            cluster, migrated = map(request.getfixturevalue, ("cluster", "migrated_name"))
            use_database_of(cluster, cluster.make(migrated), tmp_path)
        else:
            begin_from(request.getfixturevalue("migrated_file"), tmp_path / "other.sqlite")

    return move


@pytest.fixture
def session() -> Iterator[Session]:
    with database.writing() as session:
        yield session


@pytest.fixture
def hire() -> Callable[[str, Role], Actor]:
    """Makes a colleague with an account and no password yet."""

    return lambda username, role: step(("hire", username, role), lambda: _hired(username, role))


def _hired(username: str, role: Role) -> Actor:
    with database.writing() as session:
        member = StaffMember(
            username=username,
            full_name=f"{username.title()} Example",
            email=f"{username}@clinic.example",
            role=role,
        )
        session.add(member)
        session.flush()
        return member.as_actor()


@pytest.fixture
def ed(hire: Callable[[str, Role], Actor]) -> Actor:
    """An editor."""
    return hire("ed", Role.EDITOR)


@pytest.fixture
def fay(hire: Callable[[str, Role], Actor]) -> Actor:
    """At the front desk."""
    return hire("fay", Role.FRONT_DESK)


@pytest.fixture
def mo(hire: Callable[[str, Role], Actor]) -> Actor:
    """A manager."""
    return hire("mo", Role.MANAGER)


@pytest.fixture
def ada(hire: Callable[[str, Role], Actor]) -> Actor:
    """An administrator."""
    return hire("ada", Role.ADMINISTRATOR)


@pytest.fixture
def cleo(hire: Callable[[str, Role], Actor]) -> Actor:
    """A clinician."""
    return hire("cleo", Role.CLINICIAN)


@pytest.fixture
def tides() -> Written:
    """A draft with a title and three text sections, each saved once (revision 2)."""
    return write_article("Tides", ["Spring", "Neap", "Slack"])


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2id with the least work: for tests of what a right or a wrong one leads to."""
    least = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", least)
    monkeypatch.setattr(passwords, "_NOBODYS", least.hash("of no account"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser journeys come last: quick tests tell first, and Playwright keeps a loop running.

    Of those the long ones come first, so that at the end no core waits for another.
    """
    others = {"sqlite"} if ON_POSTGRESQL else {"postgresql"}
    for item in items:
        if others & {mark.name for mark in item.iter_markers()}:
            item.add_marker(pytest.mark.skip(reason="the other database's own"))
    items.sort(key=lambda item: ("browser" in item.path.parts, not item.get_closest_marker("long")))
