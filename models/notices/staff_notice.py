"""What is told to one colleague in the desk: that something awaits them, and where."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, func, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from models.articles.article import Article, ArticleState, Revision, Section, SectionKind
from models.base.table import Base, Id, MaybeMoment, Moment, now
from models.exports.export import Export
from models.exports.saved import SavedExport
from models.notices.notice import is_due, is_in_no_hand
from models.staff.member import StaffMember

MAILED_AFTER = timedelta(minutes=2)
"""What is read on the screen by then needs no mail, and several become one."""
KEPT_READ, KEPT_UNREAD = timedelta(days=30), timedelta(days=180)
MOST_SHOWN = 50


class NoticeKind(StrEnum):
    ASKED = "asked"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    MENTIONED = "mentioned"
    ANSWERED = "answered"
    LIVE = "live"
    NOT_PUBLISHED = "not_published"
    LIST_READY = "list_ready"
    LIST_STOPPED = "list_stopped"


class StaffNotice(Base):
    """It names a place and who did something there, never what anybody wrote.

    The place is an article, or a part of it, or a saved list with what came of it.
    `mail_due_at` is when it is mailed unless it was read before; None for not at all, or done.
    """

    __tablename__ = "staff_notice"
    __table_args__ = (
        Index(None, "staff_id", "read_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    kind: Mapped[NoticeKind]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    at: Mapped[Moment]
    read_at: Mapped[MaybeMoment]
    mail_due_at: Mapped[MaybeMoment] = mapped_column(index=True)
    claimed_until: Mapped[MaybeMoment]
    tries: Mapped[int] = mapped_column(default=0)
    saved_export_id: Mapped[int | None] = mapped_column(ForeignKey("saved_export.id"), index=True)
    export_id: Mapped[int | None] = mapped_column(ForeignKey("export.id"))


_SomebodyElse = aliased(StaffMember)


_IN_SIGHT = or_(Article.id.is_(None), Article.state != ArticleState.TRASH)
"""What is told about an article in the trash waits there with it."""


_Words = str | None
_Placed = Select[StaffNotice, _Words, _Words, SectionKind | None, _Words, _Words, _Words, _Words]


def notices_with_place(staff_id: int) -> _Placed:
    """Each with slug, title, kind and heading of the part, who did it, and the saved list's name
    and the receipt of what came of it; newest first."""
    return (
        select(
            StaffNotice,
            Article.slug,
            Article.title,
            Section.kind,
            Revision.heading,
            _SomebodyElse.full_name,
            SavedExport.name,
            Export.receipt,
        )
        .outerjoin(Article, Article.id == StaffNotice.article_id)
        .outerjoin(Section, Section.id == StaffNotice.section_id)
        .outerjoin(
            Revision, (Revision.section_id == Section.id) & (Revision.number == Section.latest)
        )
        .outerjoin(_SomebodyElse, _SomebodyElse.id == StaffNotice.by_id)
        .outerjoin(SavedExport, SavedExport.id == StaffNotice.saved_export_id)
        .outerjoin(Export, Export.id == StaffNotice.export_id)
        .where(StaffNotice.staff_id == staff_id, _IN_SIGHT)
        .order_by(StaffNotice.at.desc(), StaffNotice.id.desc())
        .limit(MOST_SHOWN)
    )


def count_of_unread(staff_id: int) -> Select[int]:
    return (
        select(func.count(StaffNotice.id))
        .outerjoin(Article, Article.id == StaffNotice.article_id)
        .where(_is_unread_of(staff_id), _IN_SIGHT)
    )


def notices_of_list(saved_export_id: int) -> Select[StaffNotice]:
    return select(StaffNotice).where(StaffNotice.saved_export_id == saved_export_id)


def unread_of(staff_id: int) -> Select[StaffNotice]:
    return select(StaffNotice).where(_is_unread_of(staff_id))


def unread_about(kind: NoticeKind, article_id: int) -> Select[StaffNotice]:
    """Whoever they are for."""
    return select(StaffNotice).where(
        StaffNotice.kind == kind,
        StaffNotice.article_id == article_id,
        StaffNotice.read_at.is_(None),
    )


def notices_to_mail() -> Select[StaffNotice]:
    """Those whose time has come, not read yet and in no process's hand, the oldest first."""
    free = is_in_no_hand(StaffNotice.claimed_until)
    due = is_due(StaffNotice.mail_due_at) & StaffNotice.read_at.is_(None)
    return select(StaffNotice).where(due, free).order_by(StaffNotice.mail_due_at, StaffNotice.id)


def old_staff_notices() -> Select[int]:
    is_old = (StaffNotice.read_at < now() - KEPT_READ) | (StaffNotice.at < now() - KEPT_UNREAD)
    return select(StaffNotice.id).where(is_old)


def is_about_talk(article_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What whoever opens the comments of this article has seen by that."""
    talk = StaffNotice.kind.in_([NoticeKind.MENTIONED, NoticeKind.ANSWERED])
    return StaffNotice.article_id == article_id, talk


def _is_unread_of(staff_id: int) -> ColumnElement[bool]:
    return (StaffNotice.staff_id == staff_id) & StaffNotice.read_at.is_(None)
