"""Enquiries from other programs: JSON in, a reference out, and every refusal explained."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from models.enquiries.enquiry import EnquirySource
from models.intake.arrival import Arrival
from models.intake.booking import LIMITS, BadFields, read_request
from models.intake.receipt import Idempotency, KeyReused
from public.booking.suspicion import suspicions
from public.booking.writer import NotKept, intake
from public.gate.bodies import media_type
from public.gate.errors import problem
from public.gate.limits import seconds_to_wait

NO_STORE = {"Cache-Control": "no-store"}
LONGEST_KEY = 255
_NOT_JSON = "Send one JSON object in UTF-8, with each name once."


class _Refused(Exception):
    """Carries the answer."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


async def receive_enquiry(request: Request) -> Response:
    """201 only when the enquiry is on disk."""
    try:
        await _let_in(request)
        sent, canonical = _json(await request.body())
        key = request.headers.get("idempotency-key", "").strip()
        arrival = _arrival(sent, key, canonical)
        receipt = await intake.keep(arrival)
    except _Refused as refused:
        return refused.response
    except BadFields as bad:
        return _wrong_fields(bad.errors)
    except KeyReused:
        return problem(
            409,
            "This Idempotency-Key came before with another request",
            "Send a new request with a new key; send the same one again unchanged.",
        )
    except NotKept as trouble:
        return _try_later(trouble.status)
    told = {"reference": receipt.reference, "received_at": receipt.received_at.isoformat()}
    return JSONResponse(told, 201, headers=NO_STORE)


async def _let_in(request: Request) -> None:
    """Errors: _Refused."""
    if wait := await seconds_to_wait(request):
        raise _Refused(
            problem(
                429,
                "Too many requests",
                f"Try again in {wait} seconds.",
                headers={"Retry-After": str(wait)},
            )
        )
    if media_type(request.headers) != "application/json":
        raise _Refused(
            problem(415, "Not JSON", "Send the request with Content-Type: application/json.")
        )


def _json(body: bytes) -> tuple[dict[str, Any], str]:
    """The object, and its one spelling. Errors: _Refused for anything else."""
    try:
        sent = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_refuse)
        canonical = json.dumps(sent, sort_keys=True)
    except (ValueError, RecursionError):
        raise _Refused(problem(400, "Not readable as JSON", _NOT_JSON)) from None
    if not isinstance(sent, dict):
        raise _Refused(problem(422, "Not a JSON object", _NOT_JSON))
    return sent, canonical


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Errors: ValueError for a name that comes twice: which of the two is meant?"""
    told = dict(pairs)
    if len(told) < len(pairs):
        raise ValueError
    return told


def _refuse(_constant: str) -> None:
    """NaN and Infinity are not JSON. Errors: ValueError."""
    raise ValueError


def _arrival(sent: dict[str, Any], key: str, canonical: str) -> Arrival:
    """Errors: BadFields."""
    fields, wrong = _fields(sent)
    if len(key) > LONGEST_KEY:
        wrong["Idempotency-Key"] = f"The key is too long: at most {LONGEST_KEY} characters."
    if wrong:
        raise BadFields(wrong)
    asked = read_request(fields)
    idempotency = Idempotency.of(f"api {key}", canonical) if key else None
    return Arrival(asked, EnquirySource.API, idempotency, tuple(suspicions(asked)))


def _fields(sent: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Texts by field, and what is wrong with the others; null is as good as absent."""
    told = {field: sent[field] for field in LIMITS if sent.get(field) is not None}
    wrong = {field: "Send this as text." for field in told if not isinstance(told[field], str)}
    if not isinstance(sent.get("consent", False), bool):
        wrong["consent"] = "Send true or false."
    return told | {"consent": str(sent.get("consent"))}, wrong


def _wrong_fields(errors: dict[str, str]) -> Response:
    told = [{"field": field, "message": message} for field, message in errors.items()]
    return problem(422, "Some fields cannot be taken as they are", errors=told)


def _try_later(status: int) -> Response:
    return problem(
        status,
        "The enquiry was not saved",
        "Nothing was kept. Send it again later, with the same Idempotency-Key.",
        headers={"Retry-After": "30"},
    )
