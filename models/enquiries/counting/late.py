"""Whose first answer came too late, or is still to come though its time is over."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Delete, ForeignKey, and_, delete, false, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base.table import Base, now
from models.clinic.hours import ClinicHours
from models.enquiries.counting.changed_day import changed_among
from models.enquiries.counting.fact import measured_on
from models.enquiries.enquiry import Enquiry
from models.enquiries.times import unanswered_by

FIRST_DAY, LAST_DAY = date(1970, 1, 2), date(9999, 12, 1)


class LateAnswer(Base):
    """`day` is when it came by the clinic's clock; kept with the totals of that day."""

    __tablename__ = "late_answer"

    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(index=True)


def forget_late(day: date, ids: Collection[int]) -> list[Delete]:
    """Those of a day that is counted anew, and those that were moved there."""
    theirs = LateAnswer.enquiry_id.in_(ids)
    return [delete(LateAnswer).where(LateAnswer.day == day), delete(LateAnswer).where(theirs)]


def is_late(session: Session, since: date | None, until: date | None) -> ColumnElement[bool]:
    """For those received on these days: as kept, and counted now where that no longer holds."""
    hours, since, until = ClinicHours.of(session), since or FIRST_DAY, until or LAST_DAY
    changed = changed_among(session, hours, since, until)
    just_now = [each.fact.id for each in measured_on(session, changed, hours) if each.is_late]
    holds = LateAnswer.day.between(since, until), LateAnswer.day.not_in(changed)
    kept = select(LateAnswer.enquiry_id).where(*holds)
    overdue = hours.before(now(), hours.answer_within)
    return or_(
        Enquiry.id.in_(kept),
        Enquiry.id.in_(just_now),
        and_(*unanswered_by(overdue)) if overdue else false(),
    )
