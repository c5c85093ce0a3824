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
        self._folder, self._numbers = folder, count(1)
        self._own = psycopg.connect(host=str(folder), user=OWNER, dbname="postgres")
        self._own.autocommit = True

    def address(self, name: str) -> str:
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self._folder}"

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
    data = str(folder / "data")
    _run(folder, "initdb", "-D", data, "-N", "-A", "trust", "-U", OWNER, "--locale", "C.UTF-8")
    options = " ".join(f"-c {name}={value}" for name, value in QUICK.items())
    log, options = str(folder / "log"), f"-k {folder} {options}"
    _run(folder, "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options)
    try:
        cluster = Cluster(folder)
        yield cluster
        cluster.close()
    finally:
        _run(folder, "pg_ctl", "stop", "-m", "immediate", "-D", data)
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, program: str, *arguments: str) -> None:
    newest = max(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=str)
    command = [str(newest), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **_owner_of(folder))


def _owner_of(folder: Path) -> dict[str, Any]:
    """Root may not run PostgreSQL: then it is the package's own user."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "postgres", "postgres")
    known = pwd.getpwnam("postgres")
    return {"user": known.pw_uid, "group": known.pw_gid, "extra_groups": ()}
