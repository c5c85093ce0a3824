"""Who is asked to look at a comment, and who is told of an answer."""

import re
from collections.abc import Iterable

from sqlalchemy.orm import Session

from actions.notices.telling import Occasion, tell_staff
from models.articles.article import Section
from models.comments.comment import Comment, Mention, mentions_in, who_spoke_in
from models.notices.staff_notice import NoticeKind
from models.staff.member import Actor, Permission, staff_member_named

MOST_MENTIONED = 20
_MENTION = re.compile(r"(?<![\w@.])@([\w.+-]+)")


def ask_to_look(session: Session, comment: Comment, *, because_of: Actor) -> None:
    """Active colleagues who may read articles, by their username; nobody twice."""
    before = {mention.staff_id for mention in session.scalars(mentions_in(comment.id))}
    names = dict.fromkeys(name.rstrip(".-+") for name in _MENTION.findall(comment.text))
    for name in list(names)[:MOST_MENTIONED]:
        member = session.scalar(staff_member_named(name))
        if member is None or member.id in before | {comment.written_by_id}:
            continue
        if member.as_actor().may(Permission.READ_ARTICLES):
            session.add(Mention(comment_id=comment.id, staff_id=member.id))
            before.add(member.id)
            _tell(session, NoticeKind.MENTIONED, comment, [member.id], because_of)


def tell_of_answer(
    session: Session, thread: Comment, answer: Comment, *, because_of: Actor
) -> None:
    """Whoever spoke in this thread, but not again who is mentioned in the answer."""
    session.flush()
    mentioned = {mention.staff_id for mention in session.scalars(mentions_in(answer.id))}
    spoke = {thread.written_by_id, *session.scalars(who_spoke_in(thread.id))}
    _tell(session, NoticeKind.ANSWERED, answer, spoke - mentioned, because_of)


def _tell(
    session: Session, kind: NoticeKind, comment: Comment, whom: Iterable[int | None], by: Actor
) -> None:
    section = session.get_one(Section, comment.section_id)
    tell_staff(session, Occasion(kind, section.article_id, section.id), whom, because_of=by)
