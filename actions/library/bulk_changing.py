"""Changing one thing wherever it is used, in texts and on pages, and taking that back whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from sqlalchemy.orm import Session

from actions.articles.publishing import publish_content
from actions.staff.taking_back import changed_by_others, standing_change
from models.articles.article import Article, ArticleState, Revision, Section, Version
from models.articles.content import SectionContent, next_revision, section_and_article
from models.articles.history import revision_number, version_number
from models.articles.image import Image
from models.articles.page import PageContent
from models.base.table import now
from models.staff.change_batch import ChangeBatch, ChangeKind
from models.staff.log import record
from models.staff.member import Actor, Permission

Changed = list[list[int]]
TAKEN_BACK = "Taken back"
_SETTINGS = ["article.about_changed", "article.reverted"]


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


def take_back_bulk_change(
    session: Session, batch_id: int, *, kind: ChangeKind = ChangeKind.PICTURE, by: Actor
) -> list[str]:
    """Everything as it was before; the names of what went on since, left alone.

    Errors: NotAllowed, NotTakenBack.
    """
    by.must(Permission.EDIT_ARTICLES)
    bulk = standing_change(session, batch_id, kind, Permission.EDIT_ARTICLES, by=by)
    if bulk.kept["pages"]:
        by.must(Permission.PUBLISH_ARTICLES)
    bulk.taken_back_at = now()
    left = [
        *_sections_back(session, bulk, by),
        *_pages_back(session, bulk, by),
        *_shares_back(session, bulk),
        *_focus_back(session, bulk),
    ]
    details = {"kind": bulk.kind, "left": len(left)}
    record(session, by, "change.taken_back", subject=f"change:{bulk.id}", details=details)
    return sorted(set(left))


def _sections_back(session: Session, bulk: ChangeBatch, by: Actor) -> Iterator[str]:
    for section_id, before, after in bulk.kept["sections"]:
        section, article = session.execute(section_and_article(section_id)).one()
        if section.latest != after:
            yield article.title
            continue
        kept = SectionContent.of(session.scalars(revision_number(section_id, before)).one())
        next_revision(session, section, article, kept, note=TAKEN_BACK, by=by)


def _pages_back(session: Session, bulk: ChangeBatch, by: Actor) -> Iterator[str]:
    for article_id, before, after in bulk.kept["pages"]:
        article = session.get_one(Article, article_id)
        if article.state is not ArticleState.PUBLISHED or article.live_number != after:
            yield article.title
            continue
        was = session.scalars(version_number(article_id, before)).one()
        content = cast("PageContent", was.content)
        publish_content(session, article, content, note=TAKEN_BACK, by=by)


def _shares_back(session: Session, bulk: ChangeBatch) -> Iterator[str]:
    about = {each: f"article:{each}" for each in bulk.kept["shares"]}
    others = changed_by_others(session, bulk, about.values(), _SETTINGS)
    for article_id, subject in about.items():
        article = session.get_one(Article, article_id)
        if article.share_image != bulk.kept["after"] or subject in others:
            yield article.title
            continue
        article.share_image, article.updated_at = bulk.kept["before"], now()
        article.version += 1


def _focus_back(session: Session, bulk: ChangeBatch) -> Iterator[str]:
    """Of a picture whose focal point was moved, unless it was moved again or the picture went."""
    if "focus" not in bulk.kept:
        return
    before, after = bulk.kept["focus"]
    image = session.get(Image, bulk.kept["after"])
    if image is None or [*image.focus] != after:
        yield "the focal point"
        return
    image.look_at(tuple(before))
