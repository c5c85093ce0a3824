"""Signing in by a passkey: what a device is asked to sign, and a ticket for its answer."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import settings
from actions.staff.links import WORKS_FOR, LinkSpent
from actions.staff.passkeys.ceremony import (
    NoPasskey,
    can_have_passkeys,
    challenge_of,
    shown_key,
    to_show,
)
from actions.staff.passkeys.sign_in import accept_passkey, ask_for_passkey
from models.base.database import writing
from models.staff.access import LinkKind
from public.gate.errors import problem
from public.gate.identity import IS_SECURE, client_address
from public.gate.limits import RateLimit, network_of

CHALLENGE = "__Secure-copydesk_passkey" if IS_SECURE else "copydesk_passkey"
PLACE = "/desk/passkey"
THIS_MACHINE = {"127.0.0.1", "::1"}
NO_STORE = {"Cache-Control": "no-store"}
REFUSED = (
    "This passkey does not open anything here. After several tries, wait 15 minutes "
    "or ask an administrator to unlock the account."
)
TOO_LATE = "That took too long. Try again."
TOO_OFTEN = "That was very often. Please wait a minute, then try again."

_asked = RateLimit(60, 60.0)


def ask_device(request: Request) -> Response:
    """A challenge for this browser alone, kept by its cookie."""
    _must_be_from_us(request)
    if wait := _asked.wait(network_of(request)):
        return problem(429, "Too often", TOO_OFTEN, headers={"Retry-After": str(wait)})
    with writing() as session:
        token = ask_for_passkey(session)
    answer = JSONResponse(to_show(challenge_of(token)), headers=NO_STORE)
    answer.set_cookie(
        CHALLENGE,
        token,
        max_age=int(WORKS_FOR[LinkKind.PASSKEY_CHALLENGE].total_seconds()),
        path=PLACE,
        httponly=True,
        samesite="strict",
        secure=IS_SECURE,
    )
    return answer


async def take_answer(request: Request) -> Response:
    """The ticket is for the route that sets the session's cookie, as after a password."""
    _must_be_from_us(request)
    return await run_in_threadpool(_judge, request, await request.body())


def _judge(request: Request, said: bytes) -> Response:
    try:
        shown = shown_key(said.decode("utf-8", "replace"))
        with writing() as session:
            token = request.cookies.get(CHALLENGE, "")
            ticket = accept_passkey(session, token, shown, address=_peer(request))
    except LinkSpent:
        return problem(410, "Too late", TOO_LATE)
    except NoPasskey:
        ticket = ""
    if not ticket:
        return problem(403, "Refused", REFUSED)
    answer = JSONResponse({"ticket": ticket}, headers=NO_STORE)
    answer.delete_cookie(CHALLENGE, path=PLACE, httponly=True, samesite="strict", secure=IS_SECURE)
    return answer


def _must_be_from_us(request: Request) -> None:
    """From a page at the address that passkeys are for. Errors: HTTPException."""
    if not can_have_passkeys():
        raise HTTPException(404)
    if request.headers.get("origin") != settings.PUBLIC_URL:
        raise HTTPException(403)


def _peer(request: Request) -> str:
    """Whose tries are counted together; empty on this very machine, as at the form."""
    address = client_address(request)
    return "" if address in THIS_MACHINE else address


passkey_routes = [
    Route(f"{PLACE}/ask", ask_device, methods=["POST"]),
    Route(f"{PLACE}/answer", take_answer, methods=["POST"]),
]
