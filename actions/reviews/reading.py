"""Looking at the review of one article: how each part of it stands, and for this person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import Row
from sqlalchemy.orm import Session

from actions.articles.opening import OpenArticle
from actions.articles.publishing import live_version
from models.articles.article import sections_of
from models.articles.content import SectionContent
from models.articles.page import PageContent
from models.clinic.moments import clinic_today
from models.reviews.review import (
    Review,
    ReviewState,
    SignOff,
    last_approvals,
    newest_answer,
    newest_verdicts,
    review_asked,
    sign_offs_of,
    texts_at,
)
from models.reviews.shown import answered_in, texts_shown_to
from models.reviews.signed import covering
from models.reviews.standing import Standing, standings, unapproved
from models.staff.member import Actor, Permission

Bases = dict[int, SectionContent]
ShownTexts = Sequence[Row[int, int, datetime]]


@dataclass(frozen=True, slots=True)
class _Known:
    parts: Sequence[Standing]
    signed: Sequence[SignOff]
    seen: ShownTexts


@dataclass(frozen=True, slots=True)
class ReviewView:
    """`bases` holds, by section, the text that its newest one is compared with: what this person
    answered or saw last; where they never looked, what was signed off or approved last.
    `shown` are the sections that were on their screen to the end as they are now, and since the
    last sign-off when it is time for another look.

    `last` is the newest sign-off, `saved` and `public` those that hold for the saved text and
    for what readers see; `review` is None when nobody ever asked for one.
    """

    review: Review | None
    parts: Sequence[Standing]
    bases: Bases
    last: SignOff | None
    saved: SignOff | None
    public: SignOff | None
    shown: frozenset[int] = frozenset()

    @property
    def state(self) -> ReviewState:
        return self.review.state if self.review else ReviewState.NONE

    @property
    def due_on(self) -> date | None:
        return self.review.due_on if self.review else None

    @property
    def unread(self) -> list[Standing]:
        """What this person has not had before their eyes to the end."""
        return [part for part in self.parts if part.section.id not in self.shown]

    @property
    def open_parts(self) -> list[Standing]:
        return unapproved(self.parts)

    @property
    def seen(self) -> dict[int, int]:
        """What somebody with this before their eyes reads: section → revision."""
        return {part.section.id: part.section.latest for part in self.parts}

    @property
    def taken_out(self) -> int:
        """How many parts readers no longer see that stood in the text last signed off."""
        signed = self.last.numbers if self.last else {}
        return len(signed.keys() - {str(part.section.id) for part in self.parts})


def look_up_review(session: Session, found: OpenArticle, *, by: Actor) -> ReviewView:
    """Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    article_id = found.article.id
    verdicts = session.scalars(newest_verdicts(article_id)).all()
    signed = session.scalars(sign_offs_of(article_id)).all()
    live = live_version(session, found.article)
    parts = standings(found.sections, verdicts)
    seen = session.execute(texts_shown_to(by.id or 0, article_id)).all()
    public = cast("PageContent", live.content) if live else None
    of_saved = covering(signed, found.saved)
    of_public = covering(signed, public) if public else None
    return ReviewView(
        review=session.scalar(review_asked(article_id)),
        parts=parts,
        bases=_bases(session, found, by, _Known(parts, signed, seen)),
        last=signed[0] if signed else None,
        saved=of_saved,
        public=of_public,
        shown=_shown(parts, seen, of_public if of_saved else None),
    )


def where_review_stands(session: Session, article_id: int, *, by: Actor) -> tuple[object, ...]:
    """Another value whenever somebody asked, answered, signed or saved. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    review = session.get(Review, article_id)
    asked = (review.state, review.submitted_at, review.due_on) if review else ()
    sections = session.scalars(sections_of(article_id)).all()
    texts = tuple((section.id, section.latest, section.is_hidden) for section in sections)
    return *asked, session.scalars(newest_answer(article_id)).one(), texts


def _shown(parts: Sequence[Standing], seen: ShownTexts, signed: SignOff | None) -> frozenset[int]:
    is_due = signed is not None and signed.reviewed_on < clinic_today()
    since = signed.signed_at if signed and is_due else None
    counts = {(section, number) for section, number, at in seen if since is None or at > since}
    wanted = {(part.section.id, part.section.latest) for part in parts}
    return frozenset(section for section, _ in wanted & counts)


def _bases(session: Session, found: OpenArticle, by: Actor, known: _Known) -> Bases:
    article_id = found.article.id
    wanted = {part.section.id: part.section.latest for part in known.parts}
    numbers = dict(session.execute(last_approvals(article_id)).all())
    numbers |= _signed(known.signed[:1])
    for section_id, number, _ in known.seen:
        if number < wanted.get(section_id, 0):
            numbers[section_id] = number
    numbers |= dict(session.execute(answered_in(by.id or 0, article_id)).all())
    own = [each for each in known.signed if each.signed_by_id == by.id]
    numbers |= _newer(numbers, _signed(own[:1]))
    changed = {
        each: numbers[each] for each in wanted if numbers.get(each, wanted[each]) != wanted[each]
    }
    texts = session.scalars(texts_at(changed)).all() if changed else []
    return {text.section_id: SectionContent.of(text) for text in texts}


def _signed(signed: Sequence[SignOff]) -> dict[int, int]:
    return {int(section): number for each in signed for section, number in each.numbers.items()}


def _newer(known: Mapping[int, int], found: Mapping[int, int]) -> dict[int, int]:
    return {each: number for each, number in found.items() if number > known.get(each, 0)}
