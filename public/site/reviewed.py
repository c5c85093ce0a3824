"""Who of the clinic's doctors answers for what a page says, and since when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models.articles.page import PageContent
from models.reviews.review import SignOff, sign_offs_of
from models.reviews.signed import covering


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A clinician's newest sign-off of the very text that is shown."""

    name: str
    on: date

    @property
    def said(self) -> str:
        """The day as it is said: 3 May 2026."""
        return f"{self.on.day} {self.on:%B %Y}"


def reviewed(
    session: Session, article_id: int, content: PageContent, at: datetime | None = None
) -> Reviewed | None:
    """None when nobody signed this text (until `at`), or it differs from it in any part."""
    sign_offs = sign_offs_of(article_id)
    if at:
        sign_offs = sign_offs.where(SignOff.signed_at <= at)
    signed = covering(session.scalars(sign_offs), content)
    return Reviewed(signed.name, signed.reviewed_on) if signed else None


def facts_of(review: Reviewed | None) -> dict[str, Any]:
    """What search engines are told of it, as properties of a schema.org MedicalWebPage."""
    if review is None:
        return {}
    reviewer = {"@type": "Person", "name": review.name}
    return {"reviewedBy": reviewer, "lastReviewed": review.on.isoformat()}
