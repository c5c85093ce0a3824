"""Mailing the replies of the desk, in a thread of its own: a slow mail server holds up nothing."""

from logging import WARNING
from threading import Thread

from actions.notices.replying import ClaimedReply, claim_reply, has_reply_to_send, settle_reply
from logs import note
from models.base.database import reading, writing
from public.clock.mailing import post_reply
from public.clock.webhook import NotDelivered

AT_ONCE = 20
_threads: list[Thread] = []


def send_replies() -> None:
    """For the timetable: returns at once, whatever a server does to us."""
    if any(thread.is_alive() for thread in _threads):
        return
    _threads.clear()
    with reading() as session:
        is_needed = has_reply_to_send(session)
    if is_needed:
        _threads.append(Thread(target=send_all_replies, daemon=True))
        _threads[0].start()


def send_all_replies() -> None:
    """Each is leased before it is sent, so that another process never sends it too."""
    for _ in range(AT_ONCE):
        with writing() as session:
            leased = claim_reply(session)
        if leased is None:
            return
        failure = _failure(leased)
        with writing() as session:
            settle_reply(session, leased.id, failure)


def _failure(leased: ClaimedReply) -> str:
    """Empty when it was delivered. Errors of any kind are a failure: it will be tried again."""
    try:
        post_reply(leased)
    except NotDelivered as failed:
        return failed.why
    except Exception as error:  # noqa: BLE001  whatever a foreign server made of it
        note("reply failed", level=WARNING, error=error)
        return "unreachable"
    return ""
