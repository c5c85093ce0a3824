"""Finding articles by what is said beside them: the index, kept by triggers. SQLite's own."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    DDL,
    ColumnElement,
    Float,
    Integer,
    Select,
    column,
    event,
    func,
    literal_column,
    select,
    table,
)

from models.base.table import Base
from models.comments.comment import Comment

INDEXING = (
    (
        "CREATE VIRTUAL TABLE comment_search USING fts5(text, "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    ),
    "INSERT INTO comment_search (comment_search, rank) VALUES ('secure-delete', 1)",
    (
        "CREATE TRIGGER comment_search_insert AFTER INSERT ON comment BEGIN "
        "INSERT INTO comment_search (rowid, text) VALUES (NEW.id, NEW.text); END"
    ),
    (
        "CREATE TRIGGER comment_search_update AFTER UPDATE OF text ON comment BEGIN "
        "UPDATE comment_search SET text = NEW.text WHERE rowid = NEW.id; END"
    ),
    (
        "CREATE TRIGGER comment_search_delete AFTER DELETE ON comment BEGIN "
        "DELETE FROM comment_search WHERE rowid = OLD.id; END"
    ),
)
for _statement in INDEXING:
    _ddl = DDL(_statement).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    event.listen(Base.metadata, "after_create", _ddl)

LESS_THAN_THE_TEXT = 0.5

_index = table("comment_search", column("rowid", Integer), column("rank", Float))
_itself: ColumnElement[Any] = literal_column("comment_search")


def said_beside(match: str) -> Select[int, float]:
    """Section and how well what is said beside it fits, lowest first."""
    return (
        select(
            Comment.section_id.label("section_id"),
            (_index.c.rank * LESS_THAN_THE_TEXT).label("score"),
        )
        .select_from(_index)
        .join(Comment, Comment.id == _index.c.rowid)
        .where(_itself.op("MATCH")(match))
    )


def remarks_with(
    match: str, section_ids: Collection[int], marks: tuple[str, str], words: int
) -> Select[int, str]:
    """Section and the words of a comment around the hit."""
    around = func.snippet(_itself, -1, *marks, " … ", words)
    return (
        select(Comment.section_id, around)
        .select_from(_index)
        .join(Comment, Comment.id == _index.c.rowid)
        .where(_itself.op("MATCH")(match), Comment.section_id.in_(section_ids))
        .order_by(_index.c.rank)
    )
