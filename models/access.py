"""How staff get in: sessions, one-time links, and tries that failed."""

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, and_, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Id, MaybeMoment, Moment, now
from models.staff import StaffMember

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)


def digest(token: str) -> str:
    """What we keep of a token: its SHA-256, in hexadecimal."""
    return sha256(token.encode()).hexdigest()


class LinkKind(StrEnum):
    SETUP = "setup"
    INVITATION = "invitation"
    RESET = "reset"
    TICKET = "ticket"


class StaffSession(Base):
    __tablename__ = "staff_session"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    created_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]
    ended_at: Mapped[MaybeMoment]
    device: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")

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


class SignInAttempt(Base):
    """A failed try; `account` is the digest of the case-folded name, known or not."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index(None, "account", "at"),
        Index(None, "address", "at"),
    )

    id: Mapped[Id]
    account: Mapped[str]
    address: Mapped[str]
    at: Mapped[Moment]


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
    )


def live_session(token_hash: str) -> Select[StaffSession, StaffMember]:
    """The session and its owner, while neither has ended, idled out or been disabled."""
    return session_with_staff(token_hash).where(_is_live(), StaffMember.is_active)


def open_sessions_of(staff_id: int) -> Select[StaffSession]:
    return (
        select(StaffSession)
        .where(StaffSession.staff_id == staff_id, _is_live())
        .order_by(StaffSession.last_seen_at.desc())
    )


def link_with(token_hash: str) -> Select[OneTimeLink]:
    return select(OneTimeLink).where(OneTimeLink.token_hash == token_hash)


def failed_tries_for(account: str, since: datetime) -> Select[int]:
    return select(func.count(SignInAttempt.id)).where(
        SignInAttempt.account == account, SignInAttempt.at > since
    )


def failed_tries_from(address: str, since: datetime) -> Select[int]:
    return select(func.count(SignInAttempt.id)).where(
        SignInAttempt.address == address, SignInAttempt.at > since
    )
