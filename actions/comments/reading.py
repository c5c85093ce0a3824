"""The threads beside an article, each with its passage and whether that still stands there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy.orm import Session

from models.articles.article import Section
from models.articles.content import sections_named
from models.articles.markdown import plain_text
from models.comments.comment import (
    Comment,
    comment_drafts_of,
    comments_of,
    unseen_mentions_in,
)
from models.notices.staff_notice import is_about_talk, unread_of
from models.staff.member import Actor, Permission, active_staff


@dataclass(frozen=True, slots=True)
class Thread:
    """`is_passage_there` is false when the quote, or the whole section, was deleted."""

    section: Section
    first: Comment
    replies: list[Comment]
    is_passage_there: bool

    @property
    def is_open(self) -> bool:
        return self.first.resolved_at is None


class Mentionable(NamedTuple):
    """Somebody who can be asked to look: how they are mentioned, and what they are called."""

    username: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Talk:
    """`drafts` are what this person has half typed, by section and thread.

    `names` are others who can be asked to look; `is_addressed`: this person was, or was answered,
    and has not looked yet.
    """

    threads: list[Thread] = field(default_factory=list)
    drafts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    names: list[Mentionable] = field(default_factory=list)
    is_addressed: bool = False


def talk_about(session: Session, article_id: int, section_ids: Iterable[int], *, by: Actor) -> Talk:
    """Threads oldest first; those of which nothing is left are left out. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    comments = session.scalars(comments_of(article_id)).all()
    replies = defaultdict(list)
    for comment in comments:
        if comment.thread_id is not None and comment.deleted_at is None:
            replies[comment.thread_id].append(comment)
    first = [each for each in comments if each.thread_id is None]
    beside = {*section_ids, *(each.section_id for each in first)}
    sections = {each.id: each for each in session.scalars(sections_named(beside))}
    threads = [
        Thread(section, each, replies[each.id], is_anchored(each.quote, section))
        for each in first
        if (section := sections[each.section_id]) and (each.deleted_at is None or replies[each.id])
    ]
    rows = session.execute(comment_drafts_of(by.id or 0, beside))
    return Talk(
        threads,
        drafts={(section, thread): text for section, thread, text in rows},
        names=_names(session, by),
        is_addressed=_is_addressed(session, article_id, by),
    )


def _is_addressed(session: Session, article_id: int, by: Actor) -> bool:
    mine = by.id or 0
    told = unread_of(mine).where(*is_about_talk(article_id))
    found = session.scalars(unseen_mentions_in(article_id, mine)).first()
    return found is not None or session.scalars(told).first() is not None


def _names(session: Session, by: Actor) -> list[Mentionable]:
    return [
        Mentionable(member.username, member.full_name)
        for member in session.scalars(active_staff())
        if member.id != by.id and member.as_actor().may(Permission.READ_ARTICLES)
    ]


def is_saved_passage(session: Session, section_id: int, quote: str, *, by: Actor) -> bool:
    """Whether the saved text has these words. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    section = next(iter(session.scalars(sections_named([section_id]))), None)
    return section is not None and is_anchored(quote, section)


def is_anchored(quote: str, section: Section) -> bool:
    """Whether a reader still finds the passage there, however the text around it has changed."""
    if section.deleted_at is not None:
        return False
    saved = section.draft
    said = (saved.heading, plain_text(saved.body), saved.alt, saved.caption, saved.button_label)
    return _one_line(quote) in _one_line("\n".join(said))


def _one_line(text: str) -> str:
    return " ".join(text.split()).casefold()
