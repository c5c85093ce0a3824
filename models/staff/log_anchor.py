"""Where the log ended, written down outside the database and sealed with a key of our own."""

import fcntl
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import settings
from models.base.backup import onto_disk
from models.base.refusal import Refused
from models.staff.log_chain import BEGINNING, LogPoint


class BadAnchor(Refused):
    words = "The anchor of the log is damaged, or was not sealed with this clinic’s secret."


@dataclass(frozen=True, slots=True)
class Anchor:
    """The newest entry that we have seen on disk, and the newest up to which all was verified."""

    head: LogPoint = BEGINNING
    verified: LogPoint = BEGINNING


def read_anchor() -> Anchor | None:
    """None where there is none. Errors: BadAnchor."""
    try:
        body, _, seal = settings.anchor_file().read_bytes().rstrip().rpartition(b"\n")
    except FileNotFoundError:
        return None
    if not hmac.compare_digest(_seal(body), seal):
        raise BadAnchor
    told = json.loads(body)
    return Anchor(_point(told["head"]), _point(told["verified"]))


def _point(told: dict[str, Any]) -> LogPoint:
    return LogPoint(**told | {"at": datetime.fromisoformat(told["at"])})


def _seal(body: bytes) -> bytes:
    return (
        hmac.new(settings.derived_secret("log anchor").encode(), body, sha256).hexdigest().encode()
    )


def write_anchor(anchor: Anchor) -> None:
    """The former one stands until this one is on disk."""
    body = json.dumps(asdict(anchor), default=datetime.isoformat).encode()
    file = settings.anchor_file()
    draft = file.with_name(file.name + ".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_bytes(body + b"\n" + _seal(body) + b"\n")
    onto_disk(draft)
    draft.replace(file)
    onto_disk(file.parent)


def keep_anchor_aside(copy: Path) -> None:
    """Whatever it is: somebody may want to look at it."""
    if settings.anchor_file().exists():
        copy.touch(mode=0o600)
        copy.write_bytes(settings.anchor_file().read_bytes())


@contextmanager
def alone_with_anchor() -> Iterator[None]:
    """One at a time, whichever process: nobody puts it back to where it was before."""
    folder = settings.anchor_file().parent
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
