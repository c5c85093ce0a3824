"""What the program notes about its own running: JSON lines, without a person's words."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

ROOT = Path(__file__).parent
_LOGGER = logging.getLogger("copydesk")


def note(
    event: str,
    *,
    level: int = logging.INFO,
    reference: str = "",
    method: str = "",
    path: str = "",
    status: int = 0,
    milliseconds: int = 0,
    error: BaseException | None = None,
) -> None:
    """Write one line. These fields are all that a line may hold; `path` comes without a query."""
    fields: dict[str, Any] = {
        "reference": reference,
        "method": method,
        "path": path,
        "status": status,
        "milliseconds": milliseconds,
        **_told(error),
    }
    _LOGGER.log(
        level, event, extra={"fields": {name: told for name, told in fields.items() if told}}
    )


def note_fault(error: BaseException, *, method: str = "", path: str = "", status: int = 500) -> str:
    """Write down an unexpected error and return the reference to show instead of it."""
    reference = f"{token_hex(2)}-{token_hex(2)}".upper()
    note(
        "fault",
        level=logging.ERROR,
        reference=reference,
        method=method,
        path=path,
        status=status,
        error=error,
    )
    return reference


def set_up_logs() -> None:
    """Send every logger's lines through one formatter to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    _LOGGER.setLevel(logging.INFO)
    for name in ("streamlit", "uvicorn", "uvicorn.error", "uvicorn.access"):
        other = logging.getLogger(name)
        other.handlers.clear()
        other.propagate = True
    logging.getLogger("uvicorn.access").disabled = True  # it would keep addresses and queries


class JsonLines(logging.Formatter):
    """Of other programs' lines only the place in their source is kept: a message may quote data."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        if record.name == _LOGGER.name:
            line |= {"event": record.getMessage(), **getattr(record, "fields", {})}
        else:
            line |= {"event": "library", "where": f"{record.name}:{record.lineno}"}
            line |= _told(record.exc_info[1] if record.exc_info else None)
        return json.dumps(line)


def _told(error: BaseException | None) -> dict[str, str]:
    """The kind of an error and where it arose; never what it says."""
    if error is None:
        return {}
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if ROOT in Path(frame.filename).parents]
    ours = [frame for frame in ours if "site-packages" not in frame.filename]
    places = [f"{Path(f.filename).relative_to(ROOT)}:{f.lineno} {f.name}" for f in ours[-3:]]
    return {"error": type(error).__qualname__, "where": " < ".join(reversed(places))}
