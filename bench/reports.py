"""Reports over a million enquiries, against a bare Streamlit page that shows fifty rows."""

import tempfile
from pathlib import Path

from sqlalchemy import update

from bench.desk import cookie_for
from bench.enquiry_list import fill
from bench.million import BARE, LOOKS, MADE, TIMES, measure, multiply
from models.base.database import reading, writing
from models.enquiries.counting.changed_day import days_to_count
from models.staff.member import Role, StaffMember
from public.clock.reports import count_changed_days

ROUNDS = 20
REPORTS = {
    BARE: LOOKS[BARE],
    "28 days": ("reports", ""),
    "last month": ("reports", "period=last-month"),
    "this year": ("reports", "period=this-year"),
    "workload": ("workload", ""),
}


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        file = Path(folder) / "copydesk.sqlite"
        somebody = fill(file, MADE)
        with writing() as session:
            session.execute(update(StaffMember).values(role=Role.MANAGER))
        multiply(file, TIMES)
        keep_totals()
        measure(file, cookie_for(somebody), REPORTS, ROUNDS)


def keep_totals() -> None:
    """As the clock does it, until today alone is left."""
    while days_left() > 1:
        count_changed_days()


def days_left() -> int:
    with reading() as session:
        return len(session.execute(days_to_count()).all())
