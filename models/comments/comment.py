"""What staff say to each other about a text: threads beside a section or a passage of it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.articles.article import Article, ArticleState, Section
from models.base.table import Base, Id, MaybeMoment, Moment
from models.staff.member import StaffMember

LONGEST_COMMENT = 4_000
LONGEST_QUOTE = 500
NEW_THREAD = 0


class Comment(Base):
    """`thread_id` is the comment that began it, None for that one; `quote` the passage meant.

    A deleted comment keeps its place in a thread, without its words.
    """

    __tablename__ = "comment"
    __table_args__ = (
        Index(None, "section_id", "thread_id"),
        Index(None, "thread_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    quote: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    written_at: Mapped[Moment]
    edited_at: Mapped[MaybeMoment]
    deleted_at: Mapped[MaybeMoment]
    resolved_at: Mapped[MaybeMoment]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))

    written_by: Mapped[StaffMember | None] = relationship(
        foreign_keys=[written_by_id], lazy="raise"
    )
    resolved_by: Mapped[StaffMember | None] = relationship(
        foreign_keys=[resolved_by_id], lazy="raise"
    )


class Mention(Base):
    """Somebody is asked to look; `seen_at` once they opened the article's comments."""

    __tablename__ = "mention"
    __table_args__ = (Index(None, "staff_id", "seen_at"),)

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    seen_at: Mapped[MaybeMoment]


class CommentDraft(Base):
    """A comment half typed: one per person, section and thread (NEW_THREAD for a new one)."""

    __tablename__ = "comment_draft"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), primary_key=True, index=True)
    thread_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    written_at: Mapped[Moment]


def comments_of(article_id: int) -> Select[Comment]:
    """Oldest first, of deleted sections too, with who wrote and who resolved."""
    return (
        select(Comment)
        .join(Section, Section.id == Comment.section_id)
        .where(Section.article_id == article_id)
        .order_by(Comment.id)
        .options(selectinload(Comment.written_by), selectinload(Comment.resolved_by))
    )


def open_threads(article_id: int) -> Select[int]:
    """How many nobody has resolved."""
    return (
        select(func.count())
        .select_from(Comment)
        .join(Section, Section.id == Comment.section_id)
        .where(
            Section.article_id == article_id,
            Comment.thread_id.is_(None),
            Comment.resolved_at.is_(None),
            Comment.deleted_at.is_(None),
        )
    )


def replies_to(thread_id: int) -> Select[int]:
    """Those that still say something."""
    return select(Comment.id).where(Comment.thread_id == thread_id, Comment.deleted_at.is_(None))


def who_spoke_in(thread_id: int) -> Select[int | None]:
    """Who answered, as far as their words still stand."""
    return select(Comment.written_by_id).where(
        Comment.thread_id == thread_id, Comment.deleted_at.is_(None)
    )


def words_since(
    since: datetime, staff_id: int | None, section_id: int, thread_id: int
) -> Select[str]:
    """What this person said there, in a thread or beginning one (NEW_THREAD)."""
    return select(Comment.text).where(
        Comment.written_by_id == staff_id,
        Comment.section_id == section_id,
        Comment.thread_id == thread_id if thread_id else Comment.thread_id.is_(None),
        Comment.written_at > since,
    )


def comment_drafts_of(staff_id: int, section_ids: Collection[int]) -> Select[int, int, str]:
    """Section, thread and the words so far."""
    return select(CommentDraft.section_id, CommentDraft.thread_id, CommentDraft.text).where(
        CommentDraft.staff_id == staff_id, CommentDraft.section_id.in_(section_ids)
    )


def mentions_in(comment_id: int) -> Select[Mention]:
    return select(Mention).where(Mention.comment_id == comment_id)


def unseen_mentions_in(article_id: int, staff_id: int) -> Select[Mention]:
    return (
        select(Mention)
        .join(Comment, Comment.id == Mention.comment_id)
        .join(Section, Section.id == Comment.section_id)
        .where(
            Section.article_id == article_id,
            Mention.staff_id == staff_id,
            Mention.seen_at.is_(None),
        )
    )


def articles_mentioning(staff_id: int) -> Select[Article, int, str | None, datetime]:
    """Section, writer and moment of what this person is asked to look at, newest first."""
    return (
        select(Article, Comment.section_id, StaffMember.full_name, Comment.written_at)
        .join(Section, Section.article_id == Article.id)
        .join(Comment, Comment.section_id == Section.id)
        .join(Mention, Mention.comment_id == Comment.id)
        .outerjoin(StaffMember, StaffMember.id == Comment.written_by_id)
        .where(
            Mention.staff_id == staff_id,
            Mention.seen_at.is_(None),
            Comment.deleted_at.is_(None),
            or_(Comment.written_by_id.is_(None), Comment.written_by_id != staff_id),
            Article.state != ArticleState.TRASH,
        )
        .order_by(Comment.id.desc())
        .limit(10)
    )
