"""One request as it comes in at the door, and the row that is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from sqlalchemy.orm import Session

from models.booking import BookingRequest
from models.contact import email_key, phone_digits, phone_key
from models.enquiry import Source, Status
from models.receipt import Idempotency, Receipt
from models.risk import risk_phrases_in
from models.setting import settings_named


@dataclass(frozen=True, slots=True)
class Arrival:
    """`spam_reasons` say why it may not be a person's."""

    request: BookingRequest
    source: Source
    idempotency: Idempotency | None = None
    spam_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakePolicy:
    """What the clinic decided, read once for a whole group; each is named as its setting."""

    risk_phrases: list[str]
    consent_version: str
    phone_region: str

    @classmethod
    def of(cls, session: Session) -> Self:
        return cls(**settings_named(session, [field.name for field in fields(cls)]))


def enquiry_row(
    arrival: Arrival, receipt: Receipt, policy: IntakePolicy, articles: Mapping[str, int]
) -> dict[str, Any]:
    """Columns of Enquiry; `articles` tells the id of a slug.

    Somebody at risk is never put aside as spam: they stay in sight, with the suspicion noted.
    """
    asked = arrival.request
    columns = asked.as_dict()
    slug = columns.pop("article")
    risks = risk_phrases_in(f"{asked.message}\n{asked.preferred_at}", policy.risk_phrases)
    is_put_aside = arrival.spam_reasons and not risks
    return columns | {
        "reference": receipt.reference,
        "received_at": receipt.received_at,
        "article_id": articles.get(slug),
        "source": arrival.source,
        "consent_version": asked.consent_version or policy.consent_version,
        "status": Status.SPAM if is_put_aside else Status.NEW,
        "spam_reasons": list(arrival.spam_reasons),
        "is_at_risk": bool(risks),
        "risk_phrases": risks,
        "email_key": email_key(asked.email),
        "phone_key": phone_key(asked.phone, policy.phone_region),
        "phone_digits": phone_digits(asked.phone, policy.phone_region),
    }
