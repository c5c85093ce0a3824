"""How each part of an article stands: approved as it is, changed since, sent back, or unseen."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.articles.article import Section, SectionKind, sections_of
from models.articles.readiness import Reason
from models.reviews.review import Review, ReviewState, Ruling, Verdict, newest_verdicts

NAMES: dict[SectionKind, str] = {
    SectionKind.HEADER: "Title and introduction",
    SectionKind.TEXT: "A text without a heading",
    SectionKind.IMAGE: "A picture without a heading",
    SectionKind.CALL_TO_ACTION: "The call to action",
    SectionKind.REFERENCES: "The references",
    SectionKind.NOTE: "A note",
}


def part_name(kind: SectionKind, heading: str) -> str:
    """What a part is called: by its heading, or by what it is."""
    if kind is SectionKind.HEADER:
        return NAMES[kind]
    return heading or NAMES[kind]


@dataclass(frozen=True, slots=True)
class Standing:
    """A section that readers see, and the last word about it."""

    section: Section
    verdict: Verdict | None

    @property
    def name(self) -> str:
        return part_name(self.section.kind, self.section.draft.heading)

    @property
    def is_current(self) -> bool:
        """The last word is about the text as it is now."""
        return self.verdict is not None and self.verdict.number == self.section.latest

    @property
    def is_approved(self) -> bool:
        return self._is(Ruling.APPROVED) and self.is_current

    @property
    def is_sent_back(self) -> bool:
        return self._is(Ruling.SENT_BACK) and self.is_current

    @property
    def is_void(self) -> bool:
        """It was approved, and has changed since."""
        return self._is(Ruling.APPROVED) and not self.is_current

    def _is(self, ruling: Ruling) -> bool:
        return self.verdict is not None and self.verdict.ruling is ruling


def standings(sections: Sequence[Section], verdicts: Sequence[Verdict]) -> list[Standing]:
    """Of the sections that readers see, in order."""
    last = {verdict.section_id: verdict for verdict in verdicts}
    return [
        Standing(section, last.get(section.id))
        for section in sections
        if section.kind is not SectionKind.NOTE and not section.is_hidden
    ]


def standings_of(session: Session, article_id: int) -> list[Standing]:
    sections = session.scalars(sections_of(article_id)).all()
    return standings(sections, session.scalars(newest_verdicts(article_id)).all())


def unapproved(parts: Sequence[Standing]) -> list[Standing]:
    return [part for part in parts if not part.is_approved]


def reasons_unapproved(session: Session, article_id: int) -> list[Reason]:
    """Why review stands against publishing, part by part; empty before review was ever asked."""
    review = session.get(Review, article_id)
    if review is None or review.state is ReviewState.NONE:
        return []
    return [
        Reason(_reason(part), section=part.section.id, panel="Review")
        for part in unapproved(standings_of(session, article_id))
    ]


def _reason(part: Standing) -> str:
    if part.is_sent_back:
        return f"“{part.name}” was sent back in review. Change it, then ask for review again."
    if part.is_void:
        return f"“{part.name}” has changed since it was approved. It needs approval again."
    return f"“{part.name}” is not approved yet."
