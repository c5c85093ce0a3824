"""The library of pictures: finding one, and every article in which it is used."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    false,
    or_,
    select,
)
from sqlalchemy.orm import Session

from models.articles.article import Article, ArticleState, Draft, Revision, Section, Version
from models.articles.image import INSIDE, described_inside
from models.articles.page import shown_inside
from models.staff.change_batch import ChangeBatch, ChangeKind, standing_changes

_NEWEST = and_(Revision.section_id == Section.id, Revision.number == Section.latest)
_IS_LIVE = and_(
    Version.article_id == Article.id,
    Version.number == Article.live_number,
    Article.state == ArticleState.PUBLISHED,
)


@dataclass(frozen=True, slots=True)
class SectionUse:
    """A section whose newest text shows the picture, and how it is described there.

    `is_inside`: between the words, where each description stands.
    """

    section_id: int
    heading: str
    alt: str
    is_decorative: bool
    is_deleted: bool
    is_inside: bool = False


@dataclass(slots=True)
class ImageUse:
    """One article that uses a picture: in sections, for shared links, or as readers see it now."""

    article_id: int
    slug: str
    title: str
    is_in_trash: bool
    sections: list[SectionUse] = field(default_factory=list)
    is_shared: bool = False
    is_public: bool = False


def sections_showing(sha256s: Collection[str]) -> Select[Section, Article, Revision]:
    """With their newest revisions; deleted sections and the trash are among them."""
    return (
        select(Section, Article, Revision)
        .join(Article, Article.id == Section.article_id)
        .join(Revision, _NEWEST)
        .where(or_(Revision.image.in_(sha256s), _names_one(Revision.body, sha256s)))
        .order_by(Article.title, Article.id, Section.position)
    )


def _names_one(text: Any, sha256s: Collection[str]) -> ColumnElement[bool]:
    """Between its words; first whether there is any picture, which most texts do without."""
    found = (text.contains(f"{INSIDE}{each}") for each in sorted(sha256s))
    return and_(text.contains(INSIDE), or_(false(), *found))


def articles_sharing(sha256s: Collection[str]) -> Select[Article]:
    """Those that show one of these pictures for a shared link."""
    return select(Article).where(Article.share_image.in_(sha256s)).order_by(Article.title)


def drafts_showing(sha256: str) -> Select[Draft]:
    """Unsaved texts of anybody."""
    is_named = cast(Draft.content, String).contains(sha256, autoescape=True)
    return select(Draft).where(is_named | cast(Draft.other, String).contains(sha256))


def pages_that_may_show(sha256s: Collection[str]) -> Select[Article, Version]:
    """Public articles that ever had one of these pictures: look into the Version to be sure."""
    had = (
        select(Section.article_id)
        .join(Revision, Revision.section_id == Section.id)
        .where(Revision.image.in_(sha256s))
    )
    shared = Version.content["share_image"].as_string().in_(sha256s)
    inside = _names_one(cast(Version.content, String), sha256s)
    return (
        select(Article, Version)
        .join(Version, _IS_LIVE)
        .where(Article.id.in_(had) | shared | inside)
        .order_by(Article.title, Article.id)
    )


def pictures_shown_in(content: Mapping[str, Any]) -> set[str]:
    """The pictures (SHA-256) of one published page."""
    named = [content.get("share_image"), *(part["image"] for part in content["sections"])]
    return {sha256 for sha256 in [*named, *shown_inside(content)] if sha256}


def uses_of(session: Session, sha256s: Collection[str]) -> dict[str, list[ImageUse]]:
    """By picture, each article once, by title. Three selects however many pictures."""
    uses: dict[str, dict[int, ImageUse]] = defaultdict(dict)

    def use(sha256: str, article: Article) -> ImageUse:
        is_in_trash = article.state is ArticleState.TRASH
        new = ImageUse(article.id, article.slug, article.title, is_in_trash)
        return uses[sha256].setdefault(article.id, new)

    for section, article, revision in session.execute(sections_showing(sha256s)):
        for sha256, told in _uses_in(section, revision):
            if sha256 in sha256s:
                use(sha256, article).sections.append(told)
    for article in session.scalars(articles_sharing(sha256s)):
        use(str(article.share_image), article).is_shared = True
    for article, sha256 in _on_pages(session, sha256s):
        use(sha256, article).is_public = True
    return {sha256: _by_title(found.values()) for sha256, found in uses.items()}


def _uses_in(section: Section, revision: Revision) -> Iterator[tuple[str, SectionUse]]:
    is_deleted = section.deleted_at is not None
    if revision.image:
        alt, is_decorative = revision.alt, revision.is_decorative
        yield (
            revision.image,
            SectionUse(section.id, revision.heading, alt, is_decorative, is_deleted),
        )
    for sha256, alts in described_inside(revision.body).items():
        alt = "; ".join(filter(None, alts))
        yield sha256, SectionUse(section.id, revision.heading, alt, not alt, is_deleted, True)


def _on_pages(session: Session, sha256s: Collection[str]) -> Iterator[tuple[Article, str]]:
    for article, version in session.execute(pages_that_may_show(sha256s)):
        shown = pictures_shown_in(version.content)
        for sha256 in shown.intersection(sha256s):
            yield article, sha256


def _by_title(uses: Iterable[ImageUse]) -> list[ImageUse]:
    return sorted(uses, key=lambda use: (use.title.casefold(), use.article_id))


def replacements_of(sha256: str) -> Select[ChangeBatch]:
    """In which this picture took another's place or lost its own, newest first."""
    one_of_two = (ChangeBatch.kept[name].as_string() == sha256 for name in ("before", "after"))
    return standing_changes(ChangeKind.PICTURE).where(or_(*one_of_two))
