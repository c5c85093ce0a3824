"""An index of words: FTS5 in SQLite; in PostgreSQL a table of vectors that finds the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Float,
    Integer,
    String,
    column,
    literal,
    literal_column,
    table,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator

from models.base.kept import Sql, made_with_the_tables
from models.base.search.asked import LONGEST_WORD, tsquery


@made_with_the_tables
def _words(sql: Sql) -> Iterable[str]:
    """Places begin at 2, so that no phrase goes on from one column into the next.

    In PL/pgSQL, which remembers its plan: a function in SQL would be planned for every row.
    """
    if sql.is_postgresql:
        plain = r"regexp_replace(normalize(lower(told COLLATE u), NFD), '[\u0300-\u036f]', '', 'g')"
        found = rf"normalize({plain}, NFC) COLLATE u, '[[:alnum:]\ue000-\uf8ff]+', 'g'"
        begins = "CREATE FUNCTION copydesk_words(told text, label text) RETURNS tsvector"
        word = f"left(word[1], {LONGEST_WORD}) || ':' || least(place + 1, 16383) || label"
        words = f"coalesce(string_agg({word}, ' '), '')::tsvector"
        selected = f"SELECT {words} FROM regexp_matches({found}) WITH ORDINALITY f (word, place)"  # noqa: S608  made of names in this file: no value is put into it
        body = f"BEGIN RETURN CASE told WHEN '' THEN '' ELSE ({selected}) END; END"
        made = f"{begins} LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$ {body} $$"
        yield made.replace("COLLATE u", 'COLLATE "und-x-icu"')


@dataclass(eq=False)
class SearchIndex:
    """`labels` has a letter for each column: PostgreSQL tells them apart by A to D.

    Of an index that keeps no text of its own, `content` is the table that has it.
    """

    name: str
    columns: tuple[str, ...]
    labels: str
    content: str = ""
    weights: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self.itself: ColumnElement[Any] = literal_column(self.name)
        self.rowid: ColumnClause[int] = column("rowid", Integer)
        self.table = table(self.name, self.rowid)

    def tables(self, sql: Sql) -> Iterable[str]:
        if sql.is_postgresql:
            yield f"CREATE TABLE {self.name} (rowid integer PRIMARY KEY, words tsvector NOT NULL)"
            yield f"CREATE INDEX ix_{self.name}_words ON {self.name} USING gin (words)"
            return
        content = f"content='{self.content}', content_rowid='id', " if self.content else ""
        yield (
            f"CREATE VIRTUAL TABLE {self.name} USING fts5({', '.join(self.columns)}, {content}"
            "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )
        settings = {"secure-delete": "1"}
        if self.weights:
            settings["rank"] = f"'bm25({', '.join(map(str, self.weights))})'"
        for name, value in settings.items():
            yield f"INSERT INTO {self.name} ({self.name}, rank) VALUES ('{name}', {value})"  # noqa: S608  made of names in this file: no value is put into it

    def vocabulary(self, sql: Sql, name: str, kind: str) -> str:
        """All `term`s of it, with what FTS5 tells of them by this kind of list."""
        if not sql.is_postgresql:
            return f"CREATE VIRTUAL TABLE {name} USING fts5vocab({self.name}, '{kind}')"
        words = f"SELECT word AS term FROM ts_stat('SELECT words FROM {self.name}')"  # noqa: S608  made of names in this file: no value is put into it
        return f"CREATE VIEW {name} AS {words}"

    def vector(self, row: str) -> str:
        """All words of a row, as PostgreSQL keeps them."""
        labelled = zip(self.columns, self.labels, strict=True)
        return " || ".join(f"copydesk_words({row}.{name}, '{label}')" for name, label in labelled)

    def matches(self, words: str | ColumnElement[str]) -> ColumnElement[bool]:
        return _Matches(self.itself, self._asked(words))

    def rank(self, words: str) -> ColumnElement[float]:
        """How well a row fits, the best lowest."""
        return _Rank(self.itself, self._asked(words), literal_column(f"'{self._weights()}'"))

    def asked(self, words: str) -> ColumnElement[str]:
        """What is looked for, for a choice that the database makes."""
        return literal(words, _Words(self))

    def _asked(self, words: str | ColumnElement[str]) -> ColumnElement[str]:
        return self.asked(words) if isinstance(words, str) else words

    def _weights(self) -> str:
        """From D to A, the heaviest being 1."""
        most = max(self.weights, default=1)
        by_label = dict(zip(self.labels, self.weights or (most,) * len(self.labels), strict=True))
        return f"{{{', '.join(str(by_label.get(label, most) / most) for label in 'DCBA')}}}"


class _Words(TypeDecorator[str]):
    impl = String
    cache_ok = True

    def __init__(self, index: SearchIndex) -> None:
        super().__init__()
        self.index = index

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or dialect.name != "postgresql":
            return value
        return tsquery(value, dict(zip(self.index.columns, self.index.labels, strict=True)))


class _Matches(FunctionElement[bool]):
    name = "matches"
    type = NullType()  # type: ignore[assignment]  # of a Boolean SQLite would be asked whether it is 1
    inherit_cache = True


class _Rank(FunctionElement[float]):
    name = "rank"
    type = Float()
    inherit_cache = True


@compiles(_Matches)
def _fts5_match(element: _Matches, compiler: Any, **how: Any) -> str:
    index, words = element.clauses
    return f"{compiler.process(index, **how)} MATCH {compiler.process(words, **how)}"


@compiles(_Matches, "postgresql")
def _vector_match(element: _Matches, compiler: Any, **how: Any) -> str:
    index, words = element.clauses
    asked = f"CAST({compiler.process(words, **how)} AS tsquery)"
    return f"{compiler.process(index, **how)}.words @@ {asked}"


@compiles(_Rank)
def _fts5_rank(element: _Rank, compiler: Any, **how: Any) -> str:
    index, _words, _weights = element.clauses
    return f"{compiler.process(index, **how)}.rank"


@compiles(_Rank, "postgresql")
def _vector_rank(element: _Rank, compiler: Any, **how: Any) -> str:
    index, words, weights = (compiler.process(each, **how) for each in element.clauses)
    return f"(-ts_rank({weights}, {index}.words, CAST({words} AS tsquery)))"
