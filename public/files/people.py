"""Everything that is held about somebody, as one file to hand to them, and on record."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from actions.privacy.access import gather_everything_of
from models.base.database import writing
from models.staff.member import Permission
from public.gate.identity import staff_of
from public.site.html import page

LARGEST_ID = 2**63
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Disposition": 'attachment; filename="everything.zip"',
}


def send_everything(request: Request) -> Response:
    """Everybody who may not have it gets 404: they learn nothing."""
    by, enquiry_id = staff_of(request), request.path_params["enquiry_id"]
    may = by is not None and by.may(Permission.ANSWER_PRIVACY_REQUESTS)
    if by is None or not may or enquiry_id >= LARGEST_ID:
        raise HTTPException(404)
    with writing() as session:
        told = gather_everything_of(session, enquiry_id, by=by)
    if told is None:
        raise HTTPException(404)
    return Response(_zipped(told), 200, HEADERS, "application/zip")


def _zipped(told: dict[str, Any]) -> bytes:
    """For programs and for people."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr("everything.json", json.dumps(told, ensure_ascii=False, indent=2))
        made.writestr("everything.html", page("everything.html", **told))
    return file.getvalue()
