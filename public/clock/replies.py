"""Mailing the replies of the desk."""

from functools import partial

from actions.notices.replying import has_reply_to_send, lease_reply, record_reply_delivery
from models.base.database import writing
from public.clock.mailing import post_reply
from public.clock.sending import AT_ONCE, failure_of, send_apart


def send_replies() -> None:
    send_apart("replies", has_reply_to_send, send_all_replies)


def send_all_replies() -> None:
    """Each is leased before it is sent, so that another process never sends it too."""
    for _ in range(AT_ONCE):
        with writing() as session:
            leased = lease_reply(session)
        if leased is None:
            return
        failure = failure_of(partial(post_reply, leased), "reply")
        with writing() as session:
            record_reply_delivery(session, leased.id, failure)
