"""PostgreSQL for tests, as Debian packages it: a cluster of each worker's own, gone afterwards."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg

OWNER = "copydesk"
ENDING = 'cat; "$0" stop -m immediate -D "$1/data" 2>/dev/null; rm -rf "$1"'
QUICK = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
}


class Cluster:
    """A server that runs, with its databases."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._numbers = folder, count(1)
        self._own = psycopg.connect(host=str(folder), user=OWNER, dbname="postgres")
        self._own.autocommit = True

    def address(self, name: str) -> str:
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"

    def make(self, template: str = "template1") -> str:
        """A new database with what `template` holds, which nobody is in. Returns its name."""
        name = f"test_{next(self._numbers)}"
        self._own.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return name

    def drop(self, name: str) -> None:
        self._own.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())

    def close(self) -> None:
        self._own.close()


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    folder = Path(mkdtemp(prefix="pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    with _ending_with_us(folder):
        yield from _started(folder)


def _started(folder: Path) -> Iterator[Cluster]:
    data = str(folder / "data")
    _run(folder, "initdb", "-D", data, "-N", "-A", "trust", "-U", OWNER, "--locale", "C.UTF-8")
    options = " ".join(f"-c {name}={value}" for name, value in QUICK.items())
    log, options = str(folder / "log"), f"-k {folder} {options}"
    _run(folder, "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options)
    cluster = Cluster(folder)
    yield cluster
    cluster.close()


@contextmanager
def _ending_with_us(folder: Path) -> Iterator[None]:
    """A shell stops it and clears up once our end of a pipe is closed, be it that we are killed."""
    command = ["sh", "-c", ENDING, _program("pg_ctl"), str(folder)]
    own = {"cwd": "/", "start_new_session": True, **_owner_of(folder)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, **own):
        yield


def _program(name: str) -> str:
    return str(max(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=str))


def _run(folder: Path, program: str, *arguments: str) -> None:
    command = [_program(program), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **_owner_of(folder))


def _owner_of(folder: Path) -> dict[str, Any]:
    """Root may not run PostgreSQL: then it is the package's own user."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "postgres", "postgres")
    known = pwd.getpwnam("postgres")
    return {"user": known.pw_uid, "group": known.pw_gid, "extra_groups": ()}
