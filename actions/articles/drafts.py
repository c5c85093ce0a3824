"""Text being written: kept for the person who writes it until they save or discard it."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.articles.refusals import SectionGone
from actions.articles.sections import forget_draft
from models.articles.article import Draft
from models.articles.content import SectionContent, holds, section_and_article
from models.articles.history import as_other, draft_of
from models.base.table import now
from models.staff.member import Actor, Permission

MOST_LETTERS = 2_000_000


def keep_draft(
    session: Session,
    section_id: int,
    content: SectionContent,
    *,
    based_on: int,
    known: datetime | None = None,
    by: Actor,
) -> Draft | None:
    """One draft per person and section, kept also when the section is gone meanwhile.

    `known` is the moment of the draft that this text goes on from: one of another moment was
    written in another browser, and is set aside unless this text holds it.
    No log entry: it happens with every pause in typing, and nobody else sees it.
    Errors: SectionGone when the section never existed.
    """
    by.must(Permission.EDIT_ARTICLES)
    if by.id is None or len(content.body) > MOST_LETTERS:
        return None
    draft = session.scalar(draft_of(by.id, section_id))
    if draft is None:
        if session.execute(section_and_article(section_id)).one_or_none() is None:
            raise SectionGone("There is no such section.")
        draft = Draft(staff_id=by.id, section_id=section_id)
        session.add(draft)
    elif draft.saved_at != known and not holds(content, draft.content):
        draft.other = as_other(draft)
    draft.content, draft.based_on, draft.saved_at = content.as_dict(), based_on, now()
    return draft


def discard_draft(session: Session, section_id: int, *, by: Actor) -> None:
    by.must(Permission.EDIT_ARTICLES)
    forget_draft(session, section_id, by)
