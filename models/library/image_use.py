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
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from models.articles.article import Article, ArticleState, Draft, Revision, Section, Version
from models.articles.image import Image
from models.staff.change_batch import ChangeBatch, ChangeKind, standing_changes

_NEWEST = and_(Revision.section_id == Section.id, Revision.number == Section.latest)
INSIDE = "/images/"
"""The address of a picture inside a text goes on with its SHA-256."""
_IS_LIVE = and_(
    Version.article_id == Article.id,
    Version.number == Article.live_number,
    Article.state == ArticleState.PUBLISHED,
)


@dataclass(frozen=True, slots=True)
class SectionUse:
    """A section whose newest text shows the picture, and how it is described there."""

    section_id: int
    alt: str
    is_decorative: bool
    is_deleted: bool


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


def found_images(words: str, *, unused: bool = False) -> Select[Image]:
    """Newest first; each word is in the file's name or where somebody described it."""
    found = select(Image).order_by(Image.uploaded_at.desc(), Image.sha256)
    for word in words.split():
        described = select(Revision.image).where(
            Revision.image.is_not(None),
            or_(
                Revision.alt.icontains(word, autoescape=True),
                Revision.caption.icontains(word, autoescape=True),
            ),
        )
        named = Image.name.icontains(word, autoescape=True)
        found = found.where(named | Image.sha256.in_(described))
    return found.where(_is_unused()) if unused else found


def count_of_images(found: Select[Image]) -> Select[int]:
    return select(func.count()).select_from(found.order_by(None).subquery())


def unused_images(sha256s: Collection[str]) -> Select[str]:
    """Those of them that nothing needs: no text, no earlier text, no page of any day."""
    return select(Image.sha256).where(Image.sha256.in_(sha256s), _is_unused())


def _is_unused() -> ColumnElement[bool]:
    needed = (
        select(Revision.image).where(Revision.image.is_not(None)),
        select(Article.share_image).where(Article.share_image.is_not(None)),
        _named_in(Version.content, "share_image"),
        _named_in(Draft.content, "image"),
    )
    return and_(*(Image.sha256.not_in(names) for names in needed), ~_is_inside_a_text())


def _is_inside_a_text() -> ColumnElement[bool]:
    """Put between its words, saved or not; whatever was public was saved before."""
    written = (Revision.body, cast(Draft.content, String), cast(Draft.other, String))
    texts = union_all(
        *(select(each.label("text")).where(each.contains(INSIDE)) for each in written)
    )
    with_pictures = texts.cte("with_pictures").prefix_with("MATERIALIZED")
    return exists().where(with_pictures.c.text.contains(literal(INSIDE) + Image.sha256))


def _named_in(content: Any, name: str) -> Select[str]:
    named = content[name].as_string()
    return select(named).where(named.is_not(None))


def sections_showing(sha256s: Collection[str]) -> Select[Section, Article, Revision]:
    """With their newest revisions; deleted sections and the trash are among them."""
    return (
        select(Section, Article, Revision)
        .join(Article, Article.id == Section.article_id)
        .join(Revision, _NEWEST)
        .where(Revision.image.in_(sha256s))
        .order_by(Article.title, Article.id, Section.position)
    )


def articles_sharing(sha256s: Collection[str]) -> Select[Article]:
    """Those that show one of these pictures for a shared link."""
    return select(Article).where(Article.share_image.in_(sha256s)).order_by(Article.title)


def drafts_showing(sha256: str) -> Select[Draft]:
    """Unsaved texts of anybody."""
    return select(Draft).where(Draft.content["image"].as_string() == sha256)


def pages_that_may_show(sha256s: Collection[str]) -> Select[Article, Version]:
    """Public articles that ever had one of these pictures: look into the Version to be sure."""
    had = (
        select(Section.article_id)
        .join(Revision, Revision.section_id == Section.id)
        .where(Revision.image.in_(sha256s))
    )
    shared = Version.content["share_image"].as_string().in_(sha256s)
    return (
        select(Article, Version)
        .join(Version, _IS_LIVE)
        .where(Article.id.in_(had) | shared)
        .order_by(Article.title, Article.id)
    )


def pictures_shown_in(content: Mapping[str, Any]) -> set[str]:
    """The pictures (SHA-256) of one published page."""
    named = [content.get("share_image"), *(part["image"] for part in content["sections"])]
    return {sha256 for sha256 in named if sha256}


def uses_of(session: Session, sha256s: Collection[str]) -> dict[str, list[ImageUse]]:
    """By picture, each article once, by title. Three selects however many pictures."""
    uses: dict[str, dict[int, ImageUse]] = defaultdict(dict)

    def use(sha256: str, article: Article) -> ImageUse:
        is_in_trash = article.state is ArticleState.TRASH
        new = ImageUse(article.id, article.slug, article.title, is_in_trash)
        return uses[sha256].setdefault(article.id, new)

    for section, article, revision in session.execute(sections_showing(sha256s)):
        is_deleted = section.deleted_at is not None
        told = SectionUse(section.id, revision.alt, revision.is_decorative, is_deleted)
        use(str(revision.image), article).sections.append(told)
    for article in session.scalars(articles_sharing(sha256s)):
        use(str(article.share_image), article).is_shared = True
    for article, sha256 in _on_pages(session, sha256s):
        use(sha256, article).is_public = True
    return {sha256: _by_title(found.values()) for sha256, found in uses.items()}


def _on_pages(session: Session, sha256s: Collection[str]) -> Iterator[tuple[Article, str]]:
    for article, version in session.execute(pages_that_may_show(sha256s)):
        for sha256 in pictures_shown_in(version.content).intersection(sha256s):
            yield article, sha256


def _by_title(uses: Iterable[ImageUse]) -> list[ImageUse]:
    return sorted(uses, key=lambda use: (use.title.casefold(), use.article_id))


def replacements_of(sha256: str) -> Select[ChangeBatch]:
    """In which this picture took another's place or lost its own, newest first."""
    one_of_two = (ChangeBatch.kept[name].as_string() == sha256 for name in ("before", "after"))
    return standing_changes(ChangeKind.PICTURE).where(or_(*one_of_two))
