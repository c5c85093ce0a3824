"""Who of the clinic's doctors answers for what a page says, and since when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.page import PageContent
from models.review import sign_offs_of
from models.signed import covering


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A clinician's newest sign-off of the very text that is shown."""

    name: str
    on: date

    @property
    def said(self) -> str:
        """The day as it is said: 3 May 2026."""
        return f"{self.on.day} {self.on:%B %Y}"


def reviewed(session: Session, article_id: int, content: PageContent) -> Reviewed | None:
    """None when nobody signed this text, or it differs from what was signed in any part."""
    signed = covering(session.scalars(sign_offs_of(article_id)), content)
    return Reviewed(signed.name, signed.reviewed_on) if signed else None


def facts_of(review: Reviewed | None) -> dict[str, Any]:
    """What search engines are told of it, as properties of a schema.org MedicalWebPage."""
    if review is None:
        return {}
    reviewer = {"@type": "Person", "name": review.name}
    return {"reviewedBy": reviewer, "lastReviewed": review.on.isoformat()}
