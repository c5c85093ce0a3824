"""Copies of a PostgreSQL database: what pg_dump tells of one moment, and the secret, in a zip."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from secrets import token_hex
from subprocess import DEVNULL, PIPE
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from sqlalchemy import URL, Connection, NullPool, create_engine, make_url

import settings
from models.base.dialects.copies import BadBackup, Copies, CopyFailed
from models.base.dialects.postgresql import WRITERS

DUMP, SECRET = "copydesk.dump", "copydesk.key"
PLAIN = ("--no-owner", "--no-acl")
EMPTIED = f"""BEGIN; SET client_min_messages = warning; SET lock_timeout = '10s';
SELECT pg_advisory_xact_lock({WRITERS});
DROP SCHEMA public CASCADE; CREATE SCHEMA public;
"""


class PostgresqlCopies(Copies):
    ending = ".postgresql"

    def make(self, target: Path, secret: bytes) -> None:
        command = ("pg_dump", "--format=custom", *PLAIN, _named(_present()))
        with ZipFile(target, "w") as copy:
            with copy.open(DUMP, "w", force_zip64=True) as dump, _running(*command) as (_, told):
                shutil.copyfileobj(told, dump)
            copy.writestr(SECRET, secret)

    def revision(self, file: Path, name: str) -> str:
        number = ("--data-only", "--table=alembic_version", "--file=-")
        try:
            with ZipFile(file) as copy:
                if copy.testzip() or {*copy.namelist()} != {DUMP, SECRET}:
                    raise BadBackup(f"{name} is damaged.")
            _script(file, "--file=/dev/null")
            lines = _script(file, *number).splitlines()
        except (BadZipFile, CopyFailed) as error:
            raise BadBackup(f"{name} is not a copy of a Copydesk database ({error}).") from error
        told = (line.decode() for head, line in pairwise(lines) if head.startswith(b"COPY "))
        return next(told, "")

    def open(self, file: Path) -> bytes:
        with ZipFile(file) as copy:
            return copy.read(SECRET)

    def put_back(self, opened: Path) -> None:
        _put_into(_present(), opened)

    def put_aside(self, target: Path) -> None:
        self.make(target, settings.secret_key())

    @contextmanager
    def beside(self, opened: Path) -> Iterator[dict[str, str]]:
        """On the same server. Errors: DatabaseError for who may not make databases."""
        there = _present().set(database=f"copydesk_{token_hex(8)}")
        with _without_transaction() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {there.database}")
            try:
                _put_into(there, opened)
                address = there.render_as_string(hide_password=False)
                yield {"COPYDESK_DATABASE": address, "COPYDESK_FOLDER": str(opened.parent)}
            finally:
                connection.exec_driver_sql(f"DROP DATABASE {there.database} WITH (FORCE)")


def _present() -> URL:
    return make_url(settings.DATABASE_URL).set(drivername="postgresql")


@contextmanager
def _without_transaction() -> Iterator[Connection]:
    made = create_engine(_present().set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with made.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection


def _named(url: URL) -> str:
    """Without its password: all on the machine can see what a program was started with."""
    return f"--dbname={url.set(password=None).render_as_string()}"


def _script(file: Path, *arguments: str, into: Any = PIPE) -> bytes:
    """What would put a copy back, or its end when it goes elsewhere. Errors: CopyFailed."""
    command = ("pg_restore", *PLAIN, *arguments)
    with ZipFile(file) as copy, copy.open(DUMP) as dump, _running(*command, into=into) as streams:
        given, told = streams
        with suppress(BrokenPipeError), given:
            shutil.copyfileobj(dump, given)
        return told.read() if told else b""


def _put_into(url: URL, file: Path) -> None:
    """All or nothing: what breaks off is never committed."""
    command = ("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", _named(url))
    with _running(*command, into=DEVNULL) as (given, _):
        given.write(EMPTIED.encode())
        given.flush()
        _script(file, "--file=-", into=given)
        given.write(b"ANALYZE; COMMIT;\n")


@contextmanager
def _running(*command: str, into: Any = PIPE) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Where a program of PostgreSQL's reads, and where it prints. Errors: CopyFailed."""
    environment = {**os.environ, "PGPASSWORD": str(_present().password or "")}
    with TemporaryFile() as said:
        try:
            started = subprocess.Popen(  # noqa: S603  all of it is written here
                command, stdin=PIPE, stdout=into, stderr=said, env=environment
            )
        except FileNotFoundError as error:
            raise CopyFailed(f"{command[0]} is missing: install PostgreSQL's programs") from error
        try:
            with suppress(BrokenPipeError), started:  # what it said tells more
                yield started.stdin, started.stdout  # type: ignore[misc]  # the one that is used is there
        finally:
            if started.returncode:
                said.seek(0)
                raise CopyFailed(said.read().decode(errors="replace").strip())
