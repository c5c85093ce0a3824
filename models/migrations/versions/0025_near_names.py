"""Names in plain letters and with one slip, in the search index."""

import sqlalchemy as sa
from alembic import op

from models.enquiries.names import name_keys

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

AWAY = (
    "DROP TRIGGER enquiry_search_insert",
    "DROP TRIGGER enquiry_search_delete",
    "DROP TRIGGER enquiry_search_update",
    "DROP TABLE enquiry_term",
    "DROP TABLE enquiry_search",
)
AGAIN = (
    "CREATE VIRTUAL TABLE enquiry_search USING fts5(reference, name, email, phone_digits, message, notes, name_keys, content='enquiry', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO enquiry_search (enquiry_search, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO enquiry_search (enquiry_search) VALUES ('rebuild')",
    "CREATE VIRTUAL TABLE enquiry_term USING fts5vocab('enquiry_search', 'instance')",
    "CREATE TRIGGER enquiry_search_insert AFTER INSERT ON enquiry BEGIN INSERT INTO enquiry_search (rowid, reference, name, email, phone_digits, message, notes, name_keys) VALUES (NEW.id, NEW.reference, NEW.name, NEW.email, NEW.phone_digits, NEW.message, NEW.notes, NEW.name_keys); END",
    "CREATE TRIGGER enquiry_search_delete AFTER DELETE ON enquiry BEGIN INSERT INTO enquiry_search (enquiry_search, rowid, reference, name, email, phone_digits, message, notes, name_keys) VALUES ('delete', OLD.id, OLD.reference, OLD.name, OLD.email, OLD.phone_digits, OLD.message, OLD.notes, OLD.name_keys); END",
    "CREATE TRIGGER enquiry_search_update AFTER UPDATE OF reference, name, email, phone_digits, message, notes, name_keys ON enquiry BEGIN INSERT INTO enquiry_search (enquiry_search, rowid, reference, name, email, phone_digits, message, notes, name_keys) VALUES ('delete', OLD.id, OLD.reference, OLD.name, OLD.email, OLD.phone_digits, OLD.message, OLD.notes, OLD.name_keys); INSERT INTO enquiry_search (rowid, reference, name, email, phone_digits, message, notes, name_keys) VALUES (NEW.id, NEW.reference, NEW.name, NEW.email, NEW.phone_digits, NEW.message, NEW.notes, NEW.name_keys); END",
)


def upgrade() -> None:
    bind = op.get_bind()
    is_sqlite = bind.dialect.name == "sqlite"
    for statement in AWAY if is_sqlite else ():
        op.execute(statement)
    op.add_column("enquiry", sa.Column("name_keys", sa.String(), nullable=False, server_default=""))
    known = sa.table("enquiry", sa.column("id"), sa.column("name"), sa.column("name_keys"))
    changing = (
        known.update()
        .where(known.c.id == sa.bindparam("which"))
        .values(name_keys=sa.bindparam("keys"))
    )
    for some in bind.execute(sa.select(known.c.id, known.c.name)).partitions(10_000):
        bind.execute(changing, [{"which": one.id, "keys": name_keys(one.name)} for one in some])
    for statement in AGAIN if is_sqlite else ():
        op.execute(statement)
