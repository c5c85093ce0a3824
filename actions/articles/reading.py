"""Looking at the list of articles: a page of what a filter lets through, with what was found."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row
from sqlalchemy.orm import Session

from actions.articles.results import Tally, results_of_each
from models.articles.article import Article, ArticleState
from models.articles.list import titles_of
from models.articles.tag import article_tags_in_use, tags_of_each
from models.comments.search import remarks_with
from models.library.article_filter import ArticleFilter
from models.library.article_found import (
    PER_PAGE,
    articles_with_author,
    authors_in_use,
    count_found,
    found,
)
from models.library.article_search import END_OF_MARK, FRAME, MARK, any_of, passages_with
from models.reviews.list import review_standings
from models.reviews.review import ReviewState
from models.staff.member import Actor, Permission

FARTHEST = 100_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one section around what was looked for, which stands between MARK signs."""

    section_id: int
    text: str
    is_remark: bool = False

    @property
    def words(self) -> str:
        return self.text.replace(MARK, "").replace(END_OF_MARK, "")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the list shows of one article; `author` is its byline, or else the colleague's name."""

    id: int
    slug: str
    title: str
    state: ArticleState
    author: str
    updated_at: datetime
    is_changed_since: bool
    review: ReviewState
    is_approved: bool
    tags: list[str]
    passage: Passage | None
    results: Tally


@dataclass(frozen=True, slots=True)
class ArticlePage:
    rows: list[ArticleRow] = field(default_factory=list)
    total: int = 0
    number: int = 1

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def list_articles(
    session: Session, chosen: ArticleFilter, number: int = 1, *, by: Actor
) -> ArticlePage:
    """The page `number`, or the last one there is. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    number = min(max(1, number), FARTHEST)
    rows = _on_page(session, chosen, number)
    if not rows and number > 1:
        total = session.scalars(count_found(chosen)).one()
        number = max(1, -(-total // PER_PAGE))
        rows = _on_page(session, chosen, number)
    total = rows[0][2] if rows else 0
    sections = {article: section for article, section, _ in rows}
    return ArticlePage(_rows(session, chosen, sections, by), total, number)


def article_choices(session: Session, *, by: Actor) -> tuple[Sequence[str], dict[str, int]]:
    """Authors by name, and tags with how many articles have each. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    tags = session.execute(article_tags_in_use()).all()
    return session.scalars(authors_in_use()).all(), dict(tags)


def titles_of_articles(session: Session, ids: Collection[int], *, by: Actor) -> Sequence[str]:
    """A–Z. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return session.scalars(titles_of(ids)).all()


def _on_page(
    session: Session, chosen: ArticleFilter, number: int
) -> Sequence[Row[int, int | None, int]]:
    return session.execute(found(chosen).limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()


def _rows(
    session: Session, chosen: ArticleFilter, sections: dict[int, int | None], by: Actor
) -> list[ArticleRow]:
    if not sections:
        return []
    articles = {each.id: each for each in session.scalars(articles_with_author(sections))}
    passages = _passages(session, chosen, [each for each in sections.values() if each])
    results = results_of_each(session, sections, by=by)
    tags = defaultdict(list)
    for article_id, tag in session.execute(tags_of_each(sections)):
        tags[article_id].append(tag)
    reviews = review_standings(session, list(sections))
    return [
        _row(
            articles[number],
            tags[number],
            passages.get(section or 0),
            reviews.get(number),
            results.get(number, Tally()),
        )
        for number, section in sections.items()
    ]


def _row(
    article: Article,
    tags: list[str],
    passage: Passage | None,
    review: tuple[ReviewState, bool] | None,
    results: Tally,
) -> ArticleRow:
    state, is_approved = review or (ReviewState.NONE, False)
    colleague = article.author.full_name if article.author else ""
    is_public = article.state is ArticleState.PUBLISHED
    published_at = article.published_at or article.updated_at
    return ArticleRow(
        id=article.id,
        slug=article.slug,
        title=article.title,
        state=article.state,
        author=article.byline or colleague,
        updated_at=article.updated_at,
        is_changed_since=is_public and article.updated_at > published_at,
        review=state,
        is_approved=is_approved,
        tags=tags,
        results=results,
        passage=passage if passage and passage.words != article.title else None,
    )


def _passages(session: Session, chosen: ArticleFilter, sections: list[int]) -> dict[int, Passage]:
    """Of the text, and where it does not have the words, of a comment beside it."""
    if not sections:
        return {}
    found = passages_with(session, chosen.words, sections)
    passages = {number: Passage(number, text) for number, text in found.items()}
    if rest := [each for each in sections if each not in passages]:
        for number, text in remarks_with(session, any_of(chosen.words), rest, FRAME):
            passages.setdefault(number, Passage(number, text, is_remark=True))
    return passages
