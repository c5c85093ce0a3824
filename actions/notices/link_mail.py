"""Mailing one-time links: which is next, with a link made for it, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import settings
from actions.staff.links import WORKS_FOR, issue, void_links
from models.base.refusal import Refused
from models.base.table import now
from models.notices.link_mail import LinkMail, link_mails_to, link_mails_to_send
from models.notices.notice import LEASE, Stand, next_try
from models.staff.access import LinkKind, usable_links_of
from models.staff.log import record
from models.staff.member import Actor, Permission, StaffMember

MOST_TRIES = 12
ASKED_AT_THE_DOOR = timedelta(hours=1)
"""A link that nobody but its owner asked for works no longer than that."""


class NoWayToMail(Refused):
    words = "There is no mail server, or no email of theirs. Make a link and give it to them."


@dataclass(frozen=True, slots=True)
class LeasedLink:
    """A mail that this process alone may send now. `token` is known to nobody else."""

    id: int
    tries: int
    kind: LinkKind
    address: str
    username: str
    token: str
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class LinkStand:
    """What is under way to somebody: `mailed` waits or failed, `until` is how long a link works."""

    is_waiting: bool = False
    failure: str = ""
    until: datetime | None = None

    @property
    def is_open(self) -> bool:
        return bool(self.is_waiting or self.failure or self.until)


def mail_link(session: Session, staff_id: int, *, by: Actor) -> None:
    """An invitation or a new password; older links stop working. Errors: NoWayToMail."""
    by.must(Permission.MANAGE_STAFF)
    member = session.get_one(StaffMember, staff_id)
    if not settings.SMTP_URL or not member.email or not member.is_active:
        raise NoWayToMail
    void_links(session, staff_id)
    kind = LinkKind.RESET if member.password_hash else LinkKind.INVITATION
    session.add(LinkMail(staff_id=staff_id, kind=kind, by_id=by.id))
    record(session, by, f"staff.{kind}_mailed", subject=f"staff:{staff_id}")


def revoke_links(session: Session, staff_id: int, *, by: Actor) -> None:
    """What they have or are being sent works no more."""
    by.must(Permission.MANAGE_STAFF)
    void_links(session, staff_id)
    record(session, by, "staff.links_revoked", subject=f"staff:{staff_id}")


def link_stand(session: Session, staff_id: int, *, by: Actor) -> LinkStand:
    """Errors: NotAllowed."""
    by.must(Permission.MANAGE_STAFF)
    mail = session.scalars(link_mails_to(staff_id).limit(1)).first()
    until = session.scalars(usable_links_of(staff_id)).first()
    if mail is None:
        return LinkStand(until=until)
    return LinkStand(mail.stand is Stand.WAITING, mail.failure, until)


def has_link_to_mail(session: Session) -> bool:
    """Cheap, for looking every few seconds."""
    if not settings.SMTP_URL:
        return False
    return session.scalars(link_mails_to_send().limit(1)).first() is not None


def lease_link(session: Session) -> LeasedLink | None:
    """What to send next, if anything: in a write transaction, so that no two have the same.

    The link of the try before still works: its mail may have got through all the same.
    """
    while settings.SMTP_URL and (mail := session.scalars(link_mails_to_send().limit(1)).first()):
        member = session.get_one(StaffMember, mail.staff_id)
        if member.is_active and member.email:
            return _made(session, mail, member)
        session.delete(mail)
        session.flush()
    return None


def _made(session: Session, mail: LinkMail, member: StaffMember) -> LeasedLink:
    mail.tries += 1
    mail.claimed_until = now() + LEASE
    lasts = WORKS_FOR[mail.kind] if mail.by_id else ASKED_AT_THE_DOOR
    token = issue(session, mail.kind, member.id, lasts=lasts)
    return LeasedLink(mail.id, mail.tries, mail.kind, member.email, member.username, token, lasts)


def record_link_delivery(session: Session, mail_id: int, failure: str = "") -> None:
    """Gone when there is no `failure`; else tried again later, and given up at last."""
    mail = session.get(LinkMail, mail_id)
    if mail is None:  # revoked meanwhile
        return
    if not failure:
        session.delete(mail)
        return
    mail.claimed_until, mail.failure, mail.due_at = None, failure, next_try(mail.tries)
    if mail.tries >= MOST_TRIES:
        mail.stand = Stand.GIVEN_UP
