"""Which hosts are us, and which addresses under /desk are for whom."""

import re
from functools import cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

import settings

PUBLIC = urlsplit(settings.PUBLIC_URL)
THIS_MACHINE = ("localhost", "127.0.0.1")
USUAL_PORTS = {"http": 80, "https": 443}
# Streamlit's own routes: these three anyone needs, the rest only who is signed in.
_OPEN = re.compile(r"/desk/_stcore/(health|host-config|stream)")
_CLOSED = re.compile(r"/desk/(_stcore|media|component|app/static)(/.*)?", re.DOTALL)
_NOBODYS = re.compile(r"/desk/(auth|oauth2callback|_stcore/(agent|metrics))(/.*)?", re.DOTALL)
_CROOKED = re.compile(r"[\\\0]|//|/\.\.(/|$)|^/[A-Za-z]:")
_UPLOAD = "/desk/_stcore/upload_file/"
_TYPED = "/desk/typing/"


@cache
def own_hosts(port: int) -> set[str]:
    """The public address's, and this machine's on the port that it listens on."""
    ports = (port, PUBLIC.port or USUAL_PORTS[PUBLIC.scheme])
    return _public_hosts() | {f"{name}:{each}" for name in THIS_MACHINE for each in ports}


def _public_hosts() -> set[str]:
    """With and without its port, as clients and proxies send it."""
    port = PUBLIC.port or USUAL_PORTS[PUBLIC.scheme]
    return {PUBLIC.netloc.lower(), f"{PUBLIC.hostname}:{port}"}


def is_ours(headers: Headers, scope: Scope) -> bool:
    """Whether exactly one Host was named, and it is one of our own."""
    named = headers.getlist("host")
    port = scope["server"][1] if scope.get("server") else 0
    return len(named) == 1 and named[0].lower() in own_hosts(port)


def own_origin(headers: Headers) -> str:
    """What a page of ours, at the host that this request names, calls its origin."""
    host = headers.get("host", "").lower()
    return settings.PUBLIC_URL if host in _public_hosts() else f"http://{host}"


def is_closed(path: str) -> bool:
    return bool(_CLOSED.fullmatch(path)) and not _OPEN.fullmatch(path)


def is_nobodys(path: str) -> bool:
    """Streamlit's own sign-in, its agent interface and its metrics are not in use here."""
    return bool(_NOBODYS.fullmatch(path))


def is_upload(path: str) -> bool:
    return path.startswith(_UPLOAD)


def is_typed(path: str) -> bool:
    """Where a page sends what somebody is writing: as long as a text may be."""
    return path.startswith(_TYPED)


def is_crooked(path: str) -> bool:
    """Spelt to reach a file or another machine; no address of ours is."""
    return bool(_CROOKED.search(path))
