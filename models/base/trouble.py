"""What is wrong with the database or its disk, in words for whoever meets it."""

import errno
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

NOTHING_SAVED = "Nothing was saved."


@dataclass(frozen=True, slots=True)
class Trouble:
    """`status` is the HTTP status to answer with; `advice` is for staff and operators."""

    status: int
    title: str
    advice: str


BUSY = Trouble(
    503,
    "The database is busy",
    f"{NOTHING_SAVED} Wait a moment and try again.",
)
FULL = Trouble(
    507,
    "The disk is full",
    f"{NOTHING_SAVED} Reading still works. Free some space on the server, then try again.",
)
READ_ONLY = Trouble(
    503,
    "The database cannot be written to",
    f"{NOTHING_SAVED} Check that the program may write to the database file and its folder.",
)
UNREACHABLE = Trouble(
    503,
    "The database cannot be opened",
    "Check that the file exists, and that the program may read and write it and its folder; or "
    "that PostgreSQL runs and lets it in.",
)
DAMAGED = Trouble(
    503,
    "The database file is damaged",
    "Stop the program, keep the file, and restore the newest backup.",
)
DISK = Trouble(
    503,
    "The disk does not answer as it should",
    f"{NOTHING_SAVED} Check the server's disk and its free space.",
)
OUT_OF_DATE = Trouble(
    503,
    "The database has not been brought up to date",
    "Run the command “migrate”, then start the program again.",
)

BY_MESSAGE = {
    "database is locked": BUSY,
    "database table is locked": BUSY,
    "disk is full": FULL,
    "readonly database": READ_ONLY,
    "access permission denied": READ_ONLY,
    "unable to open": UNREACHABLE,
    "malformed": DAMAGED,
    "not a database": DAMAGED,
    "disk i/o error": DISK,
    "no such table": OUT_OF_DATE,
    "no such column": OUT_OF_DATE,
}
BY_SQLSTATE = {
    "08": UNREACHABLE,
    "25006": READ_ONLY,  # a standby
    "40": BUSY,
    "42501": READ_ONLY,
    "42703": OUT_OF_DATE,
    "42P01": OUT_OF_DATE,
    "53": BUSY,
    "53100": FULL,
    "55P03": BUSY,
    "57P": UNREACHABLE,
    "58030": DISK,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
"""What PostgreSQL says in each language: whole codes, or the class that they begin with."""
BY_NUMBER = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EIO: DISK,
}


def trouble_of(error: BaseException) -> Trouble | None:
    """Name the trouble behind an error, or behind its cause; None when it is something else."""
    if isinstance(error, PoolTimeout):
        return BUSY
    if isinstance(error, DBAPIError) and error.orig is not None:
        return _of_database(error.orig, is_cut_off=error.connection_invalidated)
    if isinstance(error, OSError):
        return BY_NUMBER.get(error.errno or 0)
    return trouble_of(error.__cause__) if error.__cause__ else None


def _of_database(error: BaseException, *, is_cut_off: bool) -> Trouble | None:
    if not hasattr(error, "sqlstate"):
        said = str(error).lower()
        return next((trouble for words, trouble in BY_MESSAGE.items() if words in said), None)
    code = str(error.sqlstate or "")
    known = (BY_SQLSTATE.get(code[:length]) for length in (5, 3, 2))
    found = next((trouble for trouble in known if trouble), None)
    return found or (UNREACHABLE if is_cut_off or not code else None)
