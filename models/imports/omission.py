"""What an import left out of an article, kept so that it can be put back when it is missed."""

from sqlalchemy import ForeignKey, Select, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Id


class Omission(Base):
    """`follows` and `precedes` are the nearest words of the file that were kept.

    `section_id` is the section it was put back into.
    """

    __tablename__ = "omission"

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    text: Mapped[str]
    reason: Mapped[str]
    follows: Mapped[str] = mapped_column(default="")
    precedes: Mapped[str] = mapped_column(default="")
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))


def omissions_of(article_id: int) -> Select[Omission]:
    """In the order in which the report lists them."""
    return select(Omission).where(Omission.article_id == article_id).order_by(Omission.id)


def has_omission(article_id: int) -> Select[bool]:
    return select(exists().where(Omission.article_id == article_id))


def omission_numbered(omission_id: int) -> Select[Omission]:
    return select(Omission).where(Omission.id == omission_id)
