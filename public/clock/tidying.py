"""What is tidied by the clock: who has left, what nobody finished, and words that mean danger."""

import time

from actions.articles.draft_ends import forget_discarded, is_any_discard_too_old
from actions.enquiries.risk_scan import scan_further, scan_of
from actions.intake.entry_drafts import forget_old_entries, is_any_entry_too_old
from actions.staff.presence import forget_who_left, is_anybody_long_gone
from models.base.database import reading, writing


def sweep_presence() -> None:
    with reading() as session:
        if not is_anybody_long_gone(session):
            return
    with writing() as session:
        forget_who_left(session)


def sweep_entries() -> None:
    """What somebody began to write down at the desk and never came back to."""
    with reading() as session:
        if not is_any_entry_too_old(session):
            return
    with writing() as session:
        forget_old_entries(session)


def sweep_discarded() -> None:
    """Text that somebody discarded and can no longer bring back."""
    with reading() as session:
        if not is_any_discard_too_old(session):
            return
    with writing() as session:
        forget_discarded(session)


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
