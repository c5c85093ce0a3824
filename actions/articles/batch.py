"""One change for many articles: each done, or refused with the reason; and taking it back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.articles.labels import tag_article, untag_article
from actions.articles.lifecycle import duplicate_article, restore_from_trash, trash_article
from actions.articles.publishing import publish_again, withdraw_article
from actions.articles.refusals import ArticleGone
from models.articles.article import Article, ArticleState
from models.base.text import BadText
from models.staff.member import Actor, NotAllowed, Permission

PUBLIC = "It is public, and only those who publish take it away from readers."


@dataclass(frozen=True, slots=True)
class ArticleOutcome:
    """What became of one; `refused` is empty when it was done, `is_changed` false when it was so.

    `live_number` is the Version that readers saw before, `copy_id` the article that was made.
    """

    article_id: int
    title: str = ""
    refused: str = ""
    is_changed: bool = True
    live_number: int | None = None
    copy_id: int | None = None


def tag_each(session: Session, ids: Iterable[int], tag: str, *, by: Actor) -> list[ArticleOutcome]:
    """In the order given. Errors: BadText when it can be no tag."""
    by.must(Permission.EDIT_ARTICLES)
    return _each(session, ids, lambda number: tag_article(session, number, tag, by=by))


def untag_each(
    session: Session, ids: Iterable[int], tag: str, *, by: Actor
) -> list[ArticleOutcome]:
    by.must(Permission.EDIT_ARTICLES)
    return _each(session, ids, lambda number: untag_article(session, number, tag, by=by))


def duplicate_each(session: Session, ids: Iterable[int], *, by: Actor) -> list[ArticleOutcome]:
    """Each copy is a draft at an address of its own."""
    by.must(Permission.EDIT_ARTICLES)
    return _each(session, ids, lambda number: duplicate_article(session, number, by=by).id)


def trash_each(session: Session, ids: Iterable[int], *, by: Actor) -> list[ArticleOutcome]:
    by.must(Permission.EDIT_ARTICLES)
    return _each(session, ids, lambda number: trash_article(session, number, by=by))


def withdraw_each(session: Session, ids: Iterable[int], *, by: Actor) -> list[ArticleOutcome]:
    """What is not public stays as it is."""
    by.must(Permission.PUBLISH_ARTICLES)
    return _each(session, ids, lambda number: _withdrawn(session, number, by))


def restore_each(session: Session, ids: Iterable[int], *, by: Actor) -> list[ArticleOutcome]:
    """Out of the trash; what was public comes back withdrawn."""
    by.must(Permission.EDIT_ARTICLES)
    return _each(session, ids, lambda number: _restored(session, number, by))


def bring_back_each(
    session: Session, before: Iterable[ArticleOutcome], *, by: Actor
) -> list[ArticleOutcome]:
    """Undo of trash and withdrawal: as it was, public again with the very text it had."""
    by.must(Permission.EDIT_ARTICLES)
    live = {each.article_id: each.live_number for each in before}
    return _each(session, live, lambda number: _back(session, number, live[number], by))


def _withdrawn(session: Session, article_id: int, by: Actor) -> bool:
    article = session.get(Article, article_id)
    was_public = article is not None and article.state is ArticleState.PUBLISHED
    withdraw_article(session, article_id, by=by)
    return was_public


def _restored(session: Session, article_id: int, by: Actor) -> bool:
    article = session.get(Article, article_id)
    was_there = article is not None and article.state is ArticleState.TRASH
    restore_from_trash(session, article_id, by=by)
    return was_there


def _back(session: Session, article_id: int, live_number: int | None, by: Actor) -> None:
    restore_from_trash(session, article_id, by=by)
    if live_number is not None:
        publish_again(session, article_id, live_number, by=by)


def _each(
    session: Session, ids: Iterable[int], act: Callable[[int], object]
) -> list[ArticleOutcome]:
    outcomes = []
    for article_id in dict.fromkeys(ids):
        article = session.get(Article, article_id)
        title = article.title if article else ""
        live = article.live_number if article else None
        try:
            done = act(article_id)
        except NotAllowed:
            outcomes.append(ArticleOutcome(article_id, title, PUBLIC))
        except (ArticleGone, BadText) as refused:
            outcomes.append(ArticleOutcome(article_id, title, refused.words))
        else:
            copy_id = None if isinstance(done, bool) or not isinstance(done, int) else done
            changed = done is not False
            outcomes.append(ArticleOutcome(article_id, title, "", changed, live, copy_id))
    return outcomes
