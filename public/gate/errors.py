"""When an address cannot be answered: a kind page for people, a problem document for programs."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from logs import note_fault
from models.base.trouble import trouble_of
from public.site.html import page

WORDS = {
    400: ("This request cannot be understood", "Check the address and try again."),
    403: ("This is not open to you", "Go back, or start from the list of articles."),
    404: (
        "This page is not here",
        "It may have been moved or taken down. You will find what we have in the list of articles.",
    ),
    405: ("This cannot be done here", "Go back and use the form or the link on the page."),
    408: ("This took too long to arrive", "Check your connection and send it again."),
    413: ("That was too much at once", "Send a shorter text."),
    415: ("This cannot be read here", "Send the form from its own page."),
    429: ("That was very often", "Please wait a minute, then try again."),
    500: (
        "Something went wrong on our side",
        "Please try again in a few minutes. Nothing you do here can have caused this.",
    ),
    503: ("We cannot do this just now", "Please try again in a few minutes."),
    507: ("We cannot save anything just now", "Please call us, or try again later."),
}


def problem(
    status: int,
    title: str,
    detail: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """Answer a program: RFC 9457, `more` being further members (errors, reference)."""
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(
        {name: fact for name, fact in told.items() if fact},
        status,
        headers={"Cache-Control": "no-store", **(headers or {})},
        media_type="application/problem+json",
    )


def refusal(request: Request, error: Exception) -> Response:
    """Answer an HTTPException in the reader's own form."""
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, headers=error.headers)


def fault(request: Request, error: Exception) -> Response:
    """Answer an unexpected error with a reference, which the log holds too."""
    trouble = trouble_of(error)
    status = trouble.status if trouble else 500
    reference = note_fault(error, method=request.method, path=_place(request), status=status)
    return _answer(request, status, reference=reference)


exception_handlers = {HTTPException: refusal}


def _place(request: Request) -> str:
    """The address as it stands in the list of routes: a real one may hold a token."""
    place = getattr(request.scope.get("route"), "path", "")
    return place or "/" + request.url.path.lstrip("/").partition("/")[0][:40]


def _answer(
    request: Request,
    status: int,
    *,
    reference: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    title, advice = WORDS.get(status) or (HTTPStatus(status).phrase, "Go back and try again.")
    headers = {"Cache-Control": "no-store", **(headers or {})}
    if status in {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.INSUFFICIENT_STORAGE}:
        headers["Retry-After"] = "30"
    if request.url.path.startswith("/api/"):
        return problem(status, title, advice, headers=headers, reference=reference)
    shown = page("error.html", status=status, title=title, advice=advice, reference=reference)
    return HTMLResponse(shown, status, headers=headers)
