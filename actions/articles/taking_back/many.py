"""Taking back what one did to many articles from the list, unless they went on since."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.articles.batch import ArticleOutcome, each_article
from actions.articles.labels import tag_article, untag_article
from actions.articles.lifecycle import restore_from_trash, trash_article
from actions.articles.publishing import publish_again
from actions.articles.refusals import ArticleGone
from actions.staff.taking_back import NotTakenBack, changed_by_others, standing_change
from models.articles.article import Article, ArticleState
from models.base.table import now
from models.staff.change_batch import ChangeBatch, ChangeKind, newest_undoable
from models.staff.member import Actor, Permission

WENT_ON = "It was changed since."
Back = Callable[[Session, Article, ChangeBatch, int | None, Actor], object]


@dataclass(frozen=True, slots=True)
class ArticlesOffer:
    """What this person did last from the list, to how many; `same` were so before."""

    batch_id: int
    gesture: str
    many: int
    same: int
    tag: str


def offered_articles_undo(session: Session, *, by: Actor) -> ArticlesOffer | None:
    """The last gesture of this person in the last hour that stands. Errors: NotAllowed."""
    by.must(Permission.EDIT_ARTICLES)
    batch = session.scalar(newest_undoable(ChangeKind.ARTICLES, by.id))
    if batch is None:
        return None
    kept = batch.kept
    return ArticlesOffer(batch.id, kept["gesture"], len(kept["changed"]), kept["same"], kept["tag"])


def take_back_articles(session: Session, batch_id: int, *, by: Actor) -> list[ArticleOutcome]:
    """Each becomes what it was; one that went on since is refused, and why.

    Errors: NotAllowed, NotTakenBack.
    """
    by.must(Permission.EDIT_ARTICLES)
    may = Permission.EDIT_ARTICLES
    batch = standing_change(session, batch_id, ChangeKind.ARTICLES, may, by=by)
    batch.taken_back_at = now()
    back, touching = TAKING_BACK[batch.kept["gesture"]]
    live = {copy_id or number: live for number, live, copy_id in batch.kept["changed"]}
    others = changed_by_others(session, batch, [f"article:{each}" for each in live], touching)

    def put_back(article_id: int) -> object:
        article = session.get(Article, article_id)
        if words := others.get(f"article:{article_id}"):
            raise NotTakenBack(words)
        if article is None:
            raise ArticleGone
        return back(session, article, batch, live[article_id], by)

    return each_article(session, live, put_back)


def _untagged(session: Session, article: Article, batch: ChangeBatch, _: object, by: Actor) -> bool:
    return untag_article(session, article.id, batch.kept["tag"], by=by)


def _tagged(session: Session, article: Article, batch: ChangeBatch, _: object, by: Actor) -> bool:
    return tag_article(session, article.id, batch.kept["tag"], by=by)


def _trashed(session: Session, article: Article, batch: ChangeBatch, _: object, by: Actor) -> None:
    """A copy, or what was taken out of the trash, when nothing was written in it since."""
    if article.state is ArticleState.TRASH or article.updated_at > batch.at:
        raise NotTakenBack(WENT_ON)
    trash_article(session, article.id, by=by)


def _brought_back(
    session: Session, article: Article, batch: ChangeBatch, live: int | None, by: Actor
) -> None:
    """Out of the trash, and public again with the very text that readers had."""
    is_trash = batch.kept["gesture"] == "trash"
    if article.state is not (ArticleState.TRASH if is_trash else ArticleState.WITHDRAWN):
        raise NotTakenBack(WENT_ON)
    if live is not None:
        by.must(Permission.PUBLISH_ARTICLES)
    restore_from_trash(session, article.id, by=by)
    if live is not None and publish_again(session, article.id, live, by=by) is None:
        raise NotTakenBack(WENT_ON)


_STATES = tuple(f"article.{each}" for each in ("trashed", "restored", "withdrawn", "published"))
TAKING_BACK: dict[str, tuple[Back, Sequence[str]]] = {
    "tag": (_untagged, ("article.tagged",)),
    "untag": (_tagged, ("article.tagged",)),
    "duplicate": (_trashed, ()),
    "trash": (_brought_back, _STATES),
    "withdraw": (_brought_back, _STATES),
    "restore": (_trashed, ()),
}
"""By the gesture: how one of them is put back, and what a colleague did to it forbids that."""
