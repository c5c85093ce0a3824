"""What every response says about itself: what it may load, who may frame it, how long it keeps."""

from starlette.datastructures import MutableHeaders

from public.gate.identity import IS_SECURE

# No page of the public's connects anywhere; tools that read robots.txt through a page do.
PUBLIC_CSP = (
    "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors "
)
DESK_CSP = (
    "default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval' {hashes}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; frame-src 'self'; "
    "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
FRAMED_BY_THE_DESK = "/desk/preview"
WITH_A_TOKEN = ("/desk/welcome", "/desk/session/")


def is_desk(path: str) -> bool:
    return path == "/desk" or path.startswith("/desk/")


def _framed_by(path: str) -> str:
    return "'self'" if path.startswith(FRAMED_BY_THE_DESK) else "'none'"


def _policy(path: str, script_hashes: str) -> str:
    if is_desk(path) and not path.startswith(FRAMED_BY_THE_DESK):
        return DESK_CSP.format(hashes=script_hashes)
    policy = PUBLIC_CSP + _framed_by(path)
    return policy.replace("form-action 'self'", "form-action 'none'") if is_desk(path) else policy


def dress(headers: MutableHeaders, path: str, script_hashes: str) -> None:
    """Add to a response's headers what keeps it safe; errors and refusals included."""
    headers.update(EVERYWHERE)
    headers["content-security-policy"] = _policy(path, script_hashes)
    is_framed = path.startswith(FRAMED_BY_THE_DESK)
    headers["x-frame-options"] = "SAMEORIGIN" if is_framed else "DENY"
    headers["referrer-policy"] = (
        "no-referrer" if path.startswith(WITH_A_TOKEN) else "strict-origin-when-cross-origin"
    )
    if IS_SECURE:
        headers["strict-transport-security"] = "max-age=31536000"
    if is_desk(path):
        headers["cross-origin-resource-policy"] = "same-origin"
        if "immutable" not in headers.get("cache-control", ""):
            headers["cache-control"] = "no-store"
