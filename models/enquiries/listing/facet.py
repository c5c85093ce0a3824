"""How many enquiries agree in all that a list is narrowed by; kept by triggers."""

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Mapped, mapped_column

from models.articles.article import Article
from models.base.kept import Sql, keep
from models.base.table import Base
from models.enquiries.enquiry import Priority, Status
from models.enquiries.listing.filter import NO_SERVICE, NOBODY, EnquiryFilter
from models.enquiries.state import OPEN


class EnquiryFacet(Base):
    """One combination that occurs, as `Enquiry.facet` names it; 0 is nobody, or no article."""

    __tablename__ = "enquiry_facet"

    facet: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[Status]
    priority: Mapped[Priority]
    is_at_risk: Mapped[bool]
    assigned_to_id: Mapped[int]
    article_id: Mapped[int]
    service: Mapped[str]
    total: Mapped[int]


_COLUMNS = "status, service, priority, is_at_risk, assigned_to_id, article_id"


def _count(sql: Sql, row: str) -> str:
    told = [f"{row}.{name}" for name in ("facet", "status", "service", "priority", "is_at_risk")]
    told += [f"coalesce({row}.{name}, 0)" for name in ("assigned_to_id", "article_id")]
    change = "-1" if row == "OLD" else "1"
    return (
        f"INSERT INTO enquiry_facet (facet, {_COLUMNS}, total) "
        + sql.counted(row, told, change)
        + sql.adding("enquiry_facet", "facet", total=f"({change})")
    )


keep(
    "enquiry_facet",
    _count,
    beside="enquiry",
    of=_COLUMNS,
    told_by="facet",
    is_counted=True,
)


def facets_of(chosen: EnquiryFilter) -> Select[str]:
    """Those that the filter lets through, as far as they can tell."""
    return select(EnquiryFacet.facet).where(EnquiryFacet.total > 0, *_asked(chosen))


def _asked(chosen: EnquiryFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if chosen.status:
        asked.append(EnquiryFacet.status == chosen.status)
    if chosen.is_open:
        asked.append(EnquiryFacet.status.in_(OPEN))
    if chosen.service:
        service = "" if chosen.service == NO_SERVICE else chosen.service
        asked.append(EnquiryFacet.service == service)
    if chosen.assigned_to is not None:
        asked.append(EnquiryFacet.assigned_to_id == (chosen.assigned_to or NOBODY))
    if chosen.article:
        article = select(Article.id).where(Article.slug == chosen.article).scalar_subquery()
        asked.append(EnquiryFacet.article_id == article)
    if chosen.priority:
        asked.append(EnquiryFacet.priority == chosen.priority)
    if chosen.at_risk:
        asked.append(EnquiryFacet.is_at_risk == true())
    return asked


def how_many(chosen: EnquiryFilter) -> Select[int]:
    """All that the filter lets through, its search, days, tag and follow-up aside."""
    total = func.coalesce(func.sum(EnquiryFacet.total), 0)
    return select(total).where(*_asked(chosen))


def how_many_by_status(chosen: EnquiryFilter) -> Select[Status, int]:
    """The same for each status by itself."""
    total = func.sum(EnquiryFacet.total)
    return select(EnquiryFacet.status, total).where(*_asked(chosen)).group_by(EnquiryFacet.status)


def open_of_each_colleague() -> Select[int, int]:
    """Staff id, and how many open enquiries are theirs, where there are any."""
    total, whose = func.sum(EnquiryFacet.total), EnquiryFacet.assigned_to_id
    theirs = select(whose, total).where(whose != NOBODY, EnquiryFacet.status.in_(OPEN))
    return theirs.group_by(whose).having(total > 0)


def open_by_colleague() -> Select[int, Status, int]:
    """Staff id, or NOBODY, and how many of theirs have each open status."""
    total, whose = func.sum(EnquiryFacet.total), EnquiryFacet.assigned_to_id
    theirs = select(whose, EnquiryFacet.status, total).where(EnquiryFacet.status.in_(OPEN))
    return theirs.group_by(whose, EnquiryFacet.status).having(total > 0)


def groups_of(
    chosen: EnquiryFilter,
) -> Select[str, Status, Priority, int, str, int]:
    """Facet, status, priority, colleague, service and total of each that is let through."""
    return select(
        EnquiryFacet.facet,
        EnquiryFacet.status,
        EnquiryFacet.priority,
        EnquiryFacet.assigned_to_id,
        EnquiryFacet.service,
        EnquiryFacet.total,
    ).where(EnquiryFacet.total > 0, *_asked(chosen))
