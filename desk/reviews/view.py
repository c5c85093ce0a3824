"""How the review of one article stands, as its screen shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy.orm import Session

from actions.articles.publishing import live_version
from desk.articles.open_article import OpenArticle
from desk.widgets.clock import spoken
from models.articles.content import SectionContent
from models.articles.page import PageContent
from models.base.database import reading
from models.reviews.review import (
    Review,
    ReviewState,
    SignOff,
    last_approvals,
    newest_verdicts,
    review_asked,
    sign_offs_of,
    texts_at,
)
from models.reviews.signed import covering
from models.reviews.standing import Standing, standings, unapproved
from models.staff.member import Actor, Role


@dataclass(frozen=True, slots=True)
class ReviewView:
    """`bases` holds, by section, the text that its newest one is compared with.

    `last` is the newest sign-off, `saved` and `public` those that hold for the saved text and
    for what readers see; `asked` says who asked for the review, and when.
    """

    state: ReviewState
    asked: str
    due_on: date | None
    parts: Sequence[Standing]
    bases: dict[int, SectionContent]
    last: SignOff | None
    saved: SignOff | None
    public: SignOff | None

    @property
    def open_parts(self) -> list[Standing]:
        return unapproved(self.parts)

    @property
    def seen(self) -> dict[int, int]:
        """What somebody with this before their eyes reads: section → revision."""
        return {part.section.id: part.section.latest for part in self.parts}

    def to_read(self, by: Actor) -> list[Standing]:
        """Not approved yet; for clinicians also what no clinician has seen as it is now."""
        if by.role is not Role.CLINICIAN:
            return self.open_parts
        return [part for part in self.parts if not part.is_approved or not self._is_seen(part)]

    def _is_seen(self, part: Standing) -> bool:
        signed = self.last.numbers if self.last else {}
        is_signed = signed.get(str(part.section.id)) == part.section.latest
        return is_signed or (part.verdict is not None and part.verdict.role is Role.CLINICIAN)

    @property
    def taken_out(self) -> int:
        """How many parts readers no longer see that stood in the text last signed off."""
        signed = self.last.numbers if self.last else {}
        return len(signed.keys() - {str(part.section.id) for part in self.parts})


def review_view(found: OpenArticle) -> ReviewView:
    article_id = found.article.id
    with reading() as session:
        review = session.scalar(review_asked(article_id))
        verdicts = session.scalars(newest_verdicts(article_id)).all()
        signed = session.scalars(sign_offs_of(article_id)).all()
        live = live_version(session, found.article)
        parts = standings(found.sections, verdicts)
        bases = _bases(session, article_id, parts, signed)
    public = cast("PageContent", live.content) if live else None
    return ReviewView(
        state=review.state if review else ReviewState.NONE,
        asked=_asked(review),
        due_on=review.due_on if review else None,
        parts=parts,
        bases=bases,
        last=signed[0] if signed else None,
        saved=covering(signed, found.saved),
        public=covering(signed, public) if public else None,
    )


def _bases(
    session: Session, article_id: int, parts: Sequence[Standing], signed: Sequence[SignOff]
) -> dict[int, SectionContent]:
    """What was signed off last; where nothing was, what was approved last."""
    numbers = dict(session.execute(last_approvals(article_id)).all())
    if signed:
        numbers |= {int(section_id): number for section_id, number in signed[0].numbers.items()}
    wanted = {part.section.id: part.section.latest for part in parts}
    changed = {
        each: numbers[each] for each in wanted if numbers.get(each, wanted[each]) != wanted[each]
    }
    texts = session.scalars(texts_at(changed)).all() if changed else []
    return {text.section_id: SectionContent.of(text) for text in texts}


def _asked(review: Review | None) -> str:
    if review is None or review.submitted_at is None:
        return ""
    name = review.submitted_by.full_name if review.submitted_by else "a colleague"
    return f"{name}, {spoken(review.submitted_at)}"
