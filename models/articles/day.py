"""What came of an article on each day: click-throughs, enquiries, bookings; without a name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Insert, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column

from models.articles.article import Section, SectionKind
from models.base.functions import adding_to
from models.base.kept import Sql, keep
from models.base.table import Base, now

ELSEWHERE = 0
"""Stands for the call to action of an enquiry that came from none: the form below the text."""


class ArticleDay(Base):
    """`section_id` is a call to action, or ELSEWHERE; days are UTC.

    Enquiries are counted on the day they came, spam never; `booked` are those of them that
    stand as booked now. Triggers keep both in the transaction that changes the enquiry.
    """

    __tablename__ = "article_day"

    article_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    enquiries: Mapped[int] = mapped_column(default=0)
    booked: Mapped[int] = mapped_column(default=0)
    clicks: Mapped[int] = mapped_column(default=0)


def _count(sql: Sql, row: str) -> str:
    sign = "-" if row == "OLD" else ""
    call = f"coalesce({row}.call_to_action_id, {ELSEWHERE})"
    told = [f"{row}.article_id", sql.day(f"{row}.received_at"), call]
    where = f"{row}.article_id IS NOT NULL AND {row}.status <> 'spam'"
    is_booked = sql.number(f"{row}.status = 'booked'")
    return (
        "INSERT INTO article_day (article_id, day, section_id, enquiries, booked, clicks) "
        + sql.counted(row, told, f"{sign}1", f"{sign}{is_booked}", "0", where=where)
        + sql.adding(
            "article_day",
            "article_id, day, section_id",
            enquiries="excluded.enquiries",
            booked="excluded.booked",
        )
    )


keep(
    "article_day",
    _count,
    beside="enquiry",
    of="status, article_id, received_at, call_to_action_id",
    is_counted=True,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one article or one call to action, over some days."""

    enquiries: int = 0
    booked: int = 0
    clicks: int = 0

    @property
    def conversion(self) -> float | None:
        """Enquiries for each click-through; None where nobody clicked."""
        return self.enquiries / self.clicks if self.clicks else None


_ENQUIRIES, _BOOKED = func.sum(ArticleDay.enquiries), func.sum(ArticleDay.booked)
_CLICKS = func.sum(ArticleDay.clicks)


def first_day_of(days: int) -> date:
    """The first of the last so many days, today being one."""
    return now().date() - timedelta(days=days - 1)


def tallies_of_each(article_ids: Collection[int], days: int) -> Select[int, int, int, int]:
    """Article, then the numbers of a Tally."""
    return (
        select(ArticleDay.article_id, _ENQUIRIES, _BOOKED, _CLICKS)
        .where(ArticleDay.article_id.in_(article_ids), ArticleDay.day >= first_day_of(days))
        .group_by(ArticleDay.article_id)
    )


def tallies_by_call(article_id: int, days: int) -> Select[int, int, int, int]:
    """Call to action or ELSEWHERE, then the numbers of a Tally."""
    return (
        select(ArticleDay.section_id, _ENQUIRIES, _BOOKED, _CLICKS)
        .where(ArticleDay.article_id == article_id, ArticleDay.day >= first_day_of(days))
        .group_by(ArticleDay.section_id)
    )


def call_to_action_sections(section_ids: Collection[int]) -> Select[int, int]:
    """Section and its article, of those that are calls to action."""
    return select(Section.id, Section.article_id).where(
        Section.id.in_(section_ids), Section.kind == SectionKind.CALL_TO_ACTION
    )


def adding_clicks(clicks: Mapping[tuple[int, int], int]) -> Insert:
    """Counted today; keys are article and call to action."""
    rows = [
        {"article_id": article, "section_id": section, "day": now().date(), "clicks": count}
        for (article, section), count in clicks.items()
    ]
    adding = adding_to(ArticleDay).values([{"enquiries": 0, "booked": 0, **row} for row in rows])
    return adding.on_conflict_do_update(
        index_elements=["article_id", "day", "section_id"],
        set_={"clicks": ArticleDay.clicks + adding.excluded.clicks},
    )
