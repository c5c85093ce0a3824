"""Who answers for a passage that a blocking copy check found, and why."""

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Id, Moment
from models.staff.member import StaffMember


class CheckOverride(Base):
    """`key` is the finding's: another passage has another, so a change voids this."""

    __tablename__ = "check_override"
    __table_args__ = (UniqueConstraint("article_id", "key"),)

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    rule: Mapped[str]
    key: Mapped[str]
    quote: Mapped[str]
    reason: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    at: Mapped[Moment]


def overrides_of(article_id: int) -> Select[CheckOverride, str | None]:
    """Each with the name of the person, oldest first."""
    return (
        select(CheckOverride, StaffMember.full_name)
        .outerjoin(StaffMember, StaffMember.id == CheckOverride.by_id)
        .where(CheckOverride.article_id == article_id)
        .order_by(CheckOverride.id)
    )


def override_with(article_id: int, key: str) -> Select[CheckOverride]:
    return select(CheckOverride).where(
        CheckOverride.article_id == article_id, CheckOverride.key == key
    )
