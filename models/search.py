"""Finding an enquiry by any word of it: the index, kept by triggers. SQLite's own (FTS5)."""

from sqlalchemy import DDL, event

from models.base import Base

COLUMNS = ("reference", "name", "email", "phone_digits", "message", "notes")


def _row(which: str) -> str:
    return ", ".join(f"{which}.{column}" for column in COLUMNS)


_NAMES = ", ".join(COLUMNS)
_ADD = f"INSERT INTO enquiry_search (rowid, {_NAMES}) VALUES (NEW.id, {_row('NEW')}); "  # noqa: S608
_DROP = (
    f"INSERT INTO enquiry_search (enquiry_search, rowid, {_NAMES}) "  # noqa: S608
    f"VALUES ('delete', OLD.id, {_row('OLD')}); "
)

INDEXING = (
    (
        f"CREATE VIRTUAL TABLE enquiry_search USING fts5({_NAMES}, content='enquiry', "
        "content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    ),
    "INSERT INTO enquiry_search (enquiry_search, rank) VALUES ('secure-delete', 1)",
    f"CREATE TRIGGER enquiry_search_insert AFTER INSERT ON enquiry BEGIN {_ADD}END",
    f"CREATE TRIGGER enquiry_search_delete AFTER DELETE ON enquiry BEGIN {_DROP}END",
    (
        f"CREATE TRIGGER enquiry_search_update AFTER UPDATE OF {_NAMES} ON enquiry "
        f"BEGIN {_DROP}{_ADD}END"
    ),
)
for _statement in INDEXING:
    _ddl = DDL(_statement).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]
    event.listen(Base.metadata, "after_create", _ddl)
