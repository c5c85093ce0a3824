"""Pages kept as bytes, for as long as what they show stays the same."""

import gzip
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, replace
from functools import wraps
from hashlib import sha256
from threading import Lock

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import settings
from models.base.database import change_token, reading

HTML = "text/html; charset=utf-8"
FRESH = "public, max-age=0, must-revalidate"
MOST_PAGES = 500
View = Callable[[Request], Response]
Quick = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One page; `revision` is what it shows, `looked_at` when that was last compared."""

    revision: Hashable
    looked_at: object
    plain: bytes
    packed: bytes
    tag: str


_pages: OrderedDict[tuple[str, str], Kept] = OrderedDict()
_lock = Lock()


def missing() -> Response:
    raise HTTPException(404)


def kept_page(
    request: Request,
    address: str,
    *,
    revision: Callable[[Session], Hashable],
    make: Callable[[Session], str],
    media_type: str = HTML,
    otherwise: Callable[[], Response] = missing,
) -> Response:
    """Answer with the page at `address`, made anew only when its revision differs.

    The database is asked only after somebody has written to it. `revision` tells cheaply what
    the page would show, None when there is no such page: then `otherwise` answers.
    """
    key = (settings.DATABASE_URL, address)
    moment = change_token()  # taken first, so that a change meanwhile is seen next time
    kept = _pages.get(key)
    if kept is None or moment is None or kept.looked_at != moment:
        kept = _looked_up(kept, moment, revision, make)
        _keep(key, kept)
    return _answer(request, kept, media_type) if kept else otherwise()


def kept_first(
    address: Callable[[Request], str], media_type: str = HTML
) -> Callable[[View], Quick]:
    """Let a route answer at once with what is kept, and only otherwise in a thread.

    `address` is the one that the route gives to `kept_page`.
    """

    def quick(view: View) -> Quick:
        @wraps(view)
        async def answer(request: Request) -> Response:
            kept = _pages.get((settings.DATABASE_URL, address(request)))
            moment = change_token() if kept else None
            if kept and moment is not None and kept.looked_at == moment:
                return _answer(request, kept, media_type)
            return await run_in_threadpool(view, request)

        return answer

    return quick


def _looked_up(
    kept: Kept | None,
    moment: object,
    revision: Callable[[Session], Hashable],
    make: Callable[[Session], str],
) -> Kept | None:
    with reading() as session:
        shown = revision(session)
        if shown is None:
            return None
        if kept and kept.revision == shown:
            return replace(kept, looked_at=moment)
        plain = make(session).encode()
    return Kept(shown, moment, plain, gzip.compress(plain, mtime=0), sha256(plain).hexdigest()[:32])


def _keep(key: tuple[str, str], kept: Kept | None) -> None:
    with _lock:
        _pages.pop(key, None)
        if kept:
            _pages[key] = kept
        while len(_pages) > MOST_PAGES:
            _pages.popitem(last=False)


def _answer(request: Request, kept: Kept, media_type: str) -> Response:
    is_packed = accepts_gzip(request)
    tag = f'"{kept.tag}-gzip"' if is_packed else f'"{kept.tag}"'
    headers = {"ETag": tag, "Cache-Control": FRESH, "Vary": "Accept-Encoding"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    headers["Content-Type"] = media_type
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return Response(kept.packed if is_packed else kept.plain, headers=headers)


def accepts_gzip(request: Request) -> bool:
    wishes = request.headers.get("accept-encoding", "").replace(" ", "").lower().split(",")
    return any(wish.split(";q=")[0] in {"gzip", "*"} and not _is_refused(wish) for wish in wishes)


def _is_refused(wish: str) -> bool:
    return wish.partition(";q=")[2].strip("0.") == "" and ";q=" in wish


def is_known(request: Request, tag: str) -> bool:
    """Whether the reader says they have this very page already (If-None-Match)."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or tag in (
        each.strip().removeprefix("W/") for each in known.split(",")
    )
