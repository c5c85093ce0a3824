"""Asking for an appointment, with a form that needs no script."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.endpoints import HTTPEndpoint
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from models.base.database import reading
from models.enquiries.enquiry import EnquirySource
from models.intake.arrival import Arrival
from models.intake.booking import BadFields, BookingRequest, read_request
from models.intake.receipt import Idempotency, received_as
from public.booking.click_counter import call_in, count_click
from public.booking.form import FIELDS, Stamp, new_stamp, shown_form
from public.booking.suspicion import suspicions
from public.booking.writer import NotKept, intake
from public.gate.bodies import media_type
from public.gate.errors import WORDS
from public.gate.limits import seconds_to_wait
from public.site.html import page

NO_STORE = {"Cache-Control": "no-store"}
MOST_FIELDS = 100
SENT_TWICE = timedelta(hours=1)


def show_booking(request: Request) -> Response:
    """An address may fill in the article and the service; nothing personal belongs in one."""
    asked = {field: request.query_params.get(field, "") for field in ("article", "service")}
    if call := call_in(request.query_params.get("cta", "")):
        asked["cta"] = str(call)
    count_click(request)
    with reading() as session:
        form = shown_form(session, asked | {"stamp": new_stamp(session)})
    return HTMLResponse(page("book.html", form=form), headers=NO_STORE)


async def receive_booking(request: Request) -> Response:
    typed = await _typed(request)
    if wait := await seconds_to_wait(request):
        return await _not_taken(typed, 429, {"Retry-After": str(wait)})
    stamp = Stamp.read(typed.get("stamp", ""))
    try:
        asked = read_request(typed, consent_version=stamp.consent_version)
        asked = replace(asked, call_to_action=call_in(typed.get("cta", "")))
        reasons = suspicions(asked, stamp, typed.get("homepage", ""))
        arrival = Arrival(asked, EnquirySource.WEB, _sent_once(asked, stamp), tuple(reasons))
        receipt = await intake.keep(arrival)
    except BadFields as bad:
        return await run_in_threadpool(_form_again, typed, 422, errors=bad.errors)
    except NotKept as trouble:
        return await _not_taken(typed, trouble.status, {"Retry-After": "30"})
    address = f"/book/thanks?reference={receipt.reference}"
    return RedirectResponse(address, 303, headers=NO_STORE)


def show_thanks(request: Request) -> Response:
    """Says so only of a request that we do have. Errors: HTTPException 404."""
    with reading() as session:
        found = session.execute(received_as(request.query_params.get("reference", ""))).first()
    if found is None:
        raise HTTPException(404)
    shown = page("thanks.html", reference=found.reference, received_at=found.received_at)
    return HTMLResponse(shown, headers=NO_STORE)


async def _typed(request: Request) -> dict[str, str]:
    """The fields of the form. Errors: HTTPException 400, 415."""
    body = await request.body()
    if body and media_type(request.headers) != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    try:
        sent = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise HTTPException(400) from None
    return {field: sent[field].replace("\r\n", "\n") for field in FIELDS if field in sent}


def _sent_once(asked: BookingRequest, stamp: Stamp) -> Idempotency:
    """A second click brings the same receipt; the same form with other words is a new request."""
    body = json.dumps(asked.as_dict(), sort_keys=True)
    return Idempotency.of(f"form {stamp.key} {body}", body, after=SENT_TWICE)


async def _not_taken(typed: Mapping[str, str], status: int, headers: dict[str, str]) -> Response:
    title, advice = WORDS[status]
    advice = f"{advice} Nothing you wrote is lost: it stands below."
    return await run_in_threadpool(
        _form_again, typed, status, notice=title, advice=advice, headers=headers
    )


def _form_again(
    typed: Mapping[str, str],
    status: int,
    *,
    errors: Mapping[str, str] | None = None,
    notice: str = "",
    advice: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    with reading() as session:
        form = shown_form(session, typed, errors=errors, notice=notice, advice=advice)
    return HTMLResponse(page("book.html", form=form), status, {**NO_STORE, **(headers or {})})


class Booking(HTTPEndpoint):
    """One address, so that a method it does not know is told both that it does."""

    get = staticmethod(show_booking)
    post = staticmethod(receive_booking)
