"""The article that somebody opens: what is saved, what they are writing in it, what it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row
from sqlalchemy.orm import Session

from actions.articles.manuscripts.omissions import has_omissions
from actions.articles.publishing import current_page, is_behind, live_version
from actions.articles.refusals import SavedText
from models.articles.article import (
    Article,
    ArticleState,
    Draft,
    Revision,
    Section,
    Version,
    article_with_slug,
    former_slug,
    sections_of,
)
from models.articles.content import section_and_article
from models.articles.history import (
    deleted_sections_of,
    draft_of,
    drafts_of,
    latest_saves_in,
    newest_revision_of,
    revisions_of,
    version_live_at,
    versions_of,
)
from models.articles.named_version import NamedVersion, named_versions_of
from models.articles.page import PageContent
from models.reviews.list import review_standings
from models.reviews.review import ReviewState
from models.staff.member import Actor, Permission

MOST_GONE, MOST_KEPT = 20, 100
OF_EACH_SECTION, MOST_SAVES = 10, 30
_NO_REVIEW = (ReviewState.NONE, False)


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """`drafts` by section id, also of deleted sections; `saved` is the page without them.

    `is_changed_since`: readers see an older text than the saved one. `review` is how it
    stands in review, and whether all of it is approved; `gone` are the sections deleted last;
    it `is_imported` when something of the file it came from was left out.
    """

    article: Article
    sections: Sequence[Section]
    drafts: dict[int, Draft]
    saved: PageContent
    is_changed_since: bool
    gone: Sequence[Section]
    review: tuple[ReviewState, bool]
    is_imported: bool

    @property
    def touched_at(self) -> datetime:
        """Changes whenever what a preview shows may have changed."""
        return max([self.article.updated_at, *(each.saved_at for each in self.drafts.values())])


def look_up_article(
    session: Session, slug: str, written: int | None = None, *, by: Actor
) -> OpenArticle | None:
    """By its address now, or the one it had while public, or else the one `written` in.

    Errors: NotAllowed.
    """
    by.must(Permission.READ_ARTICLES)
    article = session.scalar(article_with_slug(slug)) or _elsewhere(session, slug, written)
    if article is None:
        return None
    sections = session.scalars(sections_of(article.id)).all()
    saved = current_page(session, article, sections=sections)
    is_public = article.state is ArticleState.PUBLISHED
    return OpenArticle(
        article=article,
        sections=sections,
        drafts={e.section_id: e for e in session.scalars(drafts_of(by.id or 0, article.id))},
        saved=saved,
        is_changed_since=is_public and is_behind(live_version(session, article), saved),
        gone=session.scalars(deleted_sections_of(article.id).limit(MOST_GONE)).all(),
        review=review_standings(session, [article.id]).get(article.id, _NO_REVIEW),
        is_imported=has_omissions(session, article.id, by=by),
    )


def _elsewhere(session: Session, slug: str, written: int | None) -> Article | None:
    """Its address was changed: once public, or while somebody was writing in it."""
    if present := session.scalar(former_slug(slug)):
        return session.scalar(article_with_slug(present))
    return session.get(Article, written) if written else None


def look_up_section(
    session: Session, article_id: int, section_id: int, *, by: Actor
) -> Section | None:
    """Of this article, deleted or not. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    found = session.execute(section_and_article(section_id)).one_or_none()
    return found[0] if found and found[1].id == article_id else None


def newer_than(session: Session, section_id: int, number: int, *, by: Actor) -> SavedText | None:
    """What was saved since revision `number`; None where this person has a text of their own.

    Errors: NotAllowed.
    """
    by.must(Permission.EDIT_ARTICLES)
    section = session.get(Section, section_id)
    if section is None or section.deleted_at or section.latest <= number:
        return None
    if session.scalars(draft_of(by.id or 0, section_id)).first():
        return None
    return SavedText.of(session, session.scalars(newest_revision_of(section)).one())


@dataclass(frozen=True, slots=True)
class ArticleHistory:
    """Newest first: what was saved lately, what has a name, and what was published."""

    saves: Sequence[Row[Revision, Section]]
    named: Sequence[NamedVersion]
    published: Sequence[Version]


def look_up_history(session: Session, article_id: int, *, by: Actor) -> ArticleHistory:
    """Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    saves = latest_saves_in(article_id, OF_EACH_SECTION).limit(MOST_SAVES)
    return ArticleHistory(
        saves=session.execute(saves).all(),
        named=session.scalars(named_versions_of(article_id).limit(MOST_KEPT)).all(),
        published=session.scalars(versions_of(article_id).limit(MOST_KEPT)).all(),
    )


def list_revisions(session: Session, section_id: int, *, by: Actor) -> Sequence[Revision]:
    """Newest first, with who saved each. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return session.scalars(revisions_of(section_id).limit(MOST_KEPT)).all()


def version_at(session: Session, article_id: int, moment: datetime, *, by: Actor) -> Version | None:
    """What readers saw then. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return session.scalar(version_live_at(article_id, moment))
