"""The figures of a report in plain values, for programs and for the terminal."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from actions.reports.looking import NAMED, Report, report_on
from models.clinic.rules import WEEKDAYS
from models.reports.figures import Figures
from models.reports.period import Period
from models.reports.total import Breakdown, Headcount
from models.staff.member import Actor, Permission


def tell_report(
    session: Session, period: Period, against: Period | None = None, *, by: Actor
) -> dict[str, Any]:
    """Days in ISO 8601, waits in whole minutes of clinic time, shares from 0 to 1.

    Errors: NotAllowed.
    """
    by.must(Permission.READ_REPORTS)
    report = report_on(session, period, against, by=by)
    groups = {f"by_{kind.value}": _named(report, kind) for kind in NAMED}
    return {
        **_whole(report.figures),
        "compared_with": _whole(report.before) if report.before else None,
        "by_day": [
            {"day": day.isoformat(), **_counted(told)} for day, told in report.figures.days.items()
        ],
        **groups,
        "by_hour": _by_hour(report.figures.groups[Breakdown.HOUR]),
    }


def _whole(told: Figures) -> dict[str, Any]:
    return {
        "from": told.period.since.isoformat(),
        "until": told.period.until.isoformat(),
        **_counted(told.whole),
        "median_minutes": told.median,
        "p90_minutes": told.p90,
    }


def _counted(told: Headcount) -> dict[str, Any]:
    return {
        "enquiries": told.received,
        "answered": told.answered,
        "booked": told.booked,
        "conversion": _share(told.booked, told.received),
        "late": told.late,
        "late_share": _share(told.late, told.received),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _named(report: Report, kind: Breakdown) -> list[dict[str, Any]]:
    told = report.figures.ranked(kind)
    return [{"name": report.names[kind][key], **_counted(each)} for key, each in told]


def _by_hour(groups: Mapping[str, Headcount]) -> list[dict[str, Any]]:
    """Monday first."""
    split = ((*map(int, key.split("-")), told.received) for key, told in groups.items())
    hours = sorted(((day - 1) % 7, hour, many) for day, hour, many in split)
    return [
        {"weekday": WEEKDAYS[day], "hour": hour, "enquiries": many} for day, hour, many in hours
    ]
