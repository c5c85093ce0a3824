"""Finding articles by what is said beside them: the index, kept by triggers."""

from collections.abc import Collection, Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

import settings
from models.base.kept import Sql, Trigger, made_with_the_tables
from models.base.search.index import SearchIndex
from models.base.search.passage import Frame, passage
from models.comments.comment import Comment

INDEX = SearchIndex("comment_search", ("text",), labels="D")


@made_with_the_tables
def _index(sql: Sql) -> Iterable[str | Trigger]:
    yield from INDEX.tables(sql)
    column, value = ("words", INDEX.vector("NEW")) if sql.is_postgresql else ("text", "NEW.text")
    steps = {
        "insert": f"INSERT INTO comment_search (rowid, {column}) VALUES (NEW.id, {value}); ",  # noqa: S608  made of names in this file: no value is put into it
        "update": f"UPDATE comment_search SET {column} = {value} WHERE rowid = NEW.id; ",  # noqa: S608  made of names in this file: no value is put into it
        "delete": "DELETE FROM comment_search WHERE rowid = OLD.id; ",
    }
    for verb, step in steps.items():
        happening = f"AFTER {verb.upper()}" + (" OF text" if verb == "update" else "")
        yield Trigger(f"comment_search_{verb}", happening, "comment", step)


LESS_THAN_THE_TEXT = 0.5


def said_beside(match: str) -> Select[int, float]:
    """Section and how well what is said beside it fits, lowest first."""
    return (
        select(
            Comment.section_id.label("section_id"),
            (INDEX.rank(match) * LESS_THAN_THE_TEXT).label("score"),
        )
        .select_from(INDEX.table)
        .join(Comment, Comment.id == INDEX.rowid)
        .where(INDEX.matches(match))
    )


def remarks_with(
    session: Session, match: str, section_ids: Collection[int], frame: Frame
) -> list[tuple[int, str]]:
    """Section and the words of a comment around the hit, what fits best first."""
    is_whole = not settings.on_sqlite()
    around = Comment.text if is_whole else func.snippet(INDEX.itself, -1, *frame)
    found = (
        select(Comment.section_id, around)
        .select_from(INDEX.table)
        .join(Comment, Comment.id == INDEX.rowid)
        .where(INDEX.matches(match), Comment.section_id.in_(section_ids))
        .order_by(INDEX.rank(match))
    )
    rows = session.execute(found)
    return [
        (number, passage({"text": text}, match, frame) if is_whole else text)
        for number, text in rows
    ]
