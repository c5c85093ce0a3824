"""Where text being written ends: saved, discarded, or brought back after it was discarded."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from actions.articles.drafts import keep_draft
from actions.staff.taking_back import keep_change, standing_change
from models.articles.article import Draft
from models.articles.content import SectionContent, covers
from models.articles.history import bring_forward, draft_of, goes_on_in, put_aside, texts_aside
from models.base.table import now
from models.staff.change_batch import (
    ChangeBatch,
    ChangeKind,
    discarded_too_long_ago,
    newest_undoable,
)
from models.staff.member import Actor, Permission


def discard_draft(
    session: Session,
    section_id: int,
    *,
    draft_at: datetime | None = None,
    mark: str = "",
    by: Actor,
) -> None:
    """With a `mark`, only what that tab wrote, or the draft of the moment it goes on from."""
    by.must(Permission.EDIT_ARTICLES)
    if by.id is None or (draft := session.scalar(draft_of(by.id, section_id))) is None:
        return
    is_own = not mark or draft.written_in == mark or draft.saved_at == draft_at
    texts = [each for each in texts_aside(draft) if not goes_on_in(each, draft_at, mark)]
    _leave(session, draft, texts, is_over=is_own)


def discard_typed(
    session: Session,
    section_id: int,
    text: SectionContent,
    *,
    based_on: int,
    draft_at: datetime | None,
    mark: str,
    by: Actor,
) -> None:
    """Go back to the saved text; `text` can be brought back for OFFERED_FOR."""
    by.must(Permission.EDIT_ARTICLES)
    discard_draft(session, section_id, draft_at=draft_at, mark=mark, by=by)
    kept = {"section": section_id, "content": text.as_dict(), "based_on": based_on}
    subject, may = f"section:{section_id}", Permission.EDIT_ARTICLES
    keep_change(session, ChangeKind.DRAFT, may, kept, subject=subject, by=by)


def offered_discard(session: Session, section_id: int, *, by: Actor) -> int | None:
    """What this person discarded last in this section, also in another tab. Errors: NotAllowed."""
    by.must(Permission.EDIT_ARTICLES)
    found = session.scalar(newest_undoable(ChangeKind.DRAFT, by.id, f"section:{section_id}"))
    return found.id if found else None


def bring_back_discarded(session: Session, batch_id: int, *, by: Actor) -> None:
    """It is the draft again. Errors: NotAllowed, NotTakenBack."""
    by.must(Permission.EDIT_ARTICLES)
    may = Permission.EDIT_ARTICLES
    batch = standing_change(session, batch_id, ChangeKind.DRAFT, may, by=by)
    content = SectionContent.from_dict(batch.kept["content"])
    batch.taken_back_at = now()
    keep_draft(session, batch.kept["section"], content, based_on=batch.kept["based_on"], by=by)


def is_any_discard_too_old(session: Session) -> bool:
    return session.scalar(discarded_too_long_ago().limit(1)) is not None


def forget_discarded(session: Session) -> None:
    """What nobody can bring back any more is gone for good."""
    session.execute(delete(ChangeBatch).where(ChangeBatch.id.in_(discarded_too_long_ago())))


def forget_draft(
    session: Session,
    section_id: int,
    by: Actor,
    *,
    saved: SectionContent,
    draft_at: datetime | None = None,
    mark: str = "",
) -> None:
    """What the same person wrote in another browser comes forward, unless `saved` holds it."""
    by.must(Permission.EDIT_ARTICLES)
    if by.id is None or (draft := session.scalar(draft_of(by.id, section_id))) is None:
        return
    is_own = draft.saved_at == draft_at or (bool(mark) and draft.written_in == mark)
    texts = [
        each
        for each in texts_aside(draft)
        if not (goes_on_in(each, draft_at, mark) or covers(saved, each["content"]))
    ]
    _leave(session, draft, texts, is_over=is_own or covers(saved, draft.content))


def _leave(
    session: Session, draft: Draft, texts: Sequence[Mapping[str, Any]], *, is_over: bool
) -> None:
    """Only `texts` stay set aside; one that `is_over` gives its place to the first of them."""
    if not is_over:
        put_aside(draft, texts)
    elif texts:
        bring_forward(draft, texts)
    else:
        session.delete(draft)
