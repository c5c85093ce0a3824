"""Whether the program lives, and whether it can keep what people send."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import settings
from actions.clinic.upkeep import backup_warning, newest_backup
from actions.staff.log_anchoring import log_warning
from logs import note_fault
from models.base.database import database_version, prove_writable, reading
from models.base.schema import current_revision, newest_revision
from models.base.soundness import sqlite_warning
from models.base.trouble import FULL, OUT_OF_DATE, Trouble, trouble_of
from models.staff.member import OPERATOR
from public.gate.errors import problem

MEGABYTE = 1024 * 1024
NO_SPACE = 2 * MEGABYTE
LITTLE_SPACE = 512 * MEGABYTE
SECONDS_BETWEEN_LOOKS = 0.2
NO_STORE = {"Cache-Control": "no-store"}
UNKNOWN = Trouble(500, "The database does not answer", "Look up the reference in the log.")


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the database and its disk found; `reference` leads to the log."""

    taken_at: float
    trouble: Trouble | None
    reference: str = ""


def show_alive(_request: Request) -> Response:
    return JSONResponse({"status": "alive"}, headers=NO_STORE)


def show_ready(_request: Request) -> Response:
    look = _recent_look()
    facts = {
        "schema": newest_revision(),
        "database": database_version(),
        "disk_free": _disk_free(),
        "backup": _newest_backup(),
    }
    if look.trouble:
        trouble = look.trouble
        more: dict[str, Any] = {"checks": facts, "reference": look.reference}
        return problem(trouble.status, trouble.title, trouble.advice, **more)
    warnings = list(_warnings())
    return JSONResponse(
        {"status": "ready", "checks": facts, "warnings": warnings}, headers=NO_STORE
    )


class _Looks:
    """Five looks a second at most, however many ask: each writes to the disk."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: Look | None = None

    def recent(self) -> Look:
        with self._lock:
            if not self._last or monotonic() - self._last.taken_at > SECONDS_BETWEEN_LOOKS:
                self._last = _look()
            return self._last


@cache
def _looks(_url: str) -> _Looks:
    return _Looks()


def _recent_look() -> Look:
    if (free := _disk_free()) is not None and free < NO_SPACE:
        return Look(monotonic(), FULL)
    return _looks(settings.DATABASE_URL).recent()


def _look() -> Look:
    try:
        prove_writable()
        is_current = current_revision() == newest_revision()
    except Exception as error:  # noqa: BLE001  whatever it is, we are not ready
        reference = note_fault(error, method="GET", path="/readyz", status=503)
        return Look(monotonic(), trouble_of(error) or UNKNOWN, reference)
    return Look(monotonic(), None if is_current else OUT_OF_DATE)


def _warnings() -> Iterator[str]:
    if warning := sqlite_warning():
        yield warning
    if warning := backup_warning(by=OPERATOR):
        yield warning
    if warning := log_warning(reading, by=OPERATOR):
        yield warning
    if (free := _disk_free()) is not None and free < LITTLE_SPACE:
        yield f"Only {free // MEGABYTE} MB are free on the disk that holds the database."


def _newest_backup() -> str | None:
    newest = newest_backup(by=OPERATOR)
    return newest.isoformat() if newest else None


def _disk_free() -> int | None:
    """Bytes left where the database lies; None when it lies elsewhere or cannot be told."""
    if not settings.on_sqlite():
        return None
    try:
        return shutil.disk_usage(Path(settings.database_file()).parent).free
    except OSError:
        return None
