"""Why something could not be done to an article, with what the person needs to go on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from models.articles.article import Revision
from models.articles.content import SectionContent


class StaleEdit(Exception):
    """Somebody saved this section after it was opened; carries what they saved."""

    def __init__(
        self, newest: int, content: SectionContent, saved_by: str, saved_at: datetime
    ) -> None:
        super().__init__(f"revision {newest} is newer")
        self.newest = newest
        self.content = content
        self.saved_by = saved_by
        self.saved_at = saved_at

    @classmethod
    def over(cls, newest: Revision) -> Self:
        name = newest.saved_by.full_name if newest.saved_by else "the operator"
        return cls(newest.number, SectionContent.of(newest), name, newest.saved_at)


class SectionGone(Exception):
    """The section was deleted, or its article is in the trash; `reason` is for the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DraftGone(Exception):
    """The draft that a text goes on from was saved or discarded meanwhile."""


class HeaderStays(Exception):
    """The title and standfirst always come first: not moved, copied, hidden or deleted."""


class ArticleGone(Exception):
    """There is no such article, or it is in the trash; `reason` is for the person."""

    def __init__(self, reason: str = "There is no such article.") -> None:
        super().__init__(reason)
        self.reason = reason


class NotNow(Exception):
    """The article is not in a state for this; `reason` is for the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StaleReview(Exception):
    """The text is no longer the one that was looked at; `reason` names what changed."""

    def __init__(self, names: Sequence[str]) -> None:
        self.reason = (
            f"{' and '.join(f'“{name}”' for name in names)} changed while you were reading. "
            "Look at the new text first."
        )
        super().__init__(self.reason)


class NotShown(Exception):
    """The end of a text was not on this person's screen; `reason` names the parts to read."""

    MOST = 3

    def __init__(self, names: Sequence[str]) -> None:
        told = [f"“{name}”" for name in names[: self.MOST]]
        if len(names) > self.MOST:
            told.append(f"and {len(names) - self.MOST} more")
        self.reason = f"Read to the end first: {', '.join(told)}."
        super().__init__(self.reason)
