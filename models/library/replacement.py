"""What was found and replaced across articles, so that it can be taken back."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.articles.article import Article, Revision, Section
from models.articles.list import IN_USE
from models.base.table import Base, Id, MaybeMoment, Moment
from models.staff.member import StaffMember

AT_MOST = 5


class Replacement(Base):
    """`done` are triples: section, its revision before, its revision after."""

    __tablename__ = "replacement"

    id: Mapped[Id]
    words: Mapped[str]
    instead: Mapped[str]
    done: Mapped[list[Any]] = mapped_column(JSON)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    made_at: Mapped[Moment]
    undone_at: Mapped[MaybeMoment]

    made_by: Mapped[StaffMember | None] = relationship(lazy="raise")


def last_replacements() -> Select[Replacement]:
    """Those not taken back, newest first."""
    return (
        select(Replacement)
        .where(Replacement.undone_at.is_(None))
        .order_by(Replacement.id.desc())
        .limit(AT_MOST)
        .options(selectinload(Replacement.made_by))
    )


def newest_texts() -> Select[Article, Section, Revision]:
    """Of every section that stands in an article in use, article by article."""
    return (
        select(Article, Section, Revision)
        .join(Section, Section.article_id == Article.id)
        .join(Revision, (Revision.section_id == Section.id) & (Revision.number == Section.latest))
        .where(Article.state.in_(IN_USE), Section.deleted_at.is_(None))
        .order_by(Article.title, Article.id, Section.position, Section.id)
    )
