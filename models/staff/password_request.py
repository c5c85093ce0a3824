"""Who forgot the password: what they typed at the door, as a digest, until it is answered."""

from datetime import datetime

from sqlalchemy import Delete, Index, Select, Update, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Id, MaybeMoment, Moment, now
from models.staff.access import AHEAD


class PasswordRequest(Base):
    """`account` is the digest of a name or an address, known or not; `address` the peer's."""

    __tablename__ = "password_request"
    __table_args__ = (Index(None, "account", "at"), Index(None, "address", "at"))

    id: Mapped[Id]
    account: Mapped[str]
    address: Mapped[str]
    at: Mapped[Moment]
    answered_at: Mapped[MaybeMoment] = mapped_column(index=True)


def requests_counted_from_now(account: str, address: str) -> Update:
    """Those of a clock that was put back since: they hold as long as any, and no longer."""
    theirs = (PasswordRequest.account == account) | (PasswordRequest.address == address)
    at = now()
    return update(PasswordRequest).where(theirs, PasswordRequest.at > at + AHEAD).values(at=at)


def requests_for(account: str, since: datetime) -> Select[int]:
    return select(func.count(PasswordRequest.id)).where(
        PasswordRequest.account == account, PasswordRequest.at > since
    )


def requests_from(address: str, since: datetime) -> Select[int]:
    return select(func.count(PasswordRequest.id)).where(
        PasswordRequest.address == address, PasswordRequest.at > since
    )


def unanswered_requests() -> Select[PasswordRequest]:
    return (
        select(PasswordRequest)
        .where(PasswordRequest.answered_at.is_(None))
        .order_by(PasswordRequest.id)
    )


def forget_requests_before(at: datetime) -> Delete:
    return delete(PasswordRequest).where(PasswordRequest.at < at)
