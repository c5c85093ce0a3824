"""What is tidied by the clock: who has left, what nobody finished, what goes on for long."""

import time
from collections.abc import Callable

from sqlalchemy.orm import Session

from actions.articles.draft_ends import forget_discarded, is_any_discard_too_old
from actions.enquiries.handing_over import hand_over_further
from actions.enquiries.risk_scan import scan_further, scan_of
from actions.intake.entry_drafts import forget_old_entries, is_any_entry_too_old
from actions.staff.presence import forget_who_left, is_anybody_long_gone
from models.base.database import reading, writing
from models.enquiries.left_open import handing_over_under_way


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


AT_A_TIME = 2.0
"""Seconds; other jobs get their turn in between."""
BREATH = 0.1
"""Seconds between two transactions: whoever waits for SQLite looks again after as long."""


def scan_for_risk() -> None:
    with reading() as session:
        if not scan_of(session).is_running:
            return
    _for_a_while(scan_further)


def go_on_handing_over() -> None:
    """What waits on a colleague whose account was closed goes to another, or back again."""
    with reading() as session:
        if session.scalars(handing_over_under_way().limit(1)).first() is None:
            return
    _for_a_while(hand_over_further)


def _for_a_while(some_more: Callable[[Session], bool]) -> None:
    """Each in a transaction of its own, as long as it says that there is more."""
    started, is_more = time.monotonic(), True
    while is_more and time.monotonic() < started + AT_A_TIME:
        with writing() as session:
            is_more = some_more(session)
        time.sleep(BREATH)
