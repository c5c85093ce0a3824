"""What somebody asked to see of the articles, in a form that fits in a web address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from models.articles.article import ArticleState
from models.articles.list import IN_USE
from models.library.article_search import search_words

LONGEST_TERM = 200
ALL = "All"
IN_REVIEW = "In review"
TABS: dict[str, frozenset[ArticleState]] = {
    ALL: IN_USE,
    "Drafts": frozenset({ArticleState.DRAFT}),
    IN_REVIEW: IN_USE,
    "Published": frozenset({ArticleState.PUBLISHED}),
    "Withdrawn": frozenset({ArticleState.WITHDRAWN}),
    "Trash": frozenset({ArticleState.TRASH}),
}


class ArticleSort(StrEnum):
    BEST = "best"
    CHANGED = "changed"
    OLDEST = "oldest"
    PUBLISHED = "published"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """`tab` is one of TABS; `author` a byline or a colleague's name."""

    tab: str = ALL
    term: str = ""
    author: str = ""
    tag: str = ""
    sort: ArticleSort | None = None

    @property
    def words(self) -> list[str]:
        return search_words(self.term)

    @property
    def order(self) -> ArticleSort:
        """As chosen; best match first belongs to a search."""
        if self.sort is None or (self.sort is ArticleSort.BEST and not self.term):
            return self.usual_order
        return self.sort

    @property
    def usual_order(self) -> ArticleSort:
        """Where nobody chose one."""
        return ArticleSort.BEST if self.term else ArticleSort.CHANGED

    @property
    def is_narrowed(self) -> bool:
        return replace(self, tab=ALL, sort=None) != ArticleFilter()

    @classmethod
    def from_query(cls, given: Mapping[str, str]) -> "ArticleFilter":
        """Whatever the address says that we understand."""
        tab, sort = given.get("state", ""), given.get("sort", "")
        return cls(
            tab=tab if tab in TABS else ALL,
            term=" ".join(given.get("q", "")[:LONGEST_TERM].split()),
            author=given.get("author", ""),
            tag=given.get("tag", ""),
            sort=ArticleSort(sort) if sort in set(ArticleSort) else None,
        )

    def to_query(self) -> dict[str, str]:
        """The same as address parameters, without those that say nothing."""
        said = {
            "state": "" if self.tab == ALL else self.tab,
            "q": self.term,
            "author": self.author,
            "tag": self.tag,
            "sort": self.sort or "",
        }
        return {name: str(value) for name, value in said.items() if value}
