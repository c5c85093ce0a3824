"""Who a request comes from, by its session cookie, looked up in the database each time."""

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request, cookie_parser

import settings
from actions.staff.sessions import LiveSession, live_session_of, touch
from models.base.database import reading, writing
from models.staff.access import digest
from models.staff.member import Actor

IS_SECURE = settings.PUBLIC_URL.startswith("https:")
COOKIE = "__Secure-copydesk_session" if IS_SECURE else "copydesk_session"


def digest_in(headers: Headers) -> str:
    """Digest of the session cookie; empty when there is none."""
    token = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
    return digest(token) if token else ""


def session_of(token_digest: str) -> LiveSession | None:
    """Touches the database: call it from a thread, never from `async def`."""
    if not token_digest:
        return None
    with reading() as session:
        return live_session_of(session, token_digest)


def session_of_active(token_digest: str) -> LiveSession | None:
    """The same for somebody who does something: their idle time starts anew."""
    found = session_of(token_digest)
    if found and found.is_due:
        with writing() as session:
            touch(session, found.session_id)
    return found


def staff_of(request: Request) -> Actor | None:
    """The staff member behind a request, as of now; None for a stranger."""
    found = session_of_active(digest_in(request.headers))
    return found.by if found else None


def client_address(connection: HTTPConnection) -> str:
    """The peer's address; from the header of a proxy that is one of COPYDESK_PROXIES."""
    return connection.client.host if connection.client else ""
