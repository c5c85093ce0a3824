"""Sending in a thread of its own: a slow server holds up nothing, and a failure is one word."""

from collections.abc import Callable
from functools import partial
from logging import WARNING
from threading import Thread
from typing import TypeVar

from sqlalchemy.orm import Session

from logs import note
from models.base.database import reading, writing
from public.clock.webhook import NotDelivered

Leased = TypeVar("Leased")
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


def send_each(
    lease: Callable[[Session], Leased | None],
    post: Callable[[Leased], None],
    record: Callable[[Session, Leased, str], None],
    what: str,
) -> None:
    """Each is leased before it is sent, so that another process never sends it too."""
    for _ in range(AT_ONCE):
        with writing() as session:
            leased = lease(session)
        if leased is None:
            return
        failure = _failure_of(partial(post, leased), what)
        with writing() as session:
            record(session, leased, failure)


def _failure_of(send: Callable[[], None], what: str) -> str:
    """Empty when it was delivered. Errors of any kind are a failure: it will be tried again."""
    try:
        send()
    except NotDelivered as failed:
        return failed.why
    except Exception as error:  # noqa: BLE001  whatever a foreign server made of it
        note(f"{what} failed", level=WARNING, error=error)
        return "unreachable"
    return ""
