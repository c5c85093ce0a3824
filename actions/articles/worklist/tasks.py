"""What articles need from a person today: one row a thing, with who, why, and the place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.articles.article import Article


class TaskKind(StrEnum):
    """In the order in which they come."""

    NOT_PUBLISHED = "not published"
    PUBLISHED_LATE = "published late"
    SENT_BACK = "sent back"
    MENDED = "mended"
    REVIEW = "review"
    LOOK = "look"
    READY = "ready"
    DUE = "due"
    UNSAVED = "unsaved"
    WAITING = "waiting"
    CHANGED = "changed"
    DRAFT = "draft"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Task:
    """`who` is a name and `why` somebody's own words, `part` a section's name; each may be empty.

    `at` is since when, or when it is due; `day` by which day. `is_mine`: asked of this very person.
    """

    kind: TaskKind
    article_id: int
    slug: str
    title: str
    section_id: int | None = None
    part: str = ""
    who: str = ""
    why: str = ""
    at: datetime | None = None
    day: date | None = None
    is_mine: bool = False


STATES = {TaskKind.READY, TaskKind.WAITING, TaskKind.CHANGED, TaskKind.DRAFT}
"""They say how a whole article stands: nothing new where a row about it stands already."""


def task(kind: TaskKind, article: Article, **more: object) -> Task:
    return Task(kind, article.id, article.slug, article.title, **more)  # type: ignore[arg-type]  # the fields of Task, checked where it is made


def each_once(tasks: Iterable[Task]) -> Iterator[Task]:
    """In order; an article that has a row is not said to be a draft besides."""
    told: set[int] = set()
    for each in tasks:
        if each.kind not in STATES or each.article_id not in told:
            yield each
        if each.kind is not TaskKind.AHEAD:
            told.add(each.article_id)
