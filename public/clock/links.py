"""Mailing one-time links: invitations, new passwords, and what was asked for at the door."""

from sqlalchemy.orm import Session

from actions.notices.link_mail import (
    LeasedLink,
    has_link_to_mail,
    lease_link,
    record_link_delivery,
)
from actions.staff.forgotten import answer_requests, is_any_request_waiting
from models.base.database import reading, writing
from public.clock.mailing import post_link
from public.clock.sending import send_apart, send_each


def answer_who_forgot() -> None:
    with reading() as session:
        if not is_any_request_waiting(session):
            return
    with writing() as session:
        answer_requests(session)


def mail_links() -> None:
    send_apart("links", has_link_to_mail, send_all_links)


def send_all_links() -> None:
    send_each(lease_link, post_link, _record, "link")


def _record(session: Session, leased: LeasedLink, failure: str) -> None:
    record_link_delivery(session, leased.id, failure)
