"""Bringing the database to the form this program knows, under a lock, all or nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from models.base.database import engine
from models.base.refusal import Refused

MIGRATIONS = Path(__file__).parents[1] / "migrations"


class SchemaTooNew(Refused):
    """The database was written by a newer Copydesk than this one."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database has schema {revision}, which this version of Copydesk does not know. "
            "Start the newer version, or restore a backup made before the update."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def newest_revision() -> str:
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current_revision() -> str:
    """Empty for a database that was never migrated."""
    with engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def is_known(revision: str) -> bool:
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return revision in {script.revision for script in scripts}


def migrate() -> None:
    """Apply what is missing in one transaction. Errors: SchemaTooNew."""
    config = _config()
    writer = engine().execution_options(writing=True)
    with writer.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current and not is_known(current):
            raise SchemaTooNew(current)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
