"""Before a database is used: it is ours, it is the one that we had, and of today's form."""

from contextlib import closing

import settings
from models.base.backup import back_up
from models.base.dialects.sqlite import sqlite_driver
from models.base.refusal import Refused
from models.base.schema import current_revision, migrate, newest_revision

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
OURS = {"alembic_version", "staff_member", "enquiry", "article"}


class DatabaseGone(Refused):
    """Copydesk had a database here; an empty one in its place would hide that it is gone."""

    def __init__(self) -> None:
        file, anchor = settings.database_file(), settings.anchor_file()
        super().__init__(
            f"The database {file} is gone: {anchor.name} beside it tells that there was one. "
            "Nothing was made in its place. Put the file back, or restore a backup; to begin with "
            f"an empty one, move {anchor.name} away."
        )


class NotOurs(Refused):
    """Another program's database, or no database at all."""

    def __init__(self) -> None:
        super().__init__(
            f"{settings.database_file()} is not a database of Copydesk, or is damaged. Nothing in "
            "it was changed. Name another file in COPYDESK_DATABASE, or restore the newest backup."
        )


class NoBackup(Refused):
    """What was not copied is not converted."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            "The database is of an older version, and could not be backed up before it is brought "
            f"to today's form ({error}). Nothing was changed. Make room in "
            f"{settings.backup_folder()}, or name another folder in COPYDESK_BACKUPS."
        )


def open_database() -> None:
    """Errors: DatabaseGone, NotOurs, NoBackup, SchemaTooNew, before anything is changed."""
    if _has_content():
        _refuse_others()
        if "" < current_revision() < newest_revision():
            _back_up()
    elif settings.anchor_file().exists():
        raise DatabaseGone
    migrate()


def _has_content() -> bool:
    file = settings.database_file()
    return file.exists() and file.stat().st_size > 0


def _refuse_others() -> None:
    """A file without any table is ours too: a first start may have been killed.

    Looked at beside the engine, which makes each file that it opens one with a log.
    """
    address = f"{settings.database_file().absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite_driver().connect(address, uri=True)) as connection:
            tables = {name for (name,) in connection.execute(TABLES)}
    except sqlite_driver().DatabaseError as error:
        if "not a database" in str(error):
            raise NotOurs from error
        raise
    if tables and not tables >= OURS:
        raise NotOurs


def _back_up() -> None:
    folder = settings.backup_folder()
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        back_up(folder, recipient=settings.BACKUP_RECIPIENT)
    except (OSError, Refused, sqlite_driver().Error) as error:
        raise NoBackup(error) from error
