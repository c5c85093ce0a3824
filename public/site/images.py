"""Pictures in published articles, for everybody; all others for staff alone."""

import re

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.articles.image import image_content, rendition_content
from models.articles.published import pages_of_articles_using, pages_showing
from models.base.database import reading
from public.gate.identity import staff_of
from public.site.cache import is_known

FOR_EVER = "public, max-age=31536000, immutable"
FOR_STAFF = "private, no-cache"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def show_image(request: Request) -> Response:
    """The picture itself, or its rendition at `width` where there is one."""
    sha256, width = request.path_params["sha256"], request.path_params.get("width")
    if not _SHA256.fullmatch(sha256):
        raise HTTPException(404)
    with reading() as session:
        found = _found(session, sha256, width)
        is_public = bool(found) and _is_public(session, sha256)
    if found is None or not (is_public or staff_of(request)):
        raise HTTPException(404)
    content, media_type = found
    tag = f'"{sha256}-{width or 0}"'
    keep = FOR_EVER if is_public else FOR_STAFF
    headers = {"ETag": tag, "Cache-Control": keep, "X-Content-Type-Options": "nosniff"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def _found(session: Session, sha256: str, width: int | None) -> tuple[bytes, str] | None:
    if width is not None:
        rendition = session.scalar(rendition_content(sha256, width))
        if rendition is not None:
            return rendition, "image/webp"
    found = session.execute(image_content(sha256)).first()
    return (found[0], found[1]) if found else None


def _is_public(session: Session, sha256: str) -> bool:
    """Whether a page that the public reads now shows it."""
    selects = (pages_of_articles_using(sha256), pages_showing(sha256))
    return any(session.scalar(select) is not None for select in selects)
