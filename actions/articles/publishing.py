"""Making an article public, and taking it away from the public again."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy.orm import Session

from actions.articles.plans_dropped import drop_plans
from actions.articles.refusals import ArticleGone
from actions.claims.marking import frozen_claims
from actions.copy_checks.checking import blocking_reasons
from actions.notices.telling import Occasion, tell_staff
from models.articles.article import Article, ArticleState, Section, Version, sections_of
from models.articles.history import newest_version_number, version_number
from models.articles.image import Image, images_with, pictures_inside
from models.articles.page import PageContent, snapshot
from models.articles.plan import PlanKind
from models.articles.readiness import reasons_against
from models.base.refusal import Refused
from models.base.table import now
from models.notices.staff_notice import NoticeKind
from models.reviews.standing import reasons_unapproved
from models.staff.log import record
from models.staff.member import Actor, Permission


class NotReady(Refused):
    """Something must be mended before readers may see it; `reasons` are its words one by one."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


def publish_article(
    session: Session, article_id: int, *, despite_checks: bool = False, by: Actor
) -> Version:
    """Make the newest saved text public. Errors: NotReady, ArticleGone.

    Publishing what is public already changes nothing. Only the operator may pass
    `despite_checks`, and the log says so. Nobody publishes despite a review.
    """
    by.must(Permission.PUBLISH_ARTICLES)
    article = article_in_use(session, article_id)
    content = current_page(session, article)
    reasons = reasons_against(content) + blocking_reasons(session, article.id, content)
    unapproved = reasons_unapproved(session, article.id)
    if unapproved or (reasons and not (despite_checks and by.id is None)):
        raise NotReady(reasons + unapproved)
    live = live_version(session, article)
    if live and not is_behind(live, content):
        return live
    version = _next_version(session, article, content, by)
    drop_plans(session, article.id, PlanKind.PUBLISH, by=by)
    details = {"number": version.number, "despite": len(reasons)}
    record(session, by, "article.published", subject=f"article:{article.id}", details=details)
    news = Occasion(NoticeKind.LIVE, article.id)
    tell_staff(session, news, [article.author_id], because_of=by)
    return version


def withdraw_article(
    session: Session, article_id: int, *, keep_plans: bool = False, by: Actor
) -> None:
    """Its address answers "not found" from now on. Errors: ArticleGone.

    What was scheduled for it is called off, unless `keep_plans`.
    """
    by.must(Permission.PUBLISH_ARTICLES)
    article = article_in_use(session, article_id)
    if article.state is not ArticleState.PUBLISHED:
        return
    take_down(session, article)
    article.state = ArticleState.WITHDRAWN
    if not keep_plans:
        drop_plans(session, article_id, by=by)
    record(session, by, "article.withdrawn", subject=f"article:{article.id}")


def publish_again(session: Session, article_id: int, number: int, *, by: Actor) -> Version | None:
    """Undo of a withdrawal: version `number` as a new one, unless something happened since."""
    by.must(Permission.PUBLISH_ARTICLES)
    article = article_in_use(session, article_id)
    newest = session.scalars(newest_version_number(article_id)).one()
    was = session.scalar(version_number(article_id, number))
    if article.state is not ArticleState.WITHDRAWN or newest != number or was is None:
        return None
    version = _next_version(session, article, cast("PageContent", was.content), by)
    details = {"number": version.number, "again": number}
    record(session, by, "article.published", subject=f"article:{article.id}", details=details)
    return version


def article_in_use(session: Session, article_id: int) -> Article:
    """Errors: ArticleGone when it does not exist or is in the trash."""
    article = session.get(Article, article_id)
    if article is None:
        raise ArticleGone
    if article.state is ArticleState.TRASH:
        raise ArticleGone("This article is in the trash. Restore it from there first.")
    return article


def current_page(
    session: Session,
    article: Article,
    writing: dict[int, dict[str, Any]] | None = None,
    sections: Sequence[Section] | None = None,
) -> PageContent:
    """What readers would see of the saved text, with `writing` laid over it.

    `sections` are those of `sections_of`, where they have been read already.
    """
    if sections is None:
        sections = session.scalars(sections_of(article.id)).all()
    return snapshot(article, sections, _pictures(session, sections, writing or {}), writing)


def page_as_written(
    session: Session, article: Article, writing: dict[int, dict[str, Any]], *, by: Actor
) -> PageContent:
    """The same, for who writes it. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return current_page(session, article, writing)


def page_for_readers(session: Session, article: Article, *, by: Actor) -> PageContent | None:
    """What they see now, if anything. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    live = live_version(session, article)
    return cast("PageContent", live.content) if live else None


def live_version(session: Session, article: Article) -> Version | None:
    if article.live_number is None:
        return None
    return session.scalar(version_number(article.id, article.live_number))


def is_behind(live: Version | None, saved: PageContent) -> bool:
    """Readers see something else than what is saved; the address is no part of it."""
    return live is None or {**live.content, "slug": ""} != {**saved, "slug": ""}


def take_down(session: Session, article: Article) -> None:
    if live := live_version(session, article):
        live.withdrawn_at = now()
    article.live_number = None
    article.updated_at = now()


def _pictures(
    session: Session, sections: Iterable[Section], writing: dict[int, dict[str, Any]]
) -> dict[str, Image]:
    named = {section.draft.image for section in sections}
    named |= {text.get("image") for text in writing.values()}
    texts = [section.draft.body for section in sections]
    texts += [text.get("body", "") for text in writing.values()]
    named |= {*pictures_inside("\n".join(texts))}
    wanted = [sha256 for sha256 in named if sha256]
    found = session.scalars(images_with(wanted)) if wanted else ()
    return {image.sha256: image for image in found}


def _next_version(session: Session, article: Article, content: PageContent, by: Actor) -> Version:
    moment = now()
    if live := live_version(session, article):
        live.withdrawn_at = moment
    version = Version(
        article_id=article.id,
        number=session.scalars(newest_version_number(article.id)).one() + 1,
        content=dict(content),
        claims=frozen_claims(session, article.id),
        published_by_id=by.id,
        published_at=moment,
    )
    session.add(version)
    article.state, article.live_number = ArticleState.PUBLISHED, version.number
    article.first_published_at = article.first_published_at or moment
    article.published_at = article.updated_at = moment
    return version


def publish_content(
    session: Session, article: Article, content: PageContent, *, note: str, by: Actor
) -> Version:
    """What readers see with one thing changed in it, whatever else is being written."""
    by.must(Permission.PUBLISH_ARTICLES)
    version = _next_version(session, article, content, by)
    version.note = note
    details = {"number": version.number, "content": "changed in place"}
    record(session, by, "article.published", subject=f"article:{article.id}", details=details)
    return version
