"""On which days something changed that reports count, since they last counted it."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, Update, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base.kept import Sql, keep
from models.base.table import Base
from models.clinic.hours import DAY, ClinicHours


class ChangedDay(Base):
    """A day in UTC: how many `times` something of it changed, and which of them is `counted`."""

    __tablename__ = "enquiry_changed_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    times: Mapped[int]
    counted: Mapped[int] = mapped_column(default=0, server_default="0")


class CountBasis(Base):
    """By which hours and in which zone the kept counts were made: by others they do not hold."""

    __tablename__ = "enquiry_count_basis"

    words: Mapped[str] = mapped_column(primary_key=True)


COUNTED_COLUMNS = (
    "received_at, status, merged_into_id, first_answered_at, service, article_id, "
    "call_to_action_id, assigned_to_id, close_reason, source"
)


def _mark(sql: Sql, row: str) -> str:
    return (
        "INSERT INTO enquiry_changed_day (day, times) "
        + sql.counted(row, [sql.day(f"{row}.received_at")], "1")
        + sql.adding("enquiry_changed_day", "day", times="1")
    )


keep("enquiry_changed", _mark, beside="enquiry", of=COUNTED_COLUMNS, is_counted=True)


def basis_of(hours: ClinicHours) -> str:
    holidays = sorted(day.isoformat() for day in hours.holidays)
    return repr((str(hours.zone), hours.week, holidays, hours.answer_within))


def is_counted_by(session: Session, hours: ClinicHours) -> bool:
    """Whether what is kept was counted by these hours."""
    return session.scalar(select(CountBasis.words)) == basis_of(hours)


def days_to_count() -> Select[date, int]:
    """Days in UTC, oldest first, and how often each has changed by now."""
    changed = select(ChangedDay.day, ChangedDay.times)
    return changed.where(ChangedDay.times != ChangedDay.counted).order_by(ChangedDay.day)


def changes_around(day: date) -> Select[date, int]:
    """How often that day of UTC and those beside it have changed by now."""
    changed = select(ChangedDay.day, ChangedDay.times)
    return changed.where(ChangedDay.day.between(day - DAY, day + DAY))


def note_counted(day: date) -> Update:
    """As it stands now."""
    return update(ChangedDay).where(ChangedDay.day == day).values(counted=ChangedDay.times)


def changed_among(session: Session, hours: ClinicHours, since: date, until: date) -> set[date]:
    """The clinic's days from `since` to `until` whose kept counts no longer hold."""
    if not is_counted_by(session, hours):
        first, last = session.execute(_all_days()).one()
        if first is None:
            return set()
        since, until = max(since, first - DAY), min(until, last + DAY)
        return {since + number * DAY for number in range((until - since).days + 1)}
    near = ChangedDay.day.between(since - 2 * DAY, until + 2 * DAY)
    found = session.execute(days_to_count().where(near)).all()
    return {day for row in found for day in clinic_days_of(row.day, hours) if since <= day <= until}


def _all_days() -> Select[date, date]:
    return select(func.min(ChangedDay.day), func.max(ChangedDay.day))


def clinic_days_of(day: date, hours: ClinicHours) -> Collection[date]:
    """Those at the clinic in which a day of UTC lies: one or two."""
    begins = datetime.combine(day, time(), UTC)
    ends = begins + DAY - timedelta(microseconds=1)
    return {moment.astimezone(hours.zone).date() for moment in (begins, ends)}
