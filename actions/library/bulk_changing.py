"""Changing one thing wherever it is used, in texts and on pages, and taking that back whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from sqlalchemy.orm import Session

from actions.articles.publishing import publish_content
from models.articles.article import Article, ArticleState, Revision, Section, Version
from models.articles.content import SectionContent, next_revision, section_and_article
from models.articles.history import revision_number, version_number
from models.articles.page import PageContent
from models.base.table import now
from models.library.bulk_change import BulkChange
from models.staff.log import record
from models.staff.member import Actor, Permission

Changed = list[list[int]]
TAKEN_BACK = "Taken back"


def change_sections(
    session: Session,
    found: Iterable[tuple[Section, Article, Revision]],
    change: Callable[[SectionContent], SectionContent],
    *,
    note: str,
    by: Actor,
) -> Changed:
    """A new revision of each; which section, from which revision, to which."""
    by.must(Permission.EDIT_ARTICLES)
    changed = []
    for section, article, newest in found:
        content = change(SectionContent.of(newest))
        revision = next_revision(session, section, article, content, note=note, by=by)
        changed.append([section.id, newest.number, revision.number])
    return changed


def change_pages(
    session: Session,
    found: Iterable[tuple[Article, Version]],
    change: Callable[[PageContent], PageContent],
    *,
    note: str,
    by: Actor,
) -> Changed:
    """A new version of each public page that `change` changes: what readers see, else as it was."""
    by.must(Permission.PUBLISH_ARTICLES)
    changed = []
    for article, live in found:
        content = cast("PageContent", live.content)
        if (wanted := change(content)) != content:
            version = publish_content(session, article, wanted, note=note, by=by)
            changed.append([article.id, live.number, version.number])
    return changed


def take_back_bulk_change(session: Session, bulk_change_id: int, *, by: Actor) -> list[str]:
    """Everything as it was before; the titles of articles that went on since, left alone."""
    by.must(Permission.EDIT_ARTICLES)
    bulk = session.get_one(BulkChange, bulk_change_id)
    if bulk.undone_at:
        return []
    if bulk.changed["pages"]:
        by.must(Permission.PUBLISH_ARTICLES)
    bulk.undone_at = now()
    left = [*_sections_back(session, bulk, by), *_pages_back(session, bulk, by)]
    _shares_back(session, bulk)
    details = {"kind": bulk.kind, "left": len(left)}
    record(session, by, "spread.taken_back", subject=f"spread:{bulk.id}", details=details)
    return sorted(set(left))


def _sections_back(session: Session, bulk: BulkChange, by: Actor) -> Iterator[str]:
    for section_id, before, after in bulk.changed["sections"]:
        section, article = session.execute(section_and_article(section_id)).one()
        if section.latest != after:
            yield article.title
            continue
        kept = SectionContent.of(session.scalars(revision_number(section_id, before)).one())
        next_revision(session, section, article, kept, note=TAKEN_BACK, by=by)


def _pages_back(session: Session, bulk: BulkChange, by: Actor) -> Iterator[str]:
    for article_id, before, after in bulk.changed["pages"]:
        article = session.get_one(Article, article_id)
        if article.state is not ArticleState.PUBLISHED or article.live_number != after:
            yield article.title
            continue
        was = session.scalars(version_number(article_id, before)).one()
        content = cast("PageContent", was.content)
        publish_content(session, article, content, note=TAKEN_BACK, by=by)


def _shares_back(session: Session, bulk: BulkChange) -> None:
    for article_id in bulk.changed["shares"]:
        article = session.get_one(Article, article_id)
        if article.share_image == bulk.after:
            article.share_image, article.updated_at = bulk.before, now()
            article.version += 1
