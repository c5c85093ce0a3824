"""How Alembic runs our migrations: inside the caller's transaction."""

from alembic import context

from models import tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=tables.metadata)
context.run_migrations()
