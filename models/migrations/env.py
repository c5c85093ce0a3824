"""How Alembic runs our migrations: inside the caller's transaction."""

from alembic import context
from sqlalchemy import inspect

from models import tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=tables.metadata)
# The first 45 speak SQLite. Elsewhere an empty database begins with what they lead to.
if connection.dialect.name == "sqlite" or inspect(connection).has_table("alembic_version"):
    context.run_migrations()
else:
    tables.metadata.create_all(connection)
    context.get_context().stamp(context.script, "head")
