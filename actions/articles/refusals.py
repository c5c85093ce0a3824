"""Why something could not be done to an article, with what the person needs to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy.orm import Session

from models.articles.article import Revision
from models.articles.content import SectionContent
from models.base.refusal import Refused
from models.staff.member import StaffMember


@dataclass(frozen=True, slots=True)
class SavedText:
    """One revision in plain values; `by` is the name of who saved it."""

    number: int
    content: SectionContent
    by: str
    at: datetime

    @classmethod
    def of(cls, session: Session, revision: Revision) -> Self:
        who = session.get(StaffMember, revision.saved_by_id) if revision.saved_by_id else None
        name = who.full_name if who else "The operator"
        return cls(revision.number, SectionContent.of(revision), name, revision.saved_at)


class StaleEdit(Refused):
    """Somebody saved this section after it was opened; carries what they saved."""

    def __init__(self, newest: SavedText) -> None:
        super().__init__(f"{newest.by} saved it meanwhile.")
        self.newest = newest


class SectionGone(Refused):
    """The section was deleted, or its article is in the trash."""


class DraftGone(Refused):
    """The draft that a text goes on from was saved or discarded meanwhile."""

    words = "This draft ended meanwhile."


class HeaderStays(Refused):
    words = "Title and standfirst always come first: they are not moved, copied, hidden or deleted."


class ArticleGone(Refused):
    """There is no such article, or it is in the trash."""

    words = "There is no such article."


class NotNow(Refused):
    """The article is not in a state for this."""


class StaleReview(Refused):
    """The text is no longer the one that was looked at; `words` name what changed."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"{' and '.join(f'“{name}”' for name in names)} changed while you were reading. "
            "Look at the new text first."
        )


class NotShown(Refused):
    """The end of a text was not on this person's screen; `words` name the parts to read."""

    MOST = 3

    def __init__(self, names: Sequence[str]) -> None:
        told = [f"“{name}”" for name in names[: self.MOST]]
        if len(names) > self.MOST:
            told.append(f"and {len(names) - self.MOST} more")
        super().__init__(f"Read to the end first: {', '.join(told)}.")


class OmissionChanged(Refused):
    """What the import left out cannot be found any more where it was."""
