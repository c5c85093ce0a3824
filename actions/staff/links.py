"""Links that work once: to set up the first account, to accept an invitation, to start anew."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy.orm import Session

import settings
from models.base.refusal import Refused
from models.base.table import now
from models.notices.link_mail import forget_link_mails_to
from models.staff.access import (
    ON_THE_WAY_IN,
    LinkKind,
    OneTimeLink,
    digest,
    end_sessions_of,
    spend_links,
    usable_link,
)
from models.staff.log import record
from models.staff.member import (
    OPERATOR,
    Actor,
    Permission,
    Role,
    StaffMember,
    count_of_active_administrators,
)

WORKS_FOR: dict[LinkKind, timedelta] = {
    LinkKind.SETUP: timedelta(days=1),
    LinkKind.INVITATION: timedelta(days=7),
    LinkKind.RESET: timedelta(hours=24),
    LinkKind.TICKET: timedelta(seconds=60),
    LinkKind.SECOND_STEP: timedelta(minutes=5),
    LinkKind.PASSKEY_NEW: timedelta(minutes=5),
    LinkKind.PASSKEY_CHALLENGE: timedelta(minutes=5),
    LinkKind.PASSKEY_TICKET: timedelta(seconds=60),
}
PASSWORD_LINKS = frozenset({LinkKind.INVITATION, LinkKind.RESET})


class LinkSpent(Refused):
    """The link was used, has run out, or never was; all three read alike."""

    words = "This link was used or has run out. Ask an administrator for a new one."


def issue(
    session: Session, kind: LinkKind, staff_id: int | None, *, lasts: timedelta | None = None
) -> str:
    """The token; we keep its digest only."""
    token = secrets.token_urlsafe(32)
    expires_at = now() + (lasts or WORKS_FOR[kind])
    session.add(
        OneTimeLink(token_hash=digest(token), kind=kind, staff_id=staff_id, expires_at=expires_at)
    )
    return token


def behind_link(session: Session, token: str) -> tuple[OneTimeLink | None, StaffMember | None]:
    """The link, unless it is spent, and whose it is; who holds it has no account to ask for yet."""
    link = session.scalar(usable_link(digest(token), {LinkKind.SETUP, *PASSWORD_LINKS}))
    return link, session.get(StaffMember, link.staff_id) if link and link.staff_id else None


def redeem(session: Session, token: str, kinds: Collection[LinkKind]) -> OneTimeLink:
    """Spend the link: nobody else can, from now on. Errors: LinkSpent."""
    link = session.scalar(usable_link(digest(token), kinds))
    if link is None:
        raise LinkSpent
    link.used_at = now()
    return link


def setup_token(session: Session, *, by: Actor) -> str:
    """A fresh one while nobody can administer, voiding older ones; else empty."""
    by.must(Permission.MANAGE_STAFF)
    session.execute(spend_links({LinkKind.SETUP}, None))
    if session.scalars(count_of_active_administrators()).one():
        return ""
    return issue(session, LinkKind.SETUP, None)


def link_to_password(session: Session, staff_id: int, *, by: Actor) -> tuple[LinkKind, str]:
    """An invitation for who never had a password, a reset for who did; older ones are void."""
    by.must(Permission.MANAGE_STAFF)
    member = session.get_one(StaffMember, staff_id)
    kind = LinkKind.RESET if member.password_hash else LinkKind.INVITATION
    void_links(session, staff_id)
    record(session, by, f"staff.{kind}_issued", subject=f"staff:{staff_id}")
    return kind, issue(session, kind, staff_id)


def void_links(session: Session, staff_id: int) -> None:
    """Those to choose a password, also the ones that are still to be mailed."""
    session.execute(spend_links(PASSWORD_LINKS, staff_id))
    session.execute(forget_link_mails_to(staff_id))


def set_up_administrator(session: Session, token: str, first: StaffMember) -> None:
    """`first` is complete but for what makes it the administrator. Errors: LinkSpent."""
    redeem(session, token, {LinkKind.SETUP})
    if session.scalars(count_of_active_administrators()).one():
        raise LinkSpent
    first.role = Role.ADMINISTRATOR
    session.add(first)
    session.flush()
    record(session, OPERATOR, "staff.set_up", subject=f"staff:{first.id}")


def choose_password(session: Session, token: str, password_hash: str) -> StaffMember:
    """Set it, end every session of its owner, and void their other links. Errors: LinkSpent."""
    link = redeem(session, token, PASSWORD_LINKS)
    member = session.get_one(StaffMember, link.staff_id)
    if not member.is_active:
        raise LinkSpent
    member.password_hash = password_hash
    void_links(session, member.id)
    shut_out(session, member.id)
    record(session, member.as_actor(), "staff.password_set", subject=f"staff:{member.id}")
    return member


def shut_out(session: Session, staff_id: int, *, but: str = "") -> None:
    """Signed out everywhere but in one session (a token's digest), and on no way in."""
    session.execute(end_sessions_of(staff_id, except_token_hash=but))
    session.execute(spend_links(ON_THE_WAY_IN, staff_id))


def link_address(token: str) -> str:
    """What to send to the person."""
    return f"{settings.PUBLIC_URL}/desk/welcome?token={token}"
