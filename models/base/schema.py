"""Bringing the database to the form this program knows, under a lock, all or nothing."""

from pathlib import Path

from sqlalchemy import Connection, inspect

from models.base.database import engine
from models.base.refusal import Refused

MIGRATIONS = Path(__file__).parents[1] / "migrations"
NUMBER = "SELECT version_num FROM alembic_version"


class SchemaTooNew(Refused):
    """The database was written by a newer Copydesk than this one."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database has schema {revision}, which this version of Copydesk does not know. "
            "Start the newer version, or restore a backup made before the update."
        )


def _revisions() -> set[str]:
    """What the names of the migrations begin with: each start asks, and few have any to load."""
    return {path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def newest_revision() -> str:
    return max(_revisions())


def is_known(revision: str) -> bool:
    return revision in _revisions()


def current_revision() -> str:
    """Empty for a database that was never migrated."""
    with engine().connect() as connection:
        return _revision_of(connection)


def _revision_of(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.exec_driver_sql(NUMBER).scalar() or "")


def migrate() -> None:
    """Apply what is missing in one transaction. Errors: SchemaTooNew."""
    if current_revision() == newest_revision():
        return
    with engine().execution_options(writing=True).begin() as connection:
        current = _revision_of(connection)
        if current and not is_known(current):
            raise SchemaTooNew(current)
        lay_out(connection)


def lay_out(connection: Connection) -> None:
    """Apply what is missing, in this transaction."""
    from alembic import command  # noqa: PLC0415  a start with nothing to apply
    from alembic.config import Config  # noqa: PLC0415  does without both

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
