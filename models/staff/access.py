"""How staff get in: sessions and one-time links."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Select,
    Update,
    and_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base.table import Base, Id, MaybeMoment, Moment, now
from models.staff.member import StaffMember

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
AHEAD = timedelta(minutes=5)
"""So far a clock may be put back before what it wrote is no longer believed to be young."""


def digest(token: str) -> str:
    """What we keep of a token: its SHA-256, in hexadecimal."""
    return sha256(token.encode()).hexdigest()


class LinkKind(StrEnum):
    SETUP = "setup"
    INVITATION = "invitation"
    RESET = "reset"
    TICKET = "ticket"
    SECOND_STEP = "second_step"
    PASSKEY_NEW = "passkey_new"
    PASSKEY_CHALLENGE = "passkey_challenge"
    PASSKEY_TICKET = "passkey_ticket"


ON_THE_WAY_IN = frozenset(
    {LinkKind.TICKET, LinkKind.PASSKEY_TICKET, LinkKind.SECOND_STEP, LinkKind.PASSKEY_NEW}
)
"""What somebody holds between one step and the next, for minutes at most."""


class StaffSession(Base):
    """`has_shown_passkey`: it began with one, or one was made in it; then no code is owed."""

    __tablename__ = "staff_session"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    created_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]
    ended_at: Mapped[MaybeMoment]
    device: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    has_shown_passkey: Mapped[bool] = mapped_column(default=False)

    staff: Mapped[StaffMember] = relationship(lazy="raise")


class OneTimeLink(Base):
    """Works once and until `expires_at`; a set-up link belongs to nobody yet."""

    __tablename__ = "one_time_link"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[LinkKind]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"), index=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[MaybeMoment]

    staff: Mapped[StaffMember | None] = relationship(lazy="raise")


def session_with_staff(token_hash: str) -> Select[StaffSession, StaffMember]:
    return (
        select(StaffSession, StaffMember)
        .join(StaffSession.staff)
        .where(StaffSession.token_hash == token_hash)
    )


def _is_live() -> ColumnElement[bool]:
    at = now()
    return and_(
        StaffSession.ended_at.is_(None),
        StaffSession.last_seen_at > at - IDLE,
        StaffSession.created_at > at - LONGEST,
        StaffSession.created_at < at + AHEAD,
        StaffSession.last_seen_at < at + AHEAD,
    )


def live_session(token_hash: str) -> Select[StaffSession, StaffMember]:
    """The session and its owner, while neither has ended, idled out or been disabled."""
    return session_with_staff(token_hash).where(_is_live(), StaffMember.is_active)


def session_just_run_out(token_hash: str) -> Select[StaffSession, StaffMember]:
    """Nobody ended it, but it idled out or grew too old, within the last day."""
    return session_with_staff(token_hash).where(
        StaffSession.ended_at.is_(None),
        StaffSession.last_seen_at > now() - timedelta(days=1),
        StaffMember.is_active,
    )


def sessions_not_ended(token_hashes: Collection[str]) -> Select[StaffSession, StaffMember]:
    """And whose they are, unless somebody ended them or closed the account."""
    return (
        select(StaffSession, StaffMember)
        .join(StaffSession.staff)
        .where(
            StaffSession.token_hash.in_(token_hashes),
            StaffSession.ended_at.is_(None),
            StaffMember.is_active,
        )
    )


def open_sessions_of(staff_id: int) -> Select[StaffSession]:
    return (
        select(StaffSession)
        .where(StaffSession.staff_id == staff_id, _is_live())
        .order_by(StaffSession.last_seen_at.desc())
    )


def sessions_newest_first(staff_id: int) -> Select[StaffSession]:
    return (
        select(StaffSession)
        .where(StaffSession.staff_id == staff_id)
        .order_by(StaffSession.created_at.desc(), StaffSession.id.desc())
    )


def end_sessions_of(staff_id: int, *, except_token_hash: str = "") -> Update:
    return (
        update(StaffSession)
        .where(
            StaffSession.staff_id == staff_id,
            StaffSession.ended_at.is_(None),
            StaffSession.token_hash != except_token_hash,
        )
        .values(ended_at=now())
    )


def live_session_numbered(session_id: int) -> Select[StaffSession]:
    return select(StaffSession).where(StaffSession.id == session_id, _is_live())


def usable_link(token_hash: str, kinds: Collection[LinkKind]) -> Select[OneTimeLink]:
    """The link, while it is unspent and in time."""
    return select(OneTimeLink).where(
        OneTimeLink.token_hash == token_hash,
        OneTimeLink.kind.in_(kinds),
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > now(),
        OneTimeLink.created_at < now() + AHEAD,
    )


def usable_links_of(staff_id: int) -> Select[datetime]:
    """How long each link to choose a password works, the longest first."""
    return (
        select(OneTimeLink.expires_at)
        .where(
            OneTimeLink.staff_id == staff_id,
            OneTimeLink.kind.in_([LinkKind.INVITATION, LinkKind.RESET]),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now(),
        )
        .order_by(OneTimeLink.expires_at.desc())
    )


def spend_links(kind: Collection[LinkKind], staff_id: int | None) -> Update:
    """Void every unspent link of these kinds that one person (or nobody yet) holds."""
    return (
        update(OneTimeLink)
        .where(
            OneTimeLink.kind.in_(kind),
            OneTimeLink.staff_id.is_(None)
            if staff_id is None
            else OneTimeLink.staff_id == staff_id,
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=now())
    )
