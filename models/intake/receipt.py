"""What a sender is told: a reference to quote, and the same one again when they send twice."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from sqlalchemy import Select, bindparam, select

from models.enquiries.enquiry import Enquiry, IdempotencyKey

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Receipt:
    """`is_new` is false when the same key had brought the same request before."""

    reference: str
    received_at: datetime
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Idempotency:
    """A sender's key and what came with it, by digest; forgotten `after`, or never."""

    key_hash: str
    body_hash: str
    after: timedelta | None = None

    @classmethod
    def of(cls, key: str, body: str, after: timedelta | None = None) -> Self:
        return cls(_digest(key), _digest(body), after)


class KeyReused(Exception):
    """The same key came before with another request."""


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def new_reference() -> str:
    """Short enough to say on the phone, such as `CD-7K3M-9QXT`; one of 656,100,000,000."""
    number, letters = secrets.randbelow(len(ALPHABET) ** 8), ""
    for _ in range(8):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return f"CD-{letters[:4]}-{letters[4:]}"


REFERENCES_TAKEN = select(Enquiry.reference).where(
    Enquiry.reference.in_(bindparam("references", expanding=True))
)

EARLIER_RECEIPTS = (
    select(
        IdempotencyKey.key_hash,
        IdempotencyKey.body_hash,
        IdempotencyKey.created_at,
        Enquiry.reference,
        Enquiry.received_at,
    )
    .join(Enquiry, Enquiry.id == IdempotencyKey.enquiry_id)
    .where(IdempotencyKey.key_hash.in_(bindparam("key_hashes", expanding=True)))
)
"""What each of these keys brought before."""


def received_as(reference: str) -> Select[str, datetime]:
    """The reference and when it was received."""
    return select(Enquiry.reference, Enquiry.received_at).where(Enquiry.reference == reference)
