"""Giving the saved text of an article a name, and going back to it."""

from sqlalchemy.orm import Session

from actions.articles.history import put_back
from actions.articles.publishing import article_in_use, current_page
from actions.articles.refusals import ArticleGone
from models.articles.article import Article
from models.articles.named_version import NamedVersion, named_version
from models.base.text import BadText, clean_line
from models.staff.log import record
from models.staff.member import Actor, Permission


def name_version(session: Session, article_id: int, name: str, *, by: Actor) -> NamedVersion:
    """Keep the text as it is saved now under this name. Errors: ArticleGone, BadText."""
    by.must(Permission.EDIT_ARTICLES)
    article = article_in_use(session, article_id)
    name = clean_line(name, field="Name", limit=100)
    if not name:
        raise BadText("Name", "is empty: say what you want to find again")
    content = dict(current_page(session, article))
    kept = NamedVersion(article_id=article_id, name=name, content=content, saved_by_id=by.id)
    session.add(kept)
    session.flush()
    _log(session, by, "article.version_named", kept)
    return kept


def restore_named_version(
    session: Session, article_id: int, version_id: int, *, by: Actor
) -> Article:
    """The named text, order and settings again, as new revisions. Errors: ArticleGone."""
    by.must(Permission.EDIT_ARTICLES)
    article = article_in_use(session, article_id)
    kept = _found(session, article_id, version_id)
    put_back(session, article, kept.content, note=f"Restored from “{kept.name}”", by=by)
    _log(session, by, "article.reverted", kept)
    return article


def forget_named_version(session: Session, article_id: int, version_id: int, *, by: Actor) -> None:
    """Only the name goes; every revision stays. Errors: ArticleGone."""
    by.must(Permission.EDIT_ARTICLES)
    kept = _found(session, article_id, version_id)
    _log(session, by, "article.version_unnamed", kept)
    session.delete(kept)


def _found(session: Session, article_id: int, version_id: int) -> NamedVersion:
    kept = session.scalar(named_version(article_id, version_id))
    if kept is None:
        raise ArticleGone("This version has lost its name meanwhile; look at the list again.")
    return kept


def _log(session: Session, by: Actor, action: str, kept: NamedVersion) -> None:
    details = {"version": kept.id}
    record(session, by, action, subject=f"article:{kept.article_id}", details=details)
