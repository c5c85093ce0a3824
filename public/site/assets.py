"""The stylesheet, the typefaces and the icon: kept by browsers for as long as they like."""

import gzip

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from public.site.cache import accepts_gzip
from public.site.images import FOR_EVER
from public.site.style import FILES, FOLDER

MEDIA_TYPES = {"css": "text/css; charset=utf-8", "woff2": "font/woff2"}
_PACKED = {
    address: gzip.compress(content, mtime=0)
    for address, content in FILES.items()
    if address.endswith(".css")
}
_ICON = (FOLDER / "favicon.ico").read_bytes()


def show_asset(request: Request) -> Response:
    address = request.url.path
    if address not in FILES:
        raise HTTPException(404)
    headers = {
        "Cache-Control": FOR_EVER,
        "Content-Type": MEDIA_TYPES[address.rpartition(".")[2]],
        "X-Content-Type-Options": "nosniff",
    }
    if address not in _PACKED:
        return Response(FILES[address], headers=headers)
    headers["Vary"] = "Accept-Encoding"
    if not accepts_gzip(request):
        return Response(FILES[address], headers=headers)
    return Response(_PACKED[address], headers={**headers, "Content-Encoding": "gzip"})


def show_icon(_request: Request) -> Response:
    headers = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return Response(_ICON, media_type="image/x-icon", headers=headers)
