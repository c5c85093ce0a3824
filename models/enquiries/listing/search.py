"""Finding an enquiry by any word of it: the index, kept by triggers. SQLite's own (FTS5)."""

import re
from collections.abc import Sequence

from sqlalchemy import (
    DDL,
    ColumnClause,
    ColumnElement,
    Integer,
    Select,
    bindparam,
    case,
    column,
    event,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from models.base.table import Base
from models.enquiries.listing.term import NOTHING, Sought, quoted

COLUMNS = ("reference", "name", "email", "phone_digits", "message", "notes", "name_keys")


def _row(which: str) -> str:
    return ", ".join(f"{which}.{column}" for column in COLUMNS)


_NAMES = ", ".join(COLUMNS)
_ADD = f"INSERT INTO enquiry_search (rowid, {_NAMES}) VALUES (NEW.id, {_row('NEW')}); "  # noqa: S608  made of names in this file: no value is put into it
_DROP = (
    f"INSERT INTO enquiry_search (enquiry_search, rowid, {_NAMES}) "  # noqa: S608  made of names in this file: no value is put into it
    f"VALUES ('delete', OLD.id, {_row('OLD')}); "
)

INDEXING = (
    (
        f"CREATE VIRTUAL TABLE enquiry_search USING fts5({_NAMES}, content='enquiry', "
        "content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    ),
    "INSERT INTO enquiry_search (enquiry_search, rank) VALUES ('secure-delete', 1)",
    "CREATE VIRTUAL TABLE enquiry_term USING fts5vocab('enquiry_search', 'instance')",
    f"CREATE TRIGGER enquiry_search_insert AFTER INSERT ON enquiry BEGIN {_ADD}END",
    f"CREATE TRIGGER enquiry_search_delete AFTER DELETE ON enquiry BEGIN {_DROP}END",
    (
        f"CREATE TRIGGER enquiry_search_update AFTER UPDATE OF {_NAMES} ON enquiry "
        f"BEGIN {_DROP}{_ADD}END"
    ),
)
for _statement in INDEXING:
    _ddl = DDL(_statement).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    event.listen(Base.metadata, "after_create", _ddl)

WHO = "{reference name email phone_digits name_keys}"
MOST_NEAR = 1_000
"""Near spellings that make a list longer than this are left out when there are exact ones."""

rowid: ColumnClause[int] = column("rowid", Integer)
_index = table("enquiry_search", rowid)


def matching_either(sought: Sought) -> Select[int]:
    """Exact matches and near spellings; exact ones alone when both would be too many."""
    if sought.near == sought.exact:
        return matching(sought.exact)
    both = matching(sought.near).limit(MOST_NEAR + 1).subquery()
    are_many = select(func.count()).select_from(both).scalar_subquery() > MOST_NEAR
    is_exact = matching(sought.exact).limit(1).exists()
    return matching(case((is_exact & are_many, sought.exact), else_=sought.near))


def matching(words: str | ColumnElement[str]) -> Select[int]:
    """Numbers of the enquiries that `words_to_find` asks for."""
    return (
        select(rowid).select_from(_index).where(literal_column("enquiry_search").op("MATCH")(words))
    )


def matching_who(words: str) -> Select[int]:
    """Those among them whose name, contact or reference has all the words."""
    return matching(NOTHING if words == NOTHING else f"{WHO} : ({words})")


_FOUND = text(
    "SELECT rowid, "  # noqa: S608  made of names in this file: no value is put into it
    + ", ".join(
        f"snippet(enquiry_search, {COLUMNS.index(name)}, '‹', '›', '…', 8)"
        for name in ("name", "message", "notes", "email", "phone_digits", "reference")
    )
    + " FROM enquiry_search WHERE enquiry_search MATCH :words AND rowid IN :ids"
).bindparams(bindparam("ids", expanding=True))
_PLACES = ("", "Message: ", "Note: ", "Email: ", "Phone: ", "Reference: ")


def where_found(session: Session, words: str, ids: Sequence[int]) -> dict[int, str]:
    """Where each was found, with the words around it and the hit in ‹ ›; by id.

    Somebody who was found by the name alone needs no words.
    """
    found = session.execute(_FOUND, {"words": words, "ids": list(ids)})
    return {number: _first_hit(snippets) for number, *snippets in found}


def _first_hit(snippets: Sequence[str]) -> str:
    hits = [
        place + " ".join(snippet.split())
        for place, snippet in zip(_PLACES, snippets, strict=True)
        if "‹" in snippet and "›" in snippet
    ]
    return next((hit for hit in hits if hit.startswith(_PLACES[1:])), "")


MOST_ENDINGS = 16
# The index holds beginnings of up to three letters; longer ones it would have to put together.
_UNFINISHED = re.compile(r'"([0-9A-Za-z]{4,})" \*\)?$')
_ENDINGS = text(
    "WITH RECURSIVE ending (term) AS ("
    "SELECT (SELECT term FROM enquiry_term WHERE term >= :beginning LIMIT 1) UNION ALL "
    "SELECT (SELECT term FROM enquiry_term WHERE term >= ending.term || char(1) LIMIT 1) "
    "FROM ending "
    "WHERE ending.term < :beyond LIMIT :most) "
    "SELECT term FROM ending WHERE term >= :beginning AND term < :beyond"
)


def with_endings(session: Session, sought: Sought) -> Sought:
    """The same search, its unfinished word replaced by the few words that begin so.

    The index reads those in order and stops early; a long beginning it would first collect whole.
    """
    unfinished = _UNFINISHED.search(sought.exact)
    if unfinished is None:
        return sought
    beginning = unfinished[1].lower()
    asked = {"beginning": beginning, "beyond": beginning + "\U0010ffff", "most": MOST_ENDINGS + 2}
    endings = session.scalars(_ENDINGS, asked).all()
    if not endings or len(endings) > MOST_ENDINGS:
        return sought
    either = " OR ".join(map(quoted, endings))
    begins = f'"{unfinished[1]}" *'
    return Sought(*(f"({either})".join(words.rsplit(begins, 1)) for words in sought))
