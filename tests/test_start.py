"""What a start loads, and what it leaves until somebody needs it."""

import subprocess
import sys

import settings

SELDOM = {"alembic", "bs4", "cryptography", "docx", "icalendar", "mammoth", "pandas", "zxcvbn"}


def test_a_start_loads_nothing_that_few_ever_need() -> None:
    asking = "import dashboard, sys; print(*sys.modules)"

    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", asking],
        cwd=settings.ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout

    assert SELDOM.isdisjoint(told.split())
