"""Mailing colleagues what awaits them in the desk, when they want it."""

from functools import partial

from actions.notices.staff_mail import (
    forget_old_staff_notices,
    has_old_staff_notices,
    has_staff_mail,
    lease_staff_mail,
    record_staff_mail,
)
from models.base.database import reading, writing
from public.clock.mailing import post_staff_mail
from public.clock.sending import AT_ONCE, failure_of, send_apart


def mail_staff() -> None:
    send_apart("staff", has_staff_mail, send_all_staff_mail)


def send_all_staff_mail() -> None:
    """Each is leased before it is sent, so that another process never sends it too."""
    for _ in range(AT_ONCE):
        with writing() as session:
            leased = lease_staff_mail(session)
        if leased is None:
            return
        failure = failure_of(partial(post_staff_mail, leased), "staff mail")
        with writing() as session:
            record_staff_mail(session, leased.ids, failure)


def sweep_staff_notices() -> None:
    with reading() as session:
        if not has_old_staff_notices(session):
            return
    with writing() as session:
        forget_old_staff_notices(session)
