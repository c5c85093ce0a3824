"""The desk's larger scripts, kept by browsers until their content changes."""

import gzip
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from public.site.cache import accepts_gzip
from public.site.images import FOR_EVER
from settings import ROOT

_WIDGETS = ROOT / "desk" / "widgets"
_BUILT = (
    _WIDGETS / "rich_text" / "built" / "rich_text.js",
    _WIDGETS / "table" / "table.js",
    _WIDGETS / "typing" / "typing.js",
)
_FILES = {path.name: path.read_bytes() for path in _BUILT}
_DIGESTS = {name: sha256(content).hexdigest()[:16] for name, content in _FILES.items()}
_PACKED = {name: gzip.compress(content, mtime=0) for name, content in _FILES.items()}


def show_script(request: Request) -> Response:
    """For ever where the address names the content, as the desk's own pages do."""
    name = request.path_params["name"]
    if name not in _FILES:
        raise HTTPException(404)
    is_named = request.url.query == _DIGESTS[name]
    headers = {
        "Cache-Control": FOR_EVER if is_named else "no-store",
        "Content-Type": "text/javascript; charset=utf-8",
        "Vary": "Accept-Encoding",
    }
    if not accepts_gzip(request):
        return Response(_FILES[name], headers=headers)
    return Response(_PACKED[name], headers={**headers, "Content-Encoding": "gzip"})
