"""What the public reads: articles with their live versions, and nothing that is still a draft."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, String, and_, cast, exists, func, select

from models.articles.anchors import heading_of
from models.articles.article import Article, ArticleState, FormerSlug, Revision, Section, Version
from models.articles.page import PageContent, PageSection

ABOUT = ("byline", "search_title", "search_description", "share_image")
_IS_LIVE = and_(
    Version.article_id == Article.id,
    Version.number == Article.live_number,
    Article.state == ArticleState.PUBLISHED,
)


def published_in_order() -> Select[Article, Version]:
    """Newest first, by the day an article first became public."""
    return (
        select(Article, Version)
        .join(Version, _IS_LIVE)
        .order_by(Article.first_published_at.desc(), Article.id.desc())
    )


def published_addresses() -> Select[str, datetime]:
    """Slug and moment of the last change, newest first, without the texts."""
    return published_in_order().with_only_columns(Article.slug, Version.published_at)


def live_versions() -> Select[int, str]:
    """Id and slug in the same order: enough to tell whether what readers see has changed."""
    return published_in_order().with_only_columns(Version.id, Article.slug)


def published_article(slug: str) -> Select[Article, Version]:
    return published_in_order().where(Article.slug == slug)


def count_of_published() -> Select[int]:
    return select(func.count(Article.id)).join(Version, _IS_LIVE)


def present_slug(former: str) -> Select[str]:
    """Where a published article that once had this slug is today."""
    return (
        select(Article.slug)
        .join(Version, _IS_LIVE)
        .join(FormerSlug, FormerSlug.article_id == Article.id)
        .where(FormerSlug.slug == former)
    )


def pages_of_articles_using(image: str) -> Select[int]:
    """Live versions of the articles in which an image (SHA-256) was ever put, if they show it."""
    used = exists().where(
        Section.article_id == Article.id,
        Revision.section_id == Section.id,
        Revision.image == image,
    )
    return pages_showing(image).where(used)


def pages_showing(image: str) -> Select[int]:
    """Live versions that show an image. Reads every live text: ask the quicker select first."""
    mentioned = cast(Version.content, String).contains(image, autoescape=True)
    return select(Version.id).join(Article, _IS_LIVE).where(mentioned).limit(1)


def public_among(slugs: Collection[str]) -> Select[str]:
    """Those of these addresses that readers reach, the former ones of public articles too."""
    present = select(Article.slug).join(Version, _IS_LIVE).where(Article.slug.in_(slugs))
    former = (
        select(FormerSlug.slug)
        .join(Article, Article.id == FormerSlug.article_id)
        .join(Version, _IS_LIVE)
        .where(FormerSlug.slug.in_(slugs))
    )
    return present.union(former)  # type: ignore[return-value]  # a union of selects is executed like one


@dataclass(frozen=True, slots=True)
class PageChanges:
    """What readers find changed when a page takes another's place.

    Headings of the sections that came, changed and went, in reading order.
    """

    new: Sequence[str]
    changed: Sequence[str]
    gone: Sequence[str]
    is_reordered: bool
    is_title_changed: bool
    is_about_changed: bool

    @property
    def is_nothing(self) -> bool:
        told = (self.new, self.changed, self.gone)
        return not (
            any(told) or self.is_reordered or self.is_title_changed or self.is_about_changed
        )


def page_changes(before: PageContent, after: PageContent) -> PageChanges:
    old, new = _by_id(before), _by_id(after)
    stayed = [each for each in new if each in old]
    return PageChanges(
        new=[heading_of(new[each]) for each in new if each not in old],
        changed=[heading_of(new[each]) for each in stayed if new[each] != old[each]],
        gone=[heading_of(old[each]) for each in old if each not in new],
        is_reordered=stayed != [each for each in old if each in new],
        is_title_changed=any(before[name] != after[name] for name in ("title", "standfirst")),
        is_about_changed=any(before.get(name) != after.get(name) for name in ABOUT),
    )


def _by_id(content: PageContent) -> Mapping[int, PageSection]:
    return {section["id"]: section for section in content["sections"]}
