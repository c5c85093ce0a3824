"""Mailing colleagues what awaits them in the desk, when they want it."""

from sqlalchemy.orm import Session

from actions.notices.staff_mail import (
    LeasedNotices,
    forget_old_staff_notices,
    has_old_staff_notices,
    has_staff_mail,
    lease_staff_mail,
    record_staff_mail,
)
from models.base.database import reading, writing
from public.clock.mailing import post_staff_mail
from public.clock.sending import send_apart, send_each


def mail_staff() -> None:
    send_apart("staff", has_staff_mail, send_all_staff_mail)


def send_all_staff_mail() -> None:
    send_each(lease_staff_mail, post_staff_mail, _record, "staff mail")


def _record(session: Session, leased: LeasedNotices, failure: str) -> None:
    record_staff_mail(session, leased.ids, failure)


def sweep_staff_notices() -> None:
    with reading() as session:
        if not has_old_staff_notices(session):
            return
    with writing() as session:
        forget_old_staff_notices(session)
