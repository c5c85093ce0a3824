"""Before a database is used: it is ours, it is the one that we had, and of today's form."""

import settings
from models.base.backup import back_up
from models.base.database import database_place, database_tables
from models.base.dialects.dialect import NotOurs
from models.base.refusal import Refused
from models.base.schema import current_revision, migrate, newest_revision

OURS = {"alembic_version", "staff_member", "enquiry", "article"}


class DatabaseGone(Refused):
    """Copydesk had a database here; an empty one in its place would hide that it is gone."""

    def __init__(self) -> None:
        anchor = settings.anchor_file()
        super().__init__(
            f"The database {database_place()} is gone: {anchor.name} tells that there was one. "
            "Nothing was made in its place. Put it back, or restore a backup; to begin with "
            f"an empty one, move {anchor.name} away."
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
    tables = database_tables()
    if tables is None and settings.anchor_file().exists():
        raise DatabaseGone
    if tables and not tables >= OURS:
        raise NotOurs(database_place())
    if tables and "" < current_revision() < newest_revision():
        _back_up()
    migrate()


def _back_up() -> None:
    folder = settings.backup_folder()
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        back_up(folder, recipient=settings.BACKUP_RECIPIENT)
    except (OSError, Refused) as error:
        raise NoBackup(error) from error
