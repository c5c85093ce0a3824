"""Tries to sign in that failed, counted by account and by address."""

from datetime import datetime

from sqlalchemy import Delete, Index, Select, Update, delete, func, select, update
from sqlalchemy.orm import Mapped

from models.base.table import Base, Id, Moment, now
from models.staff.access import AHEAD


class SignInAttempt(Base):
    """A failed try; `account` is the digest of the name, known or not ("" once it is blocked)."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index(None, "account", "at"),
        Index(None, "address", "at"),
    )

    id: Mapped[Id]
    account: Mapped[str]
    address: Mapped[str]
    at: Mapped[Moment]


def tries_counted_from_now(account: str, address: str) -> Update:
    """Those of a clock that was put back since: they hold as long as any, and no longer."""
    theirs = (SignInAttempt.account == account) | (SignInAttempt.address == address)
    at = now()
    return update(SignInAttempt).where(theirs, SignInAttempt.at > at + AHEAD).values(at=at)


def failed_tries_for(account: str, since: datetime) -> Select[int]:
    return select(func.count(SignInAttempt.id)).where(
        SignInAttempt.account == account, SignInAttempt.at > since
    )


def blocked_accounts(tries: int, since: datetime) -> Select[str]:
    """Digests of the names with at least so many failed tries."""
    return (
        select(SignInAttempt.account)
        .where(SignInAttempt.at > since, SignInAttempt.account != "")
        .group_by(SignInAttempt.account)
        .having(func.count(SignInAttempt.id) >= tries)
    )


def forget_tries_for(account: str) -> Delete:
    return delete(SignInAttempt).where(SignInAttempt.account == account)


def forget_tries_before(at: datetime) -> Delete:
    return delete(SignInAttempt).where(SignInAttempt.at < at)


def failed_tries_from(address: str, since: datetime) -> Select[int]:
    return select(func.count(SignInAttempt.id)).where(
        SignInAttempt.address == address, SignInAttempt.at > since
    )
