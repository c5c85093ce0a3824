"""Articles, their sections, and every revision a section has had."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Select, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base.table import Base, Id, MaybeMoment, Moment
from models.staff.member import StaffMember


class ArticleState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    TRASH = "trash"


class SectionKind(StrEnum):
    """`HEADER` is the article's own title (heading) and standfirst (body), always first."""

    HEADER = "header"
    TEXT = "text"
    IMAGE = "image"
    CALL_TO_ACTION = "call_to_action"
    REFERENCES = "references"
    NOTE = "note"


class Article(Base):
    """`title` repeats the header's newest heading; `live_number` names the Version now public."""

    __tablename__ = "article"
    __table_args__ = (Index(None, "state", "updated_at"), {"sqlite_autoincrement": True})

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    state: Mapped[ArticleState] = mapped_column(default=ArticleState.DRAFT)
    state_before_trash: Mapped[ArticleState | None]
    byline: Mapped[str] = mapped_column(default="")
    search_title: Mapped[str] = mapped_column(default="")
    search_description: Mapped[str] = mapped_column(default="")
    share_image: Mapped[str | None] = mapped_column(ForeignKey("image.sha256"))
    created_at: Mapped[Moment]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    updated_at: Mapped[Moment]
    first_published_at: Mapped[MaybeMoment]
    published_at: Mapped[MaybeMoment]
    live_number: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"), index=True)

    sections: Mapped[list["Section"]] = relationship(
        back_populates="article", order_by="Section.position", lazy="raise"
    )
    author: Mapped[StaffMember | None] = relationship(foreign_keys=[author_id], lazy="raise")


class Section(Base):
    """`latest` is the number of the newest revision that was not set aside, the one editors see."""

    __tablename__ = "section"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  SQLAlchemy reads it as it stands

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    position: Mapped[int]
    kind: Mapped[SectionKind]
    is_hidden: Mapped[bool] = mapped_column(default=False)
    deleted_at: Mapped[MaybeMoment]
    latest: Mapped[int] = mapped_column(default=1)

    article: Mapped[Article] = relationship(back_populates="sections", lazy="raise")
    draft: Mapped["Revision"] = relationship(
        primaryjoin=lambda: and_(
            Revision.section_id == Section.id, Revision.number == Section.latest
        ),
        viewonly=True,
        uselist=False,
        lazy="raise",
    )


class Revision(Base):
    """What one person saved; `saved_by` is None for the operator.

    `call_to_action_id` is the shared one whose words these are, unless it `has_own_words`.
    One that `is_set_aside` never stood in the article: a colleague's text was taken instead.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("section_id", "number"),)

    id: Mapped[Id]
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    number: Mapped[int]
    heading: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    image: Mapped[str | None] = mapped_column(ForeignKey("image.sha256"), index=True)
    alt: Mapped[str] = mapped_column(default="")
    is_decorative: Mapped[bool] = mapped_column(default=False)
    caption: Mapped[str] = mapped_column(default="")
    button_label: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    saved_at: Mapped[Moment]
    call_to_action_id: Mapped[int | None] = mapped_column(
        ForeignKey("call_to_action.id"), index=True
    )
    has_own_words: Mapped[bool] = mapped_column(default=False)
    is_set_aside: Mapped[bool] = mapped_column(default=False)

    section: Mapped[Section] = relationship(lazy="raise")
    saved_by: Mapped[StaffMember | None] = relationship(lazy="raise")


class Draft(Base):
    """Text one person is writing in one section, not saved yet; `content` as in Revision.

    `other` is what the same person wrote there in another browser: content, based_on, saved_at,
    written_in, and what they wrote in a third as its `other`.
    `written_in` is the mark of the tab it was written in, `typed_at` the moment of its last key
    by that browser's clock, in milliseconds.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("staff_id", "section_id"),)

    id: Mapped[Id]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    based_on: Mapped[int]
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[Moment]
    other: Mapped[dict[str, Any] | None]
    written_in: Mapped[str | None]
    typed_at: Mapped[int | None] = mapped_column(BigInteger)


class Version(Base):
    """An article whole, as it was published: all that a page shows, and its claims then."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(default="")
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    published_at: Mapped[Moment]
    withdrawn_at: Mapped[MaybeMoment]
    claims: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    article: Mapped[Article] = relationship(lazy="raise")
    published_by: Mapped[StaffMember | None] = relationship(lazy="raise")


class FormerSlug(Base):
    """An address that an article had while it was public: answers 301 to the present one."""

    __tablename__ = "former_slug"

    slug: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    replaced_at: Mapped[Moment]


def article_with_slug(slug: str) -> Select[Article]:
    return select(Article).where(Article.slug == slug)


def sections_of(article_id: int) -> Select[Section]:
    """Sections in order with their newest revision; deleted ones are left out."""
    return (
        select(Section)
        .where(Section.article_id == article_id, Section.deleted_at.is_(None))
        .order_by(Section.position, Section.id)
        .options(selectinload(Section.draft))
    )


def articles_in(*states: ArticleState) -> Select[Article]:
    return select(Article).where(Article.state.in_(states)).order_by(Article.updated_at.desc())


def former_slug(slug: str) -> Select[str]:
    """The present slug of the article that once had this one."""
    return (
        select(Article.slug)
        .join(FormerSlug, FormerSlug.article_id == Article.id)
        .where(FormerSlug.slug == slug)
    )
