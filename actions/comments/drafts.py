"""Keeping a comment that somebody has begun, until they send it or empty it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions.comments.talking import commented_section, thread_begun
from models.base.table import now
from models.base.text import clean_text
from models.comments.comment import LONGEST_COMMENT, CommentDraft, words_since
from models.staff.member import Actor, Permission

ON_ITS_WAY = timedelta(seconds=10)


def keep_comment_draft(
    session: Session, section_id: int, thread_id: int, text: str, *, by: Actor
) -> None:
    """One per person and thread; an empty text forgets it. Errors: BadText."""
    by.must(Permission.READ_ARTICLES)
    if by.id is None:
        return
    draft = session.get(CommentDraft, (by.id, section_id, thread_id))
    words = clean_text(text, field="The comment", limit=10 * LONGEST_COMMENT)
    if draft and words:
        draft.text, draft.written_at = words, now()
    elif draft:
        session.delete(draft)
    elif words:
        keys = {"staff_id": by.id, "section_id": section_id, "thread_id": thread_id}
        session.add(CommentDraft(**keys, text=words))


def keep_typed_comment(
    session: Session, section_id: int, thread_id: int, text: str, *, by: Actor
) -> datetime | None:
    """Keep what a tab sends while somebody types; None when there is nothing (more) to keep.

    Sent before the comment was and come after it, it begins no new draft.
    Errors: CommentGone, BadText.
    """
    by.must(Permission.READ_ARTICLES)
    commented_section(session, section_id)
    keys = (by.id, section_id, thread_id)
    said = session.scalars(words_since(now() - ON_ITS_WAY, *keys))
    is_late = any(words.startswith(text.strip()) for words in said)
    if is_late and session.get(CommentDraft, keys) is None:
        return None
    keep_comment_draft(session, section_id, thread_id, text, by=by)
    session.flush()
    kept = session.get(CommentDraft, keys)
    return kept.written_at if kept else None


def keep_typed_answer(session: Session, thread_id: int, text: str, *, by: Actor) -> datetime | None:
    """The same, of an answer. Errors: CommentGone, BadText."""
    by.must(Permission.READ_ARTICLES)
    thread = thread_begun(session, thread_id)
    return keep_typed_comment(session, thread.section_id, thread.id, text, by=by)
