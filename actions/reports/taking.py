"""A table of a report as a file, on record: how many, never who."""

import csv
from io import StringIO

from sqlalchemy.orm import Session

from actions.reports.looking import report_on
from models.exports.spreadsheet import marked
from models.reports.period import Period
from models.reports.total import Breakdown
from models.staff.log import record
from models.staff.member import Actor, Permission

HEADINGS = ("Name", "Enquiries", "Answered", "Booked", "Late")


def take_report(session: Session, period: Period, told_apart: Breakdown, *, by: Actor) -> bytes:
    """CSV that spreadsheets open safely, most enquiries first. Errors: NotAllowed."""
    by.must(Permission.EXPORT_ENQUIRIES)
    report = report_on(session, period, by=by)
    names = report.names[told_apart]
    written = StringIO()
    lines = csv.writer(written)
    lines.writerow(HEADINGS)
    for key, told in report.figures.ranked(told_apart):
        counts = (told.received, told.answered, told.booked, told.late)
        lines.writerow([marked(names[key]), *counts])
    said = {"from": f"{period.since}", "until": f"{period.until}", "by": told_apart.value}
    record(session, by, "report.downloaded", details=said)
    return ("\ufeff" + written.getvalue()).encode()
