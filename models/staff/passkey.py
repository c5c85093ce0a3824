"""Passkeys: keys of their owner's own devices, of which we know the public half."""

from sqlalchemy import BigInteger, Delete, ForeignKey, LargeBinary, Select, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Id, MaybeMoment, Moment, now
from models.staff.access import LinkKind, OneTimeLink

LONGEST_NAME = 60
MOST_KEYS = 20


class Passkey(Base):
    """`credential_id` is base64url, `public_key` COSE; `sign_count` the device's own count of uses.

    Devices that share a key among themselves do not count: theirs stays 0.
    """

    __tablename__ = "passkey"

    id: Mapped[Id]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    name: Mapped[str]
    transports: Mapped[list[str]]
    added_at: Mapped[Moment]
    last_used_at: Mapped[MaybeMoment]


def passkeys_of(staff_id: int) -> Select[Passkey]:
    """The oldest first."""
    return select(Passkey).where(Passkey.staff_id == staff_id).order_by(Passkey.id)


def passkey_known_as(credential_id: str) -> Select[Passkey]:
    return select(Passkey).where(Passkey.credential_id == credential_id)


def staff_with_passkey() -> Select[int]:
    return select(Passkey.staff_id).distinct()


def forget_late_challenges() -> Delete:
    """Any stranger may ask for one: what nobody answered in time is not kept."""
    return delete(OneTimeLink).where(
        OneTimeLink.kind == LinkKind.PASSKEY_CHALLENGE, OneTimeLink.expires_at <= now()
    )


def forget_passkeys_of(staff_id: int) -> Delete:
    return delete(Passkey).where(Passkey.staff_id == staff_id)
