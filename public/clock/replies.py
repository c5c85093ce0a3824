"""Mailing the replies of the desk."""

from sqlalchemy.orm import Session

from actions.notices.replying import (
    LeasedReply,
    has_reply_to_send,
    lease_reply,
    record_reply_delivery,
)
from public.clock.mailing import post_reply
from public.clock.sending import send_apart, send_each


def send_replies() -> None:
    send_apart("replies", has_reply_to_send, send_all_replies)


def send_all_replies() -> None:
    send_each(lease_reply, post_reply, _record, "reply")


def _record(session: Session, leased: LeasedReply, failure: str) -> None:
    record_reply_delivery(session, leased.id, failure)
