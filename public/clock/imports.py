"""Confirmed imports are written by the clock, after a restart too: where they stopped."""

from logging import ERROR
from threading import Lock, Thread
from time import sleep

from actions.imports.batches import forget_unconfirmed
from actions.imports.carrying import Carrier
from logs import note
from models.base.database import reading, writing
from models.imports.batch import imports_forgotten, imports_under_way

BREATH = 0.03
"""Seconds between two stretches, in which other writers get their turn."""
_at_work = Lock()


def go_on_with_imports() -> None:
    """A job of the timetable: starts one thread, which ends when nothing is under way."""
    with reading() as session:
        is_any = session.scalars(imports_under_way().limit(1)).first() is not None
    if is_any and _at_work.acquire(blocking=False):
        Thread(target=_carry_all, name="imports", daemon=True).start()


def _carry_all() -> None:
    try:
        carry_out_imports()
    except Exception as error:  # noqa: BLE001  the clock starts it again, whatever it was
        note("import stopped", level=ERROR, error=error)
    finally:
        _at_work.release()


def carry_out_imports() -> None:
    """One after the other, the oldest first."""
    with reading() as session:
        numbers = session.scalars(imports_under_way()).all()
    for number in numbers:
        for _ in Carrier(number, reading, writing).stretches():
            sleep(BREATH)


def sweep_imports() -> None:
    """Files that nobody confirmed are forgotten: they hold people's words."""
    with reading() as session:
        if session.scalars(imports_forgotten().limit(1)).first() is None:
            return
    with writing() as session:
        forget_unconfirmed(session)
