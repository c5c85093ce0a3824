"""Taking back what one did last to a section: moved, added or deleted it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.articles.sections import delete_section, move_section, undelete_section
from actions.staff.taking_back import NotTakenBack, changed_by_others, standing_change
from models.articles.article import Section
from models.articles.content import every_section_of
from models.articles.history import drafts_of_others
from models.base.table import now
from models.staff.change_batch import ChangeBatch, ChangeKind, newest_undoable
from models.staff.member import Actor, Permission

_MAY = Permission.EDIT_ARTICLES
_PLACES, _ALL_OF_IT = ["section.moved"], ["article.reverted"]


@dataclass(frozen=True, slots=True)
class SectionOffer:
    """`gesture` is a key of TAKING_BACK."""

    batch_id: int
    gesture: str
    section_id: int


def offered_section_undo(session: Session, article_id: int, *, by: Actor) -> SectionOffer | None:
    """The last thing this person did to a section here, if it can be taken back.

    Errors: NotAllowed.
    """
    by.must(_MAY)
    batch = session.scalar(newest_undoable(ChangeKind.SECTION, by.id, f"article:{article_id}"))
    if batch is None or _why_not(session, batch):
        return None
    return SectionOffer(batch.id, batch.kept["gesture"], batch.kept["section"])


def take_back_section(session: Session, batch_id: int, *, by: Actor) -> None:
    """Errors: NotAllowed, NotTakenBack, SectionGone."""
    by.must(_MAY)
    batch = standing_change(session, batch_id, ChangeKind.SECTION, _MAY, by=by)
    if words := _why_not(session, batch):
        raise NotTakenBack(words)
    TAKING_BACK[batch.kept["gesture"]](session, batch, by)
    batch.taken_back_at = now()


def _why_not(session: Session, batch: ChangeBatch) -> str:
    """What forbids it; empty when nothing does."""
    section, gesture = session.get_one(Section, batch.kept["section"]), batch.kept["gesture"]
    if words := _others(session, batch, section):
        return words
    if (section.deleted_at is not None) != (gesture == "deleted"):
        return "It was changed since."
    is_written = section.latest > 1 or session.scalar(drafts_of_others(batch.by_id, section.id))
    if gesture == "added" and is_written:
        return "Something was written in it since."
    return ""


def _others(session: Session, batch: ChangeBatch, section: Section) -> str:
    """Who changed it since; the place of one is that of all."""
    if batch.kept["gesture"] != "moved":
        told = changed_by_others(session, batch, [f"section:{section.id}"])
    else:
        every = session.scalars(every_section_of(section.article_id))
        told = changed_by_others(session, batch, [f"section:{e.id}" for e in every], _PLACES)
    told |= changed_by_others(session, batch, [batch.subject], _ALL_OF_IT)
    return next(iter(told.values()), "")


TAKING_BACK: dict[str, Callable[[Session, ChangeBatch, Actor], object]] = {
    "moved": lambda session, batch, by: move_section(
        session, batch.kept["section"], after=batch.kept["follows"], is_undo=True, by=by
    ),
    "added": lambda session, batch, by: delete_section(
        session, batch.kept["section"], is_undo=True, by=by
    ),
    "deleted": lambda session, batch, by: undelete_section(session, batch.kept["section"], by=by),
}
