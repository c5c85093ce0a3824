"""Finding an enquiry by any word of it: the index, kept by triggers. SQLite's own (FTS5)."""

import re
from collections.abc import Sequence

from sqlalchemy import (
    DDL,
    ColumnClause,
    Integer,
    Select,
    bindparam,
    column,
    event,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from models.base.table import Base

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
    "CREATE VIRTUAL TABLE enquiry_term USING fts5vocab('enquiry_search', 'instance')",
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

WORDS_LOOKED_FOR = 12
SHORTEST_BEGINNING = 2
WHO = "{reference name email phone_digits}"
NOTHING = '""'
_NUMBER = re.compile(r"(?<![\w+@.])(\+?\(?\d[\d\s().\-/]{3,30}\d)(?![\w@.])")

rowid: ColumnClause[int] = column("rowid", Integer)
_index = table("enquiry_search", rowid)


def matching(words: str) -> Select[int]:
    """Numbers of the enquiries that `words_to_find` asks for."""
    return (
        select(rowid).select_from(_index).where(literal_column("enquiry_search").op("MATCH")(words))
    )


def matching_who(words: str) -> Select[int]:
    """Those among them whose name, contact or reference has all the words."""
    return matching(NOTHING if words == NOTHING else f"{WHO} : ({words})")


def words_to_find(term: str) -> str:
    """What FTS5 shall look for, whatever was typed: every word, the last one perhaps unfinished.

    A number is found by its digits, however it is punctuated.
    """
    term = term.encode("utf-8", "ignore").decode().replace("\0", " ")
    asked: list[str] = []
    for place, part in enumerate(_NUMBER.split(term)):
        is_number = place % 2 == 1
        asked += [_number(part)] if is_number else [_quoted(word) for word in _words(part)]
    asked = asked[:WORDS_LOOKED_FOR]
    last = _words(term)[-1:]
    if asked and last and len(last[0]) >= SHORTEST_BEGINNING and asked[-1] == _quoted(last[0]):
        asked[-1] += " *"
    return " AND ".join(asked) or NOTHING


_FOUND = text(
    "SELECT rowid, "  # noqa: S608
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
PREFIXED = 3
"""The index holds beginnings of up to this length; longer ones it would have to put together."""
_UNFINISHED = re.compile(r'"([0-9A-Za-z]{4,})" \*(\)?)$')
_ENDINGS = text(
    "WITH RECURSIVE ending (term) AS ("
    "SELECT (SELECT term FROM enquiry_term WHERE term >= :beginning LIMIT 1) UNION ALL "
    "SELECT (SELECT term FROM enquiry_term WHERE term >= ending.term || char(1) LIMIT 1) "
    "FROM ending "
    "WHERE ending.term < :beyond LIMIT :most) "
    "SELECT term FROM ending WHERE term >= :beginning AND term < :beyond"
)


def with_endings(session: Session, words: str) -> str:
    """The same search, its unfinished word replaced by the few words that begin so.

    The index reads those in order and stops early; a long beginning it would first collect whole.
    """
    unfinished = _UNFINISHED.search(words)
    if unfinished is None:
        return words
    beginning = unfinished[1].lower()
    asked = {"beginning": beginning, "beyond": beginning + "\U0010ffff", "most": MOST_ENDINGS + 2}
    endings = session.scalars(_ENDINGS, asked).all()
    if not endings or len(endings) > MOST_ENDINGS:
        return words
    either = " OR ".join(map(_quoted, endings))
    return f"{words[: unfinished.start()]}({either}){unfinished[2] or ''}"


def _words(typed: str) -> list[str]:
    return [word for word in typed.split() if any(map(str.isalnum, word))]


def _quoted(word: str) -> str:
    return '"' + word.replace('"', " ") + '"'


def _number(typed: str) -> str:
    digits = "".join(filter(str.isdecimal, typed.replace("(0)", ""))).removeprefix("00")
    return f"({_quoted(typed)} OR {_quoted(digits)} *)"
