"""Sending in a thread of its own: a slow server holds up nothing, and a failure is one word."""

from collections.abc import Callable
from logging import WARNING
from threading import Thread

from sqlalchemy.orm import Session

from logs import note
from models.base.database import reading
from public.clock.webhook import NotDelivered

AT_ONCE = 20
_threads: dict[str, Thread] = {}


def send_apart(
    name: str, is_needed: Callable[[Session], bool], send_all: Callable[[], None]
) -> None:
    """For the timetable: returns at once, whatever a server does to us; never two of one name."""
    thread = _threads.get(name)
    if thread and thread.is_alive():
        return
    with reading() as session:
        is_work = is_needed(session)
    if is_work:
        _threads[name] = Thread(target=send_all, daemon=True)
        _threads[name].start()


def failure_of(send: Callable[[], None], what: str) -> str:
    """Empty when it was delivered. Errors of any kind are a failure: it will be tried again."""
    try:
        send()
    except NotDelivered as failed:
        return failed.why
    except Exception as error:  # noqa: BLE001  whatever a foreign server made of it
        note(f"{what} failed", level=WARNING, error=error)
        return "unreachable"
    return ""
