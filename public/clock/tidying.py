"""What is tidied by the clock: who has left is forgotten, and open enquiries are looked through."""

import time

from actions.enquiries.risk_scan import scan_further, scan_of
from actions.privacy.erasing import clear_erased
from actions.privacy.retention import is_anything_over, purge_by_the_clock
from actions.staff.presence import forget_who_left, is_anybody_long_gone
from models.base.database import reading, writing


def sweep_presence() -> None:
    with reading() as session:
        if not is_anybody_long_gone(session):
            return
    with writing() as session:
        forget_who_left(session)


def purge_enquiries() -> None:
    """What is over its month in the bin, a stretch at a time."""
    with reading() as session:
        if not is_anything_over(session):
            return
    is_more = 1
    while is_more:
        with writing() as session:
            is_more = purge_by_the_clock(session)


def clear_erased_words() -> None:
    """Somebody looked at the database when they were erased: now perhaps nobody does."""
    clear_erased()


AT_A_TIME = 0.5
"""Seconds; other jobs and other writers get their turn in between."""


def scan_for_risk() -> None:
    with reading() as session:
        if not scan_of(session).is_running:
            return
    started, is_more = time.monotonic(), True
    while is_more and time.monotonic() < started + AT_A_TIME:
        with writing() as session:
            is_more = scan_further(session)
