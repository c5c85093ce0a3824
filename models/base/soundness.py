"""Whether the SQLite that is used has a known fault, and what helps on this machine."""

import sys
from platform import machine

import settings
from models.base.dialects.sqlite import sqlite_driver

SAFE_SQLITE = (3, 51, 3)
PACKAGED = frozenset({("linux", "x86_64"), ("darwin", "arm64")})
"""For these machines, and Python until 3.14, pysqlite3 comes built."""


def sqlite_warning() -> str:
    """What to do about an SQLite with known faults; empty when this one is sound."""
    version = sqlite_driver().sqlite_version_info
    if not settings.on_sqlite() or version >= SAFE_SQLITE:
        return ""
    known = f"SQLite {'.'.join(map(str, version))} can damage a database when its log is reset; "
    if (sys.platform, machine()) in PACKAGED and sys.version_info < (3, 15):
        return known + "`python -m pip install --force-reinstall pysqlite3` brings a newer one."
    return known + (
        "none can be installed for this machine. Run Copydesk by a Python whose own is 3.51.3 or "
        "newer, as `python -c 'import sqlite3; print(sqlite3.sqlite_version)'` tells."
    )
