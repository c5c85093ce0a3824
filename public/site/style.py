"""The look of the clinic's pages: one stylesheet and two typefaces, named after their content."""

import re
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "static"


def _address(name: str, content: bytes) -> str:
    """An address that changes with the content, so that a browser may keep it for ever."""
    file = Path(name)
    return f"/assets/{file.stem}-{sha256(content).hexdigest()[:12]}{file.suffix}"


def _typefaces() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(FOLDER.glob("*.woff2"))}


def _stylesheet(typefaces: dict[str, bytes]) -> bytes:
    """The stylesheet, naming each typeface by its lasting address."""

    def lasting(name: re.Match[str]) -> str:
        return f"url({_address(name[1], typefaces[name[1]])})"

    written = (FOLDER / "site.css").read_text(encoding="utf-8")
    return re.sub(r"url\(([\w-]+\.woff2)\)", lasting, written).encode()


_TYPEFACES = _typefaces()
_CSS = _stylesheet(_TYPEFACES)

STYLESHEET = _address("site.css", _CSS)
TYPEFACES = [
    _address(name, _TYPEFACES[name]) for name in ("source-serif.woff2", "source-sans.woff2")
]
FILES: dict[str, bytes] = {
    STYLESHEET: _CSS,
    **{_address(name, content): content for name, content in _TYPEFACES.items()},
}
