"""Who has how much to answer: open, overdue and due enquiries of each colleague and of nobody."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

import settings
from models.base.table import now
from models.clinic.moments import clinic_today
from models.enquiries.counting.fact import first_arrival
from models.enquiries.enquiry import Status
from models.enquiries.listing.facet import open_by_colleague
from models.enquiries.times import whose_is_due
from models.reports.figures import figures
from models.reports.names import names_of
from models.reports.period import Period
from models.reports.total import Breakdown
from models.staff.member import Actor, Permission, staff_who_may

NOBODY = 0


@dataclass(slots=True)
class Load:
    """What one colleague has to do, or nobody yet; `due` are to be followed up by today."""

    name: str
    of: dict[Status, int] = field(default_factory=dict)
    overdue: int = 0
    due: int = 0

    @property
    def open(self) -> int:
        return sum(self.of.values())


def workload(session: Session, *, by: Actor) -> dict[int, Load]:
    """By number of the colleague, NOBODY first, then A–Z: all who may have enquiries, or do.

    Errors: NotAllowed.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    loads: dict[int, Load] = defaultdict(lambda: Load(""))
    for staff_id, status, total in session.execute(open_by_colleague()):
        loads[staff_id].of[status] = total
    for whose in session.scalars(whose_is_due(clinic_today())):
        loads[whose or NOBODY].due += 1
    for staff_id, total in _overdue(session).items():
        loads[staff_id].overdue = total
    for staff_id, _ in [(NOBODY, ""), *session.execute(staff_who_may(Permission.TRIAGE_ENQUIRIES))]:
        loads.setdefault(staff_id, Load(""))
    names = names_of(session, Breakdown.COLLEAGUE, {str(number): None for number in loads})
    for number, load in loads.items():
        load.name = names[str(number)]
    return dict(sorted(loads.items(), key=lambda each: (each[0] != NOBODY, each[1].name.lower())))


def _overdue(session: Session) -> dict[int, int]:
    """By colleague, of all that ever came."""
    first, today = session.scalar(first_arrival()), clinic_today()
    ever = Period(first.astimezone(settings.TIMEZONE).date() if first else today, today)
    theirs = figures(session, ever, now(), [Breakdown.COLLEAGUE]).groups[Breakdown.COLLEAGUE]
    return {int(key): told.overdue for key, told in theirs.items() if told.overdue}
