"""Bringing back what was: one section as it was saved, or a whole article as it was public."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from actions.articles.draft_ends import forget_draft
from actions.articles.publishing import article_in_use
from actions.articles.refusals import ArticleGone, SavedText, StaleEdit
from actions.articles.sections import open_section, save_section
from actions.articles.settings import AboutArticle
from models.articles.article import Article, Revision, Section, SectionKind
from models.articles.content import (
    SectionContent,
    every_section_of,
    next_revision,
    numbered_revision,
)
from models.articles.history import (
    newest_revision_of,
    revision_number,
    version_number,
)
from models.articles.page import PUBLIC_KINDS
from models.base.table import now
from models.library.call_to_action import as_restored, with_shared_words
from models.staff.log import record
from models.staff.member import Actor, Permission


def newest_text(session: Session, section_id: int, *, by: Actor) -> SavedText:
    """What is saved now, by whomever."""
    by.must(Permission.READ_ARTICLES)
    section = session.get_one(Section, section_id)
    return SavedText.of(session, session.scalars(newest_revision_of(section)).one())


def saved_text(session: Session, section_id: int, number: int, *, by: Actor) -> SectionContent:
    """As revision `number` says it. Errors: NotAllowed, NoResultFound."""
    by.must(Permission.READ_ARTICLES)
    return SectionContent.of(session.scalars(revision_number(section_id, number)).one())


def restore_section(
    session: Session, section_id: int, number: int, *, based_on: int, by: Actor
) -> Revision:
    """Revision `number` again, as a new revision. Errors: StaleEdit, SectionGone, NoResultFound."""
    by.must(Permission.EDIT_ARTICLES)
    section, article = open_section(session, section_id)
    if based_on != section.latest:
        raise StaleEdit(newest_text(session, section_id, by=by))
    content = SectionContent.of(session.scalars(revision_number(section_id, number)).one())
    note = f"Restored from revision {number}"
    revision = _again(session, section, article, content, note=note, by=by)
    details = {"article": article.id, "from": number}
    record(session, by, "section.restored", subject=f"section:{section_id}", details=details)
    return revision


def set_aside(
    session: Session,
    section_id: int,
    content: SectionContent,
    *,
    based_on: int,
    note: str = "",
    by: Actor,
) -> Revision:
    """Keep one's own text in the history and let `based_on` stand, with all who approved it.

    The revision that stands. Errors: StaleEdit, SectionGone, BadText.
    """
    by.must(Permission.EDIT_ARTICLES)
    section, article = open_section(session, section_id)
    newest = session.scalars(newest_revision_of(section)).one()
    forget_draft(session, section_id, by, saved=content)
    if SectionContent.of(newest) in (content, cleaned := content.cleaned()):
        return newest
    if based_on != newest.number:
        raise StaleEdit(SavedText.of(session, newest))
    note = note or f"Set aside for revision {based_on}"
    mine = with_shared_words(session, cleaned)
    aside = numbered_revision(session, section, mine, note=note, is_set_aside=True, by=by)
    details = {"article": article.id, "revision": aside.number, "for": based_on}
    record(session, by, "section.set_aside", subject=f"section:{section_id}", details=details)
    return newest


def save_together(
    session: Session,
    section_id: int,
    content: SectionContent,
    *,
    made: SectionContent,
    based_on: int,
    by: Actor,
) -> Revision:
    """Save the text made of two; one's own, `content`, goes into the history before it.

    Errors: StaleEdit, SectionGone, BadText.
    """
    by.must(Permission.EDIT_ARTICLES)
    if made != content:
        note = "Set aside for the text put together"
        set_aside(session, section_id, content, based_on=based_on, note=note, by=by)
        session.flush()
    note = "Put together from two texts"
    return save_section(session, section_id, made, based_on=based_on, note=note, by=by)


def restore_version(session: Session, article_id: int, number: int, *, by: Actor) -> Article:
    """The text, order and settings that were public as version `number`; nothing is published.

    Sections added since are hidden, not deleted; notes stay where they are.
    Errors: ArticleGone.
    """
    by.must(Permission.EDIT_ARTICLES)
    article = article_in_use(session, article_id)
    version = session.scalar(version_number(article_id, number))
    if version is None:
        raise ArticleGone("There is no such version of this article.")
    put_back(session, article, version.content, note=f"Restored from version {number}", by=by)
    details = {"number": number}
    record(session, by, "article.reverted", subject=f"article:{article_id}", details=details)
    return article


def put_back(
    session: Session, article: Article, content: Mapping[str, Any], *, note: str, by: Actor
) -> None:
    """The text, order and settings of a kept page (PageContent), as new revisions."""
    by.must(Permission.EDIT_ARTICLES)
    sections = session.scalars(every_section_of(article.id)).all()
    _restore_text(session, article, sections, content, note=note, by=by)
    _restore_order(sections, content["sections"])
    _restore_about(article, content)


def _restore_text(
    session: Session,
    article: Article,
    sections: Sequence[Section],
    content: Mapping[str, Any],
    *,
    note: str,
    by: Actor,
) -> None:
    then = {section["id"]: section for section in content["sections"]}
    header = {"heading": content["title"], "body": content["standfirst"]}
    for section in sections:
        kept = header if section.kind is SectionKind.HEADER else then.get(section.id)
        if kept is None:
            section.is_hidden = section.is_hidden or section.kind in PUBLIC_KINDS
            continue
        section.deleted_at, section.is_hidden = None, False
        _again(session, section, article, SectionContent.from_dict(kept), note=note, by=by)


def _restore_order(sections: Sequence[Section], then: list[dict[str, Any]]) -> None:
    """As it was; what was not there keeps its place behind what it followed."""
    places = {section["id"]: place for place, section in enumerate(then, start=1)}
    last, keys = 0, {}
    for section in sections:
        last = places.get(section.id, last)
        keys[section.id] = last
    for position, section in enumerate(sorted(sections, key=lambda s: keys[s.id])):
        section.position = position


def _restore_about(article: Article, content: Mapping[str, Any]) -> None:
    for field in asdict(AboutArticle()):
        setattr(article, field, content[field])
    article.version += 1
    article.updated_at = now()


def _again(
    session: Session,
    section: Section,
    article: Article,
    content: SectionContent,
    *,
    note: str,
    by: Actor,
) -> Revision:
    newest = session.scalars(newest_revision_of(section)).one()
    if SectionContent.of(newest) == content:
        return newest
    content = as_restored(session, content)
    return next_revision(session, section, article, content, note=note, by=by)
