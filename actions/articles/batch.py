"""One change for many articles: each done, or refused with the reason, and kept for an undo."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.articles.labels import tag_article, untag_article
from actions.articles.lifecycle import duplicate_article, restore_from_trash, trash_article
from actions.articles.publishing import withdraw_article
from actions.staff.taking_back import keep_change
from models.articles.article import Article, ArticleState
from models.base.refusal import Refused
from models.staff.change_batch import ChangeKind
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
    outcomes = each_article(session, ids, lambda number: tag_article(session, number, tag, by=by))
    return _kept(session, "tag", outcomes, by, tag)


def untag_each(
    session: Session, ids: Iterable[int], tag: str, *, by: Actor
) -> list[ArticleOutcome]:
    by.must(Permission.EDIT_ARTICLES)
    outcomes = each_article(session, ids, lambda number: untag_article(session, number, tag, by=by))
    return _kept(session, "untag", outcomes, by, tag)


def duplicate_each(session: Session, ids: Iterable[int], *, by: Actor) -> list[ArticleOutcome]:
    """Each copy is a draft at an address of its own."""
    by.must(Permission.EDIT_ARTICLES)
    outcomes = each_article(
        session, ids, lambda number: duplicate_article(session, number, by=by).id
    )
    return _kept(session, "duplicate", outcomes, by)


def trash_each(session: Session, ids: Iterable[int], *, by: Actor) -> list[ArticleOutcome]:
    by.must(Permission.EDIT_ARTICLES)
    outcomes = each_article(session, ids, lambda number: trash_article(session, number, by=by))
    return _kept(session, "trash", outcomes, by)


def withdraw_each(session: Session, ids: Iterable[int], *, by: Actor) -> list[ArticleOutcome]:
    """What is not public stays as it is."""
    by.must(Permission.PUBLISH_ARTICLES)
    outcomes = each_article(session, ids, lambda number: _withdrawn(session, number, by))
    return _kept(session, "withdraw", outcomes, by)


def restore_each(session: Session, ids: Iterable[int], *, by: Actor) -> list[ArticleOutcome]:
    """Out of the trash; what was public comes back withdrawn."""
    by.must(Permission.EDIT_ARTICLES)
    outcomes = each_article(session, ids, lambda number: _restored(session, number, by))
    return _kept(session, "restore", outcomes, by)


def _withdrawn(session: Session, article_id: int, by: Actor) -> bool:
    article = session.get(Article, article_id)
    was_public = article is not None and article.state is ArticleState.PUBLISHED
    withdraw_article(session, article_id, by=by)
    return was_public


def _restored(session: Session, article_id: int, by: Actor) -> bool:
    article = session.get(Article, article_id)
    was_in_trash = article is not None and article.state is ArticleState.TRASH
    restore_from_trash(session, article_id, by=by)
    return was_in_trash


def _kept(
    session: Session, gesture: str, outcomes: list[ArticleOutcome], by: Actor, tag: str = ""
) -> list[ArticleOutcome]:
    """So that those which it changed can become what they were."""
    done = [each for each in outcomes if not each.refused]
    if changed := [[e.article_id, e.live_number, e.copy_id] for e in done if e.is_changed]:
        told = {
            "gesture": gesture,
            "tag": tag,
            "changed": changed,
            "same": len(done) - len(changed),
        }
        keep_change(session, ChangeKind.ARTICLES, Permission.EDIT_ARTICLES, told, by=by)
    return outcomes


def each_article(
    session: Session, ids: Iterable[int], act: Callable[[int], object]
) -> list[ArticleOutcome]:
    """What `act` did with each: it may say that it changed nothing, or which copy it made."""
    outcomes = []
    for article_id in dict.fromkeys(ids):
        article = session.get(Article, article_id)
        title = article.title if article else ""
        live = article.live_number if article else None
        try:
            done = act(article_id)
        except NotAllowed:
            outcomes.append(ArticleOutcome(article_id, title, PUBLIC))
        except Refused as refused:
            outcomes.append(ArticleOutcome(article_id, title, refused.words))
        else:
            copy_id = None if isinstance(done, bool) or not isinstance(done, int) else done
            changed = done is not False
            outcomes.append(ArticleOutcome(article_id, title, "", changed, live, copy_id))
    return outcomes
