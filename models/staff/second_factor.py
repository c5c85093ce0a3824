"""A second proof at sign-in: the secret that somebody's app shares with us, and spare codes."""

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from sqlalchemy import Delete, ForeignKey, Select, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

import settings
from models.base.table import Base, Id, MaybeMoment

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

ROLES_SETTING = "second_factor_roles"


class SecondFactor(Base):
    """Off while `secret` is empty; `next_secret` waits for its first code. Both are sealed.

    `last_step` is the half minute of the last code taken: none of it or before works again.
    """

    __tablename__ = "second_factor"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(default="")
    last_step: Mapped[int] = mapped_column(default=0)
    next_secret: Mapped[str] = mapped_column(default="")
    begun_at: Mapped[MaybeMoment]


class RecoveryCode(Base):
    """Works once instead of the app; kept as its digest."""

    __tablename__ = "recovery_code"

    id: Mapped[Id]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    code_hash: Mapped[str]
    used_at: Mapped[MaybeMoment]


def _cipher() -> "Fernet":
    from cryptography.fernet import Fernet  # noqa: PLC0415  6 MB, for who signs in with a code

    key = bytes.fromhex(settings.derived_secret("second factor"))
    return Fernet(urlsafe_b64encode(key))


def sealed(secret: str) -> str:
    return _cipher().encrypt(secret.encode()).decode()


def unsealed(kept: str) -> str:
    """Empty when it was sealed with another key: then no code fits."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415  as above

    try:
        return _cipher().decrypt(kept.encode()).decode()
    except InvalidToken:
        return ""


def factor_in_use(staff_id: int) -> Select[SecondFactor]:
    return select(SecondFactor).where(SecondFactor.staff_id == staff_id, SecondFactor.secret != "")


def staff_with_factor() -> Select[int]:
    return select(SecondFactor.staff_id).where(SecondFactor.secret != "")


def unused_code(staff_id: int, code_hash: str) -> Select[RecoveryCode]:
    return select(RecoveryCode).where(
        RecoveryCode.staff_id == staff_id,
        RecoveryCode.code_hash == code_hash,
        RecoveryCode.used_at.is_(None),
    )


def count_of_unused_codes(staff_id: int) -> Select[int]:
    return select(func.count(RecoveryCode.id)).where(
        RecoveryCode.staff_id == staff_id, RecoveryCode.used_at.is_(None)
    )


def forget_codes_of(staff_id: int) -> Delete:
    return delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id)


def forget_factor_of(staff_id: int) -> Delete:
    return delete(SecondFactor).where(SecondFactor.staff_id == staff_id)
