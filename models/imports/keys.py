"""What tells two rows apart: the same row of a file, and the same words of the same person."""

import json
from datetime import datetime
from hashlib import blake2b

from models.enquiries.contact import email_key
from models.intake.booking import BookingRequest


def content_key(asked: BookingRequest, received_at: datetime | None, key_of_phone: str) -> str:
    """The same for two rows that say the same of the same person at the same moment."""
    return digest_of(
        [
            asked.name.casefold(),
            email_key(asked.email),
            key_of_phone or asked.phone,
            asked.service,
            asked.preferred_at,
            asked.message,
            received_at.isoformat() if received_at else "",
        ]
    )


def digest_of(parts: list[str]) -> str:
    told = json.dumps(parts).encode()
    return blake2b(told, digest_size=16).hexdigest()
