"""Finding an enquiry by any word of it: the index, kept by triggers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select, text
from sqlalchemy.orm import Session

import settings
from models.base.kept import Sql, keep, made_with_the_tables
from models.base.search.index import SearchIndex
from models.base.search.passage import Frame, passage
from models.enquiries.enquiry import Enquiry
from models.enquiries.listing.term import NOTHING, Sought, quoted

COLUMNS = ("reference", "name", "email", "phone_digits", "message", "notes", "name_keys")
WHO = "{reference name email phone_digits name_keys}"
INDEX = SearchIndex("enquiry_search", COLUMNS, labels="CACCDDB", content="enquiry")
rowid = INDEX.rowid
_NAMES = ", ".join(COLUMNS)


@made_with_the_tables
def _index(sql: Sql) -> Iterable[str]:
    yield from INDEX.tables(sql)
    yield INDEX.vocabulary(sql, "enquiry_term", "instance")


def _step(sql: Sql, row: str) -> str:
    is_old, values = row == "OLD", ", ".join(f"{row}.{name}" for name in COLUMNS)
    if sql.is_postgresql and is_old:
        return "DELETE FROM enquiry_search WHERE rowid = OLD.id; "
    if sql.is_postgresql:
        return f"INSERT INTO enquiry_search VALUES (NEW.id, {INDEX.vector(row)}); "  # noqa: S608  made of names in this file: no value is put into it
    command, first = ("enquiry_search, ", "'delete', ") if is_old else ("", "")
    return (
        f"INSERT INTO enquiry_search ({command}rowid, {_NAMES}) "  # noqa: S608  made of names in this file: no value is put into it
        f"VALUES ({first}{row}.id, {values}); "
    )


keep("enquiry_search", _step, beside="enquiry", of=_NAMES)

MOST_NEAR = 1_000
"""Near spellings that make a list longer than this are left out when there are exact ones."""


def matching_either(sought: Sought) -> Select[int]:
    """Exact matches and near spellings; exact ones alone when both would be too many."""
    if sought.near == sought.exact:
        return matching(sought.exact)
    both = matching(sought.near).limit(MOST_NEAR + 1).subquery()
    are_many = select(func.count()).select_from(both).scalar_subquery() > MOST_NEAR
    is_exact = matching(sought.exact).limit(1).exists()
    asked = case((is_exact & are_many, INDEX.asked(sought.exact)), else_=INDEX.asked(sought.near))
    return matching(asked)


def matching(words: str | ColumnElement[str]) -> Select[int]:
    """Numbers of the enquiries that `words_to_find` asks for."""
    return select(rowid).select_from(INDEX.table).where(INDEX.matches(words))


def matching_who(words: str) -> Select[int]:
    """Those among them whose name, contact or reference has all the words."""
    return matching(NOTHING if words == NOTHING else f"{WHO} : ({words})")


_PLACES = {
    "name": "",
    "message": "Message: ",
    "notes": "Note: ",
    "email": "Email: ",
    "phone_digits": "Phone: ",
    "reference": "Reference: ",
}
_FRAME = Frame("‹", "›", "…", 8)
_FOUND = text(
    "SELECT rowid, "  # noqa: S608  made of names in this file: no value is put into it
    + ", ".join(
        f"snippet(enquiry_search, {COLUMNS.index(name)}, '‹', '›', '…', 8)" for name in _PLACES
    )
    + " FROM enquiry_search WHERE enquiry_search MATCH :words AND rowid IN :ids"
).bindparams(bindparam("ids", expanding=True))


def where_found(session: Session, words: str, ids: Sequence[int]) -> dict[int, str]:
    """Where each was found, with the words around it and the hit in ‹ ›; by id.

    Somebody who was found by the name alone needs no words.
    """
    if settings.on_sqlite():
        found: Iterable[Sequence[Any]] = session.execute(_FOUND, {"words": words, "ids": list(ids)})
    else:
        found = _passages(session, words, ids)
    return {number: _first_hit(snippets) for number, *snippets in found}


def _passages(session: Session, words: str, ids: Sequence[int]) -> Iterator[Sequence[Any]]:
    columns = [getattr(Enquiry, name) for name in _PLACES]
    for number, *texts in session.execute(select(Enquiry.id, *columns).where(Enquiry.id.in_(ids))):
        told = zip(_PLACES, texts, strict=True)
        yield number, *(passage({name: text}, words, _FRAME) for name, text in told)


def _first_hit(snippets: Sequence[str]) -> str:
    hits = [
        place + " ".join(snippet.split())
        for place, snippet in zip(_PLACES.values(), snippets, strict=True)
        if "‹" in snippet and "›" in snippet
    ]
    return next((hit for hit in hits if hit.startswith(tuple(_PLACES.values())[1:])), "")


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

    FTS5 reads those in order and stops early; a long beginning it would first collect whole.
    PostgreSQL reads beginnings of any length as they are.
    """
    unfinished = _UNFINISHED.search(sought.exact)
    if unfinished is None or not settings.on_sqlite():
        return sought
    beginning = unfinished[1].lower()
    asked = {"beginning": beginning, "beyond": beginning + "\U0010ffff", "most": MOST_ENDINGS + 2}
    endings = session.scalars(_ENDINGS, asked).all()
    if not endings or len(endings) > MOST_ENDINGS:
        return sought
    either = " OR ".join(map(quoted, endings))
    begins = f'"{unfinished[1]}" *'
    return Sought(*(f"({either})".join(words.rsplit(begins, 1)) for words in sought))
