"""Searching 10,000 sections, against the same search by SQLite alone."""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import insert

import settings
from actions.articles.reading import list_articles
from models.articles.article import Article, Revision, Section, SectionKind
from models.base import database, schema
from models.base.database import reading, writing
from models.base.dialects.sqlite import sqlite_driver
from models.library.article_filter import ArticleFilter, ArticleSort
from models.staff.member import OPERATOR

ARTICLES, SECTIONS, WORDS = 1_000, 10, 220
ROUNDS = 15
RAW = (
    "SELECT section.article_id, snippet(article_search, -1, '', '', '', 24) FROM article_search "
    "JOIN section ON section.id = article_search.rowid "
    "WHERE article_search MATCH ? ORDER BY rank LIMIT 25"
)
LOOKS = {
    "one rare word": ("zyzzyva", '"zyzzyva" *'),
    "one common word": ("sleep", '"sleep" *'),
    "three common words": ("sleep knee pain", '"sleep" * OR "knee" * OR "pain" *'),
    "one letter": ("s", '"s" *'),
    "a phrase": ('"knee pain"', '"knee pain"'),
}
COMMON = ("sleep", "knee", "pain", "rest", "walk", "doctor", "plan", "week", "night", "the")


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        fill(Path(folder) / "copydesk.sqlite")
        print(f"{'':28} {'list':>10} {'SQLite':>10}   ratio")
        for what, (term, words) in LOOKS.items():
            ours = _milliseconds(lambda t=term: _look(ArticleFilter(term=t)))  # type: ignore[misc]  # mypy does not infer a lambda's default
            raw = _milliseconds(lambda w=words: _raw(w))  # type: ignore[misc]  # mypy does not infer a lambda's default
            print(f"{what:28} {ours:7.1f} ms {raw:7.1f} ms   {ours / raw:5.2f}")
        for sort in (ArticleSort.CHANGED, ArticleSort.TITLE):
            ours = _milliseconds(lambda s=sort: _look(ArticleFilter(term="sleep", sort=s)))  # type: ignore[misc]  # mypy does not infer a lambda's default
            print(f"{f'one common word, by {sort}':28} {ours:7.1f} ms")
        print(f"{'no search':28} {_milliseconds(lambda: _look(ArticleFilter())):7.1f} ms")
        database.engine().dispose()


def fill(file: Path) -> None:
    settings.DATABASE_URL = f"sqlite:///{file}"
    database.engine.cache_clear()
    schema.migrate()
    rng = Random(1)  # noqa: S311  made-up people are no secret
    rare = [
        "".join(rng.choices("abcdefghijklmnoprstuvw", k=rng.randint(4, 9))) for _ in range(8000)
    ]
    with writing() as session:
        for number in range(1, ARTICLES + 1):
            title = " ".join(rng.choices(rare, k=4))
            session.execute(insert(Article), [{"id": number, "slug": f"a{number}", "title": title}])
            for place in range(SECTIONS):
                _section(session, number, place, rng, rare)


def _section(session: Any, article: int, place: int, rng: Random, rare: list[str]) -> None:
    number = (article - 1) * SECTIONS + place + 1
    kind = SectionKind.TEXT if place else SectionKind.HEADER
    body = " ".join([*rng.choices(rare, k=WORDS), *rng.choices(COMMON, k=WORDS // 4)])
    if number % 2_000 == 0:
        body += " zyzzyva"
    section = {"id": number, "article_id": article, "position": place, "kind": kind}
    session.execute(insert(Section), [section])
    text = {"section_id": number, "number": 1, "heading": " ".join(rng.choices(rare, k=4))}
    session.execute(insert(Revision), [text | {"body": body}])


def _look(chosen: ArticleFilter) -> Any:
    with reading() as session:
        return list_articles(session, chosen, by=OPERATOR)


def _raw(words: str) -> Any:
    with closing(sqlite_driver().connect(settings.database_file())) as connection:
        return connection.execute(RAW, [words]).fetchall()


def _milliseconds(act: Callable[[], Any]) -> float:
    act()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1_000)
    return median(times)
