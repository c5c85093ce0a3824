"""The log as a file, for who may read it, and on record."""

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from actions.staff.log_export import log_as_csv, note_log_export
from models.base.database import reading, writing
from models.staff.log_filter import LogFilter
from models.staff.member import Permission
from public.gate.identity import staff_of

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Disposition": 'attachment; filename="log.csv"',
}


def send_log(request: Request) -> Response:
    """Everybody who may not have it gets 404: they learn nothing."""
    by = staff_of(request)
    if by is None or not by.may(Permission.READ_LOG) or request.method != "GET":
        raise HTTPException(404)
    sought = _sought(request.query_params)
    with writing() as session:
        until = note_log_export(session, sought, by=by)
    pieces = log_as_csv(reading, sought, until, by=by)
    return StreamingResponse(pieces, 200, HEADERS, "text/csv; charset=utf-8")


def _sought(asked: QueryParams) -> LogFilter:
    """As `LogFilter.to_query` wrote it. Errors: HTTPException 404."""
    try:
        return LogFilter.from_query(asked)
    except ValueError as error:
        raise HTTPException(404) from error
