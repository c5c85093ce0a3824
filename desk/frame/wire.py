"""What browsers may say to the desk, and which scripts its start page carries in itself."""

import base64
import hashlib
import re
from pathlib import Path

import streamlit
from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

# `clear_cache` from any visitor would wipe everybody's caches; the debug ones stop the server.
NEEDED = {
    "rerun_script": "run",
    "stop_script": "pass",
    "app_heartbeat": "pass",
    "file_urls_request": "pass",
    "backend_operation_request": "pass",
}
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def what_is_asked(message: bytes) -> str:
    """ "run" by a person, "refresh" by the page itself, "pass", "drop", or "broken"."""
    asked = BackMsg()
    try:
        asked.ParseFromString(message)
    except DecodeError:
        return "broken"
    kind = NEEDED.get(str(asked.WhichOneof("type")), "drop")
    return "refresh" if kind == "run" and asked.rerun_script.is_auto_rerun else kind


def as_whole_run(message: bytes) -> bytes:
    """The same wish, but for the whole page: what was prepared under lost rights is not used."""
    asked = BackMsg()
    asked.ParseFromString(message)
    asked.rerun_script.ClearField("fragment_id")
    return bytes(asked.SerializeToString())


def inline_script_hashes() -> str:
    """As Content-Security-Policy sources, computed from the installed Streamlit."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
