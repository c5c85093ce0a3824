"""A table of a report as a file, for who may take lists away."""

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from actions.reports.looking import NAMED
from actions.reports.taking import take_report
from models.base.database import writing
from models.reports.period import Period
from models.reports.total import Breakdown
from models.staff.member import Actor, Permission
from public.gate.identity import staff_of

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Disposition": 'attachment; filename="report.csv"',
}


def send_report(request: Request) -> Response:
    """Everybody who may not have it gets 404: they learn nothing."""
    by = staff_of(request)
    if by is None or not _may(by) or request.method != "GET":
        raise HTTPException(404)
    asked = request.query_params
    period = Period(_day(asked.get("from", "")), _day(asked.get("until", "")))
    told_apart = asked.get("by", "")
    if told_apart not in set(NAMED) or period.since > period.until:
        raise HTTPException(404)
    with writing() as session:
        file = take_report(session, period, Breakdown(told_apart), by=by)
    return Response(file, 200, HEADERS, "text/csv; charset=utf-8")


def _may(by: Actor) -> bool:
    return by.may(Permission.READ_REPORTS) and by.may(Permission.EXPORT_ENQUIRIES)


def _day(given: str) -> date:
    """Errors: HTTPException 404."""
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise HTTPException(404) from error
