"""One enquiry on paper, and its appointment for a calendar: for who may read it, and on record."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from actions.enquiries.appointments import take_appointment
from actions.enquiries.changes import NoSuchEnquiry
from actions.enquiries.reading import OpenEnquiry, open_enquiry
from models.base.database import writing
from models.base.table import now
from models.staff.member import Actor, Permission
from public.gate.identity import staff_of
from public.site.html import page

UNSEEN = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


def show_print(request: Request) -> Response:
    """Everybody who may not read it gets 404: they learn nothing."""
    by, enquiry_id = _reader(request), request.path_params["enquiry_id"]
    with writing() as session:
        opened = open_enquiry(session, enquiry_id, by=by)
        if opened is None or opened.is_masked:
            raise HTTPException(404)
        html = _printed(opened, by)
    return HTMLResponse(html, headers=UNSEEN)


def send_appointment(request: Request) -> Response:
    by, enquiry_id = _reader(request), request.path_params["enquiry_id"]
    try:
        with writing() as session:
            file = take_appointment(session, enquiry_id, by=by)
    except NoSuchEnquiry:
        raise HTTPException(404) from None
    headers = UNSEEN | {"Content-Disposition": 'attachment; filename="appointment.ics"'}
    return Response(file, 200, headers, "text/calendar; charset=utf-8; method=PUBLISH")


def _reader(request: Request) -> Actor:
    """Errors: HTTPException 404."""
    by = staff_of(request)
    is_number = request.path_params["enquiry_id"] < 2**63
    if by is None or not by.may(Permission.READ_ENQUIRIES) or not is_number:
        raise HTTPException(404)
    return by


def _printed(opened: OpenEnquiry, by: Actor) -> str:
    notes = [event for event in opened.timeline if event.text]
    return page(
        "enquiry_print.html",
        enquiry=opened.enquiry,
        status=opened.enquiry.status.replace("_", " "),
        notes=[(event.at, event.by.full_name if event.by else "", event.text) for event in notes],
        printed_at=now(),
        printed_by=by.name,
    )
