"""Calls to action that many articles share, with every text each has had."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from models.articles.content import SectionContent
from models.base.table import Base, Id, Moment
from models.base.text import LONG_TEXT, clean_line, clean_text
from models.staff.change_batch import ChangeBatch, ChangeKind, standing_changes
from models.staff.member import StaffMember


class CallToAction(Base):
    """`name` is the desk's; `latest` numbers its newest text; a retired one is offered no more."""

    __tablename__ = "call_to_action"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    latest: Mapped[int] = mapped_column(default=1)
    is_retired: Mapped[bool] = mapped_column(default=False)

    words: Mapped["SharedText"] = relationship(
        primaryjoin=lambda: and_(
            SharedText.call_to_action_id == CallToAction.id,
            SharedText.number == CallToAction.latest,
        ),
        viewonly=True,
        uselist=False,
        lazy="raise",
    )


class SharedText(Base):
    """What a shared call to action said once; `body` is Markdown."""

    __tablename__ = "shared_text"
    __table_args__ = (UniqueConstraint("call_to_action_id", "number"),)

    id: Mapped[Id]
    call_to_action_id: Mapped[int] = mapped_column(ForeignKey("call_to_action.id"))
    number: Mapped[int]
    heading: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    button_label: Mapped[str] = mapped_column(default="")
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    saved_at: Mapped[Moment]

    saved_by: Mapped[StaffMember | None] = relationship(lazy="raise")


@dataclass(frozen=True, slots=True)
class SharedWords:
    """What readers see of a shared call to action."""

    heading: str = ""
    body: str = ""
    button_label: str = ""

    @classmethod
    def of(cls, words: SharedText | SectionContent) -> Self:
        return cls(words.heading, words.body, words.button_label)

    def put_in(self, content: SectionContent) -> SectionContent:
        label = self.button_label
        return replace(content, heading=self.heading, body=self.body, button_label=label)

    def cleaned(self) -> Self:
        """Errors: BadText, naming the field."""
        return type(self)(
            clean_line(self.heading, field="Heading"),
            clean_text(self.body, field="Text", limit=LONG_TEXT),
            clean_line(self.button_label, field="Button label", limit=100),
        )


def calls_to_action(*, retired: bool = False) -> Select[CallToAction]:
    """With their words, by name."""
    return (
        select(CallToAction)
        .where(CallToAction.is_retired.is_(retired))
        .order_by(CallToAction.name)
        .options(selectinload(CallToAction.words))
    )


def call_to_action(call_id: int) -> Select[CallToAction]:
    """With its words."""
    found = select(CallToAction).where(CallToAction.id == call_id)
    return found.options(selectinload(CallToAction.words))


def calls_with_ids(call_ids: Collection[int]) -> Select[CallToAction]:
    """With their words, by name."""
    found = select(CallToAction).where(CallToAction.id.in_(call_ids)).order_by(CallToAction.name)
    return found.options(selectinload(CallToAction.words))


def call_named(name: str) -> Select[CallToAction]:
    found = select(CallToAction).where(CallToAction.name == name)
    return found.options(selectinload(CallToAction.words))


def texts_of(call_id: int) -> Select[SharedText]:
    """Newest first, with their authors."""
    return (
        select(SharedText)
        .where(SharedText.call_to_action_id == call_id)
        .order_by(SharedText.number.desc())
        .options(selectinload(SharedText.saved_by))
    )


def text_number(call_id: int, number: int) -> Select[SharedText]:
    return texts_of(call_id).where(SharedText.number == number)


def newest_change_of(call_id: int) -> Select[ChangeBatch]:
    """The last change of its words that stands."""
    changes = standing_changes(ChangeKind.CALL_TO_ACTION)
    return changes.where(ChangeBatch.subject == str(call_id)).limit(1)


def with_shared_words(session: Session, content: SectionContent) -> SectionContent:
    """As it is saved: what follows a shared call to action has the words of that one."""
    if content.call_to_action_id is None or content.has_own_words:
        return content
    shared = session.scalar(call_to_action(content.call_to_action_id))
    if shared is None:
        return replace(content, call_to_action_id=None)
    return SharedWords.of(shared.words).put_in(content)


def as_restored(session: Session, content: SectionContent) -> SectionContent:
    """Words of an earlier day that the shared ones have left behind are the section's own."""
    followed = with_shared_words(session, content)
    return content if followed == content else replace(content, has_own_words=True)
