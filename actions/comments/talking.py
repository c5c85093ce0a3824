"""Talking about a text beside it: say something, answer, mention, resolve, take back."""

from sqlalchemy.orm import Session

from actions.comments.mentioning import ask_to_look, tell_of_answer
from models.articles.article import Article, ArticleState, Section
from models.base.refusal import Refused
from models.base.table import now
from models.base.text import BadText, clean_line, clean_text
from models.comments.comment import (
    LONGEST_COMMENT,
    LONGEST_QUOTE,
    NEW_THREAD,
    Comment,
    CommentDraft,
    mentions_in,
    replies_to,
    unseen_mentions_in,
)
from models.notices.staff_notice import is_about_talk, unread_of
from models.staff.log import record
from models.staff.member import Actor, Permission


class CommentGone(Refused):
    """The comment or its article is no longer there."""

    words = "This comment is no longer here."


class NotYours(Refused):
    words = "Only who wrote a comment changes or deletes it."


def write_comment(
    session: Session, section_id: int, text: str, *, quote: str = "", by: Actor
) -> Comment:
    """A new thread beside a section, or a passage of it. Errors: CommentGone, BadText."""
    by.must(Permission.READ_ARTICLES)
    section = commented_section(session, section_id)
    passage = clean_line(quote, field="The passage", limit=LONGEST_QUOTE)
    return _added(session, Comment(section_id=section.id, quote=passage), text, by)


def reply_to(session: Session, thread_id: int, text: str, *, by: Actor) -> Comment:
    """An answer opens a resolved thread again. Errors: CommentGone, BadText."""
    by.must(Permission.READ_ARTICLES)
    thread = thread_begun(session, thread_id)
    answer = Comment(section_id=thread.section_id, thread_id=thread.id)
    added = _added(session, answer, text, by)
    thread.resolved_at = thread.resolved_by_id = None
    tell_of_answer(session, thread, added, because_of=by)
    return added


def edit_comment(session: Session, comment_id: int, text: str, *, by: Actor) -> Comment:
    """Errors: CommentGone, NotYours, BadText."""
    by.must(Permission.READ_ARTICLES)
    comment = _own(session, comment_id, by)
    words = _words(text)
    if words != comment.text:
        comment.text, comment.edited_at = words, now()
        ask_to_look(session, comment, because_of=by)
        _log(session, by, "comment.edited", comment)
    return comment


def delete_comment(session: Session, comment_id: int, *, by: Actor) -> None:
    """Its words are gone; a thread that has answers stays. Errors: CommentGone, NotYours."""
    by.must(Permission.READ_ARTICLES)
    comment = _own(session, comment_id, by)
    comment.deleted_at, comment.text = now(), ""
    for mention in session.scalars(mentions_in(comment.id)):
        session.delete(mention)
    if not session.scalars(replies_to(comment.id)).first():
        comment.quote = ""
    _log(session, by, "comment.deleted", comment)


def resolve_thread(session: Session, thread_id: int, *, by: Actor) -> None:
    """Errors: CommentGone."""
    by.must(Permission.READ_ARTICLES)
    thread = thread_begun(session, thread_id)
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by_id = now(), by.id
        _log(session, by, "comment.resolved", thread)


def reopen_thread(session: Session, thread_id: int, *, by: Actor) -> None:
    """Errors: CommentGone."""
    by.must(Permission.READ_ARTICLES)
    thread = thread_begun(session, thread_id)
    if thread.resolved_at is not None:
        thread.resolved_at = thread.resolved_by_id = None
        _log(session, by, "comment.reopened", thread)


def see_mentions(session: Session, article_id: int, *, by: Actor) -> None:
    """Whoever opens the comments of an article has seen where they are mentioned."""
    by.must(Permission.READ_ARTICLES)
    for mention in session.scalars(unseen_mentions_in(article_id, by.id or 0)):
        mention.seen_at = now()
    for notice in session.scalars(unread_of(by.id or 0).where(*is_about_talk(article_id))):
        notice.read_at = now()


def _added(session: Session, comment: Comment, text: str, by: Actor) -> Comment:
    comment.text, comment.written_by_id = _words(text), by.id
    session.add(comment)
    session.flush()
    ask_to_look(session, comment, because_of=by)
    thread_id = comment.thread_id or NEW_THREAD
    keys = (by.id, comment.section_id, thread_id)
    if by.id is not None and (draft := session.get(CommentDraft, keys)):
        session.delete(draft)
    _log(session, by, "comment.written", comment)
    return comment


def _words(text: str) -> str:
    words = clean_text(text, field="The comment", limit=LONGEST_COMMENT)
    if not words:
        raise BadText("The comment", "says nothing yet")
    return words


def commented_section(session: Session, section_id: int) -> Section:
    section = session.get(Section, section_id)
    if section is None:
        raise CommentGone("There is no such section.")
    article = session.get_one(Article, section.article_id)
    if article.state is ArticleState.TRASH:
        raise CommentGone("This article has been put in the trash.")
    return section


def _comment(session: Session, comment_id: int) -> Comment:
    comment = session.get(Comment, comment_id)
    if comment is None:
        raise CommentGone
    commented_section(session, comment.section_id)
    return comment


def thread_begun(session: Session, thread_id: int) -> Comment:
    thread = _comment(session, thread_id)
    if thread.thread_id is not None:
        raise CommentGone
    return thread


def _own(session: Session, comment_id: int, by: Actor) -> Comment:
    comment = _comment(session, comment_id)
    if comment.deleted_at is not None:
        raise CommentGone
    if comment.written_by_id != by.id:
        raise NotYours
    return comment


def _log(session: Session, by: Actor, action: str, comment: Comment) -> None:
    details = {"section": comment.section_id, "thread": comment.thread_id or comment.id}
    record(session, by, action, subject=f"comment:{comment.id}", details=details)
