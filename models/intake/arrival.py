"""One request as it comes in at the door, and the row that is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from sqlalchemy.orm import Session

from models.clinic.setting import settings_named
from models.enquiries.contact import email_key, phone_digits, phone_key
from models.enquiries.enquiry import EnquirySource, Priority, Status
from models.enquiries.risk.phrases import risk_phrases_in
from models.intake.booking import BookingRequest
from models.intake.receipt import Idempotency, Receipt


@dataclass(frozen=True, slots=True)
class Arrival:
    """`spam_reasons` say why it may not be a person's; `status` is that of an imported one, and
    `worked` are columns of Enquiry that a desk had filled elsewhere."""

    request: BookingRequest
    source: EnquirySource
    idempotency: Idempotency | None = None
    spam_reasons: tuple[str, ...] = ()
    status: Status | None = None
    worked: Mapping[str, Any] = field(default_factory=dict)


class IntakePolicy(NamedTuple):
    """What the clinic decided, read once for a whole group; each is named as its setting."""

    risk_phrases: list[str]
    consent_version: str
    phone_region: str
    mail_recipients: list[str]
    webhook_url: str

    @classmethod
    def of(cls, session: Session) -> Self:
        return cls(**settings_named(session, cls._fields))


def enquiry_row(
    arrival: Arrival,
    receipt: Receipt,
    policy: IntakePolicy,
    articles: Mapping[str, int],
    calls: Mapping[int, int],
) -> dict[str, Any]:
    """Columns of Enquiry; `articles` tells the id of a slug, `calls` a call to action's article.

    Somebody at risk is never put aside as spam: they stay in sight, with the suspicion noted.
    """
    asked = arrival.request
    columns = asked.as_dict()
    del columns["article"], columns["call_to_action"]
    risks = risk_phrases_in(f"{asked.message}\n{asked.preferred_at}", policy.risk_phrases)
    is_put_aside = arrival.spam_reasons and not risks
    told = {
        "reference": receipt.reference,
        "received_at": receipt.received_at,
        "source": arrival.source,
        "consent_version": asked.consent_version or policy.consent_version,
        "status": arrival.status or (Status.SPAM if is_put_aside else Status.NEW),
        "spam_reasons": list(arrival.spam_reasons),
        "is_at_risk": bool(risks),
        "risk_phrases": risks,
    }
    origin = _origin(arrival, articles, calls)
    return columns | told | origin | _keys(asked, policy.phone_region) | _worked(arrival, risks)


UNWORKED: dict[str, Any] = {
    **dict.fromkeys(("close_reason", "notes", "named_call_to_action", "named_colleague"), ""),
    **dict.fromkeys(("booked_for", "first_answered_at", "follow_up_on", "assigned_to_id")),
    "priority": Priority.NORMAL,
}
"""Rows that are written together have the same columns."""


def _worked(arrival: Arrival, risks: list[str]) -> dict[str, Any]:
    """Only an imported one comes with any. At risk it is when either says so."""
    if arrival.source is not EnquirySource.IMPORT:
        return {}
    is_at_risk = bool(risks) or arrival.worked.get("is_at_risk", False)
    source = {"source": arrival.source, "tags": list[str]()}
    return UNWORKED | source | dict(arrival.worked) | {"is_at_risk": is_at_risk}


def _origin(
    arrival: Arrival, articles: Mapping[str, int], calls: Mapping[int, int]
) -> dict[str, int | str | None]:
    """Where it came from; a call to action of another article is none.

    An article that only another system knows is named, so that an export can tell it again.
    """
    asked = arrival.request
    article = articles.get(asked.article)
    is_its_own = article is not None and calls.get(asked.call_to_action) == article
    return {
        "article_id": article,
        "call_to_action_id": asked.call_to_action if is_its_own else None,
        "named_article": asked.article
        if arrival.source is EnquirySource.IMPORT and not article
        else "",
    }


def _keys(asked: BookingRequest, region: str) -> dict[str, str]:
    """By which the same person is found again."""
    return {
        "email_key": email_key(asked.email),
        "phone_key": phone_key(asked.phone, region),
        "phone_digits": phone_digits(asked.phone, region),
    }
