import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from models import tables
from models.base import schema
from models.base.database import engine, writing
from models.base.dialects.sqlite import sqlite_driver


def shape(some: Engine) -> dict[str, object]:
    seen = inspect(some)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)],
            sorted(str((i["name"], i["column_names"])) for i in seen.get_indexes(table)),
            sorted(str(k["constrained_columns"]) for k in seen.get_foreign_keys(table)),
            sorted(str(u["name"]) for u in seen.get_unique_constraints(table)),
        )
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def triggers(some: Engine) -> dict[str, str]:
    with some.connect() as connection:
        found = connection.execute(text("select name, sql from sqlite_master where type='trigger'"))
        return {str(row.name): str(row.sql) for row in found}


@pytest.mark.sqlite
def test_migrations_and_models_agree() -> None:
    fresh = create_engine("sqlite://", module=sqlite_driver())
    tables.metadata.create_all(fresh)

    assert shape(engine()) == shape(fresh)
    assert triggers(engine()) == triggers(fresh)
    fresh.dispose()


def test_a_migrated_database_has_the_newest_revision() -> None:
    assert schema.current_revision() == schema.newest_revision() != ""


def test_the_revisions_are_those_that_the_files_are_named_by() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)

    assert scripts.get_heads() == [schema.newest_revision()]
    for script in scripts.walk_revisions():
        assert schema.is_known(script.revision)
        assert script.path.rpartition("/")[2].startswith(f"{script.revision}_")


def test_a_schema_from_the_future_is_refused() -> None:
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(schema.SchemaTooNew, match="9999"):
        schema.migrate()
