"""What was on a reviewer's screen to its end: the ground on which a text may be approved."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, Select, and_, false, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from models.articles.article import Section
from models.base.table import Base, Moment
from models.reviews.review import Verdict


class Shown(Base):
    """The end of revision `number` stood on this person's screen, last at `shown_at`."""

    __tablename__ = "shown"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    section_id: Mapped[int] = mapped_column(
        ForeignKey("section.id"), primary_key=True, index=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    shown_at: Mapped[Moment]


def shown_among(staff_id: int, numbers: Mapping[int, int]) -> Select[int, datetime]:
    """Of these revisions (section → number) the sections whose end this person had, and when."""
    wanted = [
        and_(Shown.section_id == section_id, Shown.number == number)
        for section_id, number in numbers.items()
    ]
    return select(Shown.section_id, Shown.shown_at).where(
        Shown.staff_id == staff_id, or_(false(), *wanted)
    )


def texts_shown_to(staff_id: int, article_id: int) -> Select[int, int, datetime]:
    """Section, revision and moment of all that this person was ever shown to its end."""
    return (
        select(Shown.section_id, Shown.number, Shown.shown_at)
        .join(Section, Section.id == Shown.section_id)
        .where(Shown.staff_id == staff_id, Section.article_id == article_id)
        .order_by(Shown.number)
    )


def answered_in(staff_id: int, article_id: int) -> Select[int, int]:
    """Section and the newest of its revisions that this person approved or sent back."""
    return (
        select(Verdict.section_id, func.max(Verdict.number))
        .join(Section, Section.id == Verdict.section_id)
        .where(Verdict.given_by_id == staff_id, Section.article_id == article_id)
        .group_by(Verdict.section_id)
    )
