"""Finding articles by any word of their newest text: the index, kept by triggers. SQLite's own."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    DDL,
    ColumnClause,
    ColumnElement,
    Float,
    Integer,
    Select,
    case,
    column,
    event,
    func,
    literal_column,
    select,
    table,
)

from models.articles.article import Section, SectionKind
from models.base.table import Base
from models.comments.search import said_beside

COLUMNS = ("heading", "body", "alt", "caption", "button_label")
WEIGHTS = (8, 1, 2, 2, 2)
_NAMES = ", ".join(COLUMNS)


def _afresh(section: str) -> str:
    """Its newest revision in place of what the index held; nothing for a deleted section."""
    return (
        f"DELETE FROM article_search WHERE rowid = {section}; "  # noqa: S608  made of names in this file: no value is put into it
        f"INSERT INTO article_search (rowid, {_NAMES}) "
        f"SELECT section.id, {', '.join(f'revision.{name}' for name in COLUMNS)} "
        "FROM section JOIN revision ON revision.section_id = section.id "
        "AND revision.number = section.latest "
        f"WHERE section.id = {section} AND section.deleted_at IS NULL; "
    )


_IS_NEWEST = "({0}.number = (SELECT latest FROM section WHERE id = {0}.section_id))"
INDEXING = (
    (
        f"CREATE VIRTUAL TABLE article_search USING fts5({_NAMES}, "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    ),
    "INSERT INTO article_search (article_search, rank) VALUES ('secure-delete', 1)",
    (
        "INSERT INTO article_search (article_search, rank) VALUES "  # noqa: S608  made of names in this file: no value is put into it
        f"('rank', 'bm25({', '.join(map(str, WEIGHTS))})')"
    ),
    (
        "CREATE TRIGGER article_search_insert AFTER INSERT ON revision "
        f"WHEN {_IS_NEWEST.format('NEW')} BEGIN {_afresh('NEW.section_id')}END"
    ),
    (
        f"CREATE TRIGGER article_search_update AFTER UPDATE OF {_NAMES} ON revision "
        f"WHEN {_IS_NEWEST.format('NEW')} BEGIN {_afresh('NEW.section_id')}END"
    ),
    (
        "CREATE TRIGGER article_search_delete AFTER DELETE ON revision "
        f"WHEN {_IS_NEWEST.format('OLD')} BEGIN {_afresh('OLD.section_id')}END"
    ),
    (
        "CREATE TRIGGER article_search_section AFTER UPDATE OF latest, deleted_at ON section "
        f"BEGIN {_afresh('NEW.id')}END"
    ),
    (
        "CREATE TRIGGER article_search_section_delete AFTER DELETE ON section "
        "BEGIN DELETE FROM article_search WHERE rowid = OLD.id; END"
    ),
    "CREATE VIRTUAL TABLE article_word USING fts5vocab(article_search, 'row')",
)
for _statement in INDEXING:
    _ddl = DDL(_statement).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    event.listen(Base.metadata, "after_create", _ddl)

WORDS_LOOKED_FOR = 12
MARK, END_OF_MARK = "\x02", "\x03"
WORDS_AROUND = 24
TITLE_FIRST, TITLE_LAST = 3.0, 1_000_000.0
_ASKED = re.compile(r'"([^"]+)"|([^\s"]+)')

rowid: ColumnClause[int] = column("rowid", Integer)
_rank: ColumnClause[float] = column("rank", Float)
_index = table("article_search", rowid, _rank)
_itself: ColumnElement[Any] = literal_column("article_search")


def search_words(term: str) -> list[str]:
    """What FTS5 shall look for: “phrases” to the letter, and words that may go on.

    A lone letter at the end is not looked for until it grows.
    """
    term = term.encode("utf-8", "ignore").decode().translate({0: " ", 0x201C: '"', 0x201D: '"'})
    typed = [
        (phrase, word)
        for phrase, word in _ASKED.findall(term)
        if any(map(str.isalnum, phrase or word))
    ]
    if len(typed) > 1 and len(typed[-1][1]) == 1:
        typed.pop()
    asked = [f'"{phrase or word}"' + (" *" if len(word) > 1 else "") for phrase, word in typed]
    return asked[:WORDS_LOOKED_FOR]


def words_about_as_long(typed: str) -> Select[str]:
    """Those of all newest texts that may be one slip from this one, in plain small letters."""
    term: ColumnClause[str] = column("term")
    lengths = func.length(term).between(len(typed) - 1, len(typed) + 1)
    return select(term).select_from(table("article_word", term)).where(lengths)


def any_of(words: Sequence[str]) -> str:
    return " OR ".join(words)


def articles_saying(word: str) -> Select[int]:
    """Ids of the articles of which a section, or a comment beside it, has this word."""
    texts = (
        select(Section.article_id)
        .select_from(_index)
        .join(Section, Section.id == rowid)
        .where(_itself.op("MATCH")(word))
    )
    remarks = said_beside(word).subquery()
    talk = select(Section.article_id).join(remarks, remarks.c.section_id == Section.id)
    return texts.union_all(talk)  # type: ignore[return-value]  # a union of selects is executed like one


def best_by_article(words: Sequence[str]) -> Select[int, int, float, float]:
    """Article, its section to quote from, and how well it fits as a whole, lowest first.

    A title counts most, but shows itself: what is quoted is a text, if one has the words.
    """
    texts = (
        select(rowid.label("section_id"), _rank.label("score"))
        .select_from(_index)
        .where(_itself.op("MATCH")(any_of(words)))
    )
    scored = texts.union_all(said_beside(any_of(words))).cte("scored", nesting=True)
    is_title = Section.kind == SectionKind.HEADER
    weighed = scored.c.score * case((is_title, TITLE_FIRST), else_=1.0)
    quotable = scored.c.score + case((is_title, TITLE_LAST), else_=0.0)
    return (
        select(
            Section.article_id,
            Section.id.label("section_id"),  # of the row that has the minimum, says SQLite
            func.min(quotable).label("quotable"),
            func.sum(weighed).label("best"),
        )
        .join_from(scored, Section, Section.id == scored.c.section_id)
        .group_by(Section.article_id)
    )


def passages_with(words: Sequence[str], section_ids: Collection[int]) -> Select[int, str]:
    """Section id and the words around the hit, which stands between MARK signs."""
    around = func.snippet(_itself, -1, MARK, END_OF_MARK, " … ", WORDS_AROUND)
    return (
        select(rowid, around)
        .select_from(_index)
        # One pass over the hits: without the sum, SQLite would ask the index anew for each number.
        .where(_itself.op("MATCH")(any_of(words)), (rowid + 0).in_(section_ids))
    )
