"""Looking at the figures of a period, and at how many enquiries each colleague has to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from models.base.table import now
from models.clinic.dates import ClinicDates
from models.clinic.hours import ClinicHours
from models.reports.figures import Figures, figures
from models.reports.names import article_addresses, names_of
from models.reports.period import Period
from models.reports.total import Breakdown
from models.staff.member import Actor, Permission

NAMED = (
    Breakdown.SERVICE,
    Breakdown.ARTICLE,
    Breakdown.CALL,
    Breakdown.COLLEAGUE,
    Breakdown.REASON,
    Breakdown.SOURCE,
)
"""By these a report is broken down; what comes by the hour needs no names."""


@dataclass(frozen=True, slots=True)
class Report:
    """`before` are the figures that these are compared with; `promised` is the clinic time
    within which an answer comes. `names` and `slugs` (of its articles) are by key.
    """

    figures: Figures
    before: Figures | None
    promised: timedelta
    names: Mapping[Breakdown, Mapping[str, str]]
    slugs: Mapping[str, str]


def report_on(
    session: Session, period: Period, against: Period | None = None, *, by: Actor
) -> Report:
    """Errors: NotAllowed."""
    by.must(Permission.READ_REPORTS)
    moment = now()
    told = figures(session, period, moment)
    whole = (Breakdown.ALL, Breakdown.MINUTES)
    return Report(
        figures=told,
        before=figures(session, against, moment, whole) if against else None,
        promised=ClinicHours.of(session).answer_within,
        names={kind: names_of(session, kind, told.groups[kind]) for kind in NAMED},
        slugs=article_addresses(session, told.groups[Breakdown.ARTICLE]),
    )


def week_of_clinic(session: Session, *, by: Actor) -> int:
    """With which day it begins; 1 is Monday. Errors: NotAllowed."""
    by.must(Permission.READ_REPORTS)
    return ClinicDates.of(session).first
