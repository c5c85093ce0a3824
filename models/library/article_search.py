"""Finding articles by any word of their newest text: the index, kept by triggers."""

import re
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnClause, Select, case, column, func, select, table
from sqlalchemy.orm import Session

import settings
from models.articles.article import Revision, Section, SectionKind
from models.base.functions import of_the_least
from models.base.kept import Sql, Trigger, made_with_the_tables
from models.base.search.index import SearchIndex
from models.base.search.passage import Frame, passage
from models.comments.search import said_beside

COLUMNS = ("heading", "body", "alt", "caption", "button_label")
WEIGHTS = (8, 1, 2, 2, 2)
INDEX = SearchIndex("article_search", COLUMNS, labels="ADCCC", weights=WEIGHTS)
rowid = INDEX.rowid
_NAMES = ", ".join(COLUMNS)
_IS_NEWEST = "({0}.number = (SELECT latest FROM section WHERE id = {0}.section_id))"


@made_with_the_tables
def _index(sql: Sql) -> Iterable[str | Trigger]:
    yield from INDEX.tables(sql)
    for happening, row in (("INSERT", "NEW"), (f"UPDATE OF {_NAMES}", "NEW"), ("DELETE", "OLD")):
        name = f"article_search_{happening.split()[0].lower()}"
        when, steps = _IS_NEWEST.format(row), _afresh(sql, f"{row}.section_id")
        yield Trigger(name, f"AFTER {happening}", "revision", steps, when)
    happening, afresh = "AFTER UPDATE OF latest, deleted_at", _afresh(sql, "NEW.id")
    yield Trigger("article_search_section", happening, "section", afresh)
    deleting = "DELETE FROM article_search WHERE rowid = OLD.id; "
    yield Trigger("article_search_section_delete", "AFTER DELETE", "section", deleting)
    yield INDEX.vocabulary(sql, "article_word", "row")


def _afresh(sql: Sql, section: str) -> str:
    """Its newest revision in place of what the index held; nothing for a deleted section."""
    names, values = _NAMES, ", ".join(f"revision.{name}" for name in COLUMNS)
    if sql.is_postgresql:
        names, values = "words", INDEX.vector("revision")
    return (
        f"DELETE FROM article_search WHERE rowid = {section}; "  # noqa: S608  made of names in this file: no value is put into it
        f"INSERT INTO article_search (rowid, {names}) "
        f"SELECT section.id, {values} "
        "FROM section JOIN revision ON revision.section_id = section.id "
        "AND revision.number = section.latest "
        f"WHERE section.id = {section} AND section.deleted_at IS NULL; "
    )


WORDS_LOOKED_FOR = 12
MARK, END_OF_MARK = "\x02", "\x03"
FRAME = Frame(MARK, END_OF_MARK, " … ", 24)
TITLE_FIRST, TITLE_LAST = 3.0, 1_000_000.0
_ASKED = re.compile(r'"([^"]+)"|([^\s"]+)')


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
        .select_from(INDEX.table)
        .join(Section, Section.id == rowid)
        .where(INDEX.matches(word))
    )
    remarks = said_beside(word).subquery()
    talk = select(Section.article_id).join(remarks, remarks.c.section_id == Section.id)
    return texts.union_all(talk)  # type: ignore[return-value]  # a union of selects is executed like one


def best_by_article(words: Sequence[str]) -> Select[int, int, float, float]:
    """Article, its section to quote from, and how well it fits as a whole, lowest first.

    A title counts most, but shows itself: what is quoted is a text, if one has the words.
    """
    texts = (
        select(rowid.label("section_id"), INDEX.rank(any_of(words)).label("score"))
        .select_from(INDEX.table)
        .where(INDEX.matches(any_of(words)))
    )
    scored = texts.union_all(said_beside(any_of(words))).cte("scored", nesting=True)
    is_title = Section.kind == SectionKind.HEADER
    weighed = scored.c.score * case((is_title, TITLE_FIRST), else_=1.0)
    quotable = scored.c.score + case((is_title, TITLE_LAST), else_=0.0)
    return (
        select(
            Section.article_id,
            of_the_least(Section.id, quotable).label("section_id"),
            func.min(quotable).label("quotable"),
            func.sum(weighed).label("best"),
        )
        .join_from(scored, Section, Section.id == scored.c.section_id)
        .group_by(Section.article_id)
    )


def passages_with(
    session: Session, words: Sequence[str], section_ids: Collection[int]
) -> dict[int, str]:
    """By section, the words around the hit, which stands between MARK signs."""
    if not settings.on_sqlite():
        return _passages(session, any_of(words), section_ids)
    around = func.snippet(INDEX.itself, -1, *FRAME)
    found = (
        select(rowid, around)
        .select_from(INDEX.table)
        # One pass over the hits: without the sum, SQLite would ask the index anew for each number.
        .where(INDEX.matches(any_of(words)), (rowid + 0).in_(section_ids))
    )
    return dict(session.execute(found).all())


def _passages(session: Session, asked: str, section_ids: Collection[int]) -> dict[int, str]:
    texts = [getattr(Revision, name) for name in COLUMNS]
    rows = session.execute(
        select(rowid, *texts)
        .select_from(INDEX.table)
        .join(Section, Section.id == rowid)
        .join(Section.draft)
        .where(INDEX.matches(asked), rowid.in_(section_ids))
    )
    return {
        number: passage(dict(zip(COLUMNS, told, strict=True)), asked, FRAME)
        for number, *told in rows
    }
