"""A moment in an article's writing that somebody gave a name, to find it again and go back."""

from typing import Any

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base.table import Base, Id, Moment
from models.staff.member import StaffMember


class NamedVersion(Base):
    """`content` is a PageContent: what readers would have seen of the text saved then."""

    __tablename__ = "named_version"

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    name: Mapped[str]
    content: Mapped[dict[str, Any]]
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    saved_at: Mapped[Moment]

    saved_by: Mapped[StaffMember | None] = relationship(lazy="raise")


def named_versions_of(article_id: int) -> Select[NamedVersion]:
    """Newest first, with who named them."""
    return (
        select(NamedVersion)
        .where(NamedVersion.article_id == article_id)
        .order_by(NamedVersion.id.desc())
        .options(selectinload(NamedVersion.saved_by))
    )


def named_version(article_id: int, version_id: int) -> Select[NamedVersion]:
    return named_versions_of(article_id).where(NamedVersion.id == version_id)
