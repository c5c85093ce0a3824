"""Who a request comes from, by its session cookie, looked up in the database each time."""

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.requests import Request

import settings
from actions.sessions import Standing, standing
from models.access import digest
from models.database import reading
from models.staff import Actor

IS_SECURE = settings.PUBLIC_URL.startswith("https:")
COOKIE = "__Secure-copydesk_session" if IS_SECURE else "copydesk_session"


def digest_in(headers: Headers) -> str:
    """Digest of the session cookie; empty when there is none."""
    try:
        token = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return digest(token.value) if token else ""


def standing_of(session_digest: str) -> Standing | None:
    """Touches the database: call it from a thread, never from `async def`."""
    if not session_digest:
        return None
    with reading() as session:
        return standing(session, session_digest)


def staff_of(request: Request) -> Actor | None:
    """The staff member behind a request, as of now; None for a stranger."""
    found = standing_of(digest_in(request.headers))
    return found.by if found else None
