"""The hand-off between the sign-in form and the cookie, and the way out."""

import re
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions.staff.links import LinkSpent
from actions.staff.sessions import sign_out, start_session
from models.base.database import writing
from public.gate.identity import COOKIE, IS_SECURE, client_address, digest_in, session_of

LONGEST_QUERY = 1000
_PAGE = re.compile(r"[a-z_]{0,40}")


def safe_next(wanted: str) -> str:
    """An address of the desk and nothing else, whatever was asked for."""
    page, _, query = wanted.partition("?")
    if not _PAGE.fullmatch(page):
        return "/desk/"
    pairs = urlencode(parse_qsl(query)) if len(query) < LONGEST_QUERY else ""
    return f"/desk/{page}?{pairs}" if pairs else f"/desk/{page}"


def finish_signing_in(request: Request) -> Response:
    """Ticket in, cookie out. A ticket that another site sends somebody with is not taken."""
    back = _to(safe_next(request.query_params.get("next", "")))
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return back
    try:
        with writing() as session:
            sign_out(session, digest_in(request.headers))
            token = start_session(
                session,
                request.query_params.get("ticket", ""),
                device=request.headers.get("user-agent", ""),
                address=client_address(request),
            )
    except LinkSpent:
        return back
    back.set_cookie(COOKIE, token, path="/desk", httponly=True, samesite="strict", secure=IS_SECURE)
    return back


def clear_away(request: Request) -> Response:
    """Takes a dead cookie away. A live one stays: a mere link must not sign anybody out."""
    back = _to("/desk/")
    if session_of(digest_in(request.headers)) is None:
        _drop_cookie(back)
    return back


def sign_out_by_post(request: Request) -> Response:
    """The gate has made sure that this comes from our own pages."""
    with writing() as session:
        sign_out(session, digest_in(request.headers))
    back = _to("/desk/")
    _drop_cookie(back)
    return back


def _to(address: str) -> RedirectResponse:
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(address, 303, headers)


def _drop_cookie(back: Response) -> None:
    back.delete_cookie(COOKIE, path="/desk", httponly=True, samesite="strict", secure=IS_SECURE)


session_routes = [
    Route("/desk/session/finish", finish_signing_in, methods=["GET"]),
    Route("/desk/session/end", clear_away, methods=["GET"]),
    Route("/desk/session/end", sign_out_by_post, methods=["POST"]),
]
