"""What reports are made of is counted again, for the days on which something changed."""

from datetime import timedelta

from actions.reports.keeping import (
    count,
    count_by_new_hours,
    counts_by_old_hours,
    days_that_changed,
    keep,
    keep_months_with,
)
from models.base.database import reading, writing
from models.staff.member import OPERATOR

AT_A_TIME = 30


def count_changed_days() -> None:
    """A job of the timetable: a day is counted with a look, so that nobody waits to write."""
    with reading() as session:
        is_old = counts_by_old_hours(session, by=OPERATOR)
        days = days_that_changed(session, by=OPERATOR)[:AT_A_TIME]
    if is_old:
        with writing() as session:
            count_by_new_hours(session, by=OPERATOR)
        return
    for day in days:
        with reading() as session:
            counted = count(session, day, by=OPERATOR)
        with writing() as session:
            keep(session, counted, by=OPERATOR)
    if days:
        near = {day + timedelta(days=beside) for day in days for beside in (-1, 0, 1)}
        with writing() as session:
            keep_months_with(session, near, by=OPERATOR)
