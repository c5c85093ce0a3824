"""The enquiries of one export: chosen once, then read batch by batch in constant memory."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    Row,
    Select,
    SQLColumnExpression,
    Table,
    bindparam,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Session

from models.articles.article import Article
from models.base.table import now
from models.enquiries.enquiry import Enquiry
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.order import chosen_ids
from models.exports.cells import cells
from models.exports.columns import Kind, kind_of
from models.exports.days import of_days
from models.exports.export import Order
from models.exports.lines import all_lines
from models.exports.opening import note_opening_times

BATCH, FEWEST = 5_000, 100
PIECE = 1 << 20
"""Bytes of text read at once, give or take: a query for each has its price, and so has memory."""

_taken = Table(
    "enquiry_taken",
    MetaData(),
    Column("place", Integer, primary_key=True),
    Column("enquiry_id", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)


def enquiries_chosen(chosen: Mapping[str, Any], last_id: int) -> Select[int]:
    """Their ids. `chosen` has `ids`, a `filter` as in an address, or neither for everything;
    `days` as in models/exports/days.py narrow it further.

    Whatever arrived after `last_id` is left out.
    """
    if "ids" in chosen:
        found = select(Enquiry.id).where(Enquiry.id.in_(chosen["ids"])).order_by(Enquiry.id)
    elif "filter" in chosen:
        found = chosen_ids(EnquiryFilter.from_query(chosen["filter"]))
    else:
        found = select(Enquiry.id).order_by(Enquiry.id)
    if asked := of_days(chosen.get("days", {})):
        found = found.where(found.selected_columns[0].in_(select(Enquiry.id).where(*asked)))
    return found.where(found.selected_columns[0] <= last_id)


def count_of_chosen(chosen: Mapping[str, Any], last_id: int) -> Select[int]:
    if not chosen.keys() & {"ids", "filter", "days"}:
        every = select(func.count()).select_from(Enquiry)  # of all rows it is quick, of some not
        newer = every.where(Enquiry.id > last_id).scalar_subquery()
        return select(every.scalar_subquery() - newer)
    ids = enquiries_chosen(chosen, last_id).order_by(None).subquery()
    return select(func.count()).select_from(ids)


def newest_enquiry_id() -> Select[int]:
    return select(func.coalesce(func.max(Enquiry.id), 0))


def longest_text(chosen: Mapping[str, Any], last_id: int, column: str) -> Select[int]:
    """How many characters the longest message has, or the longest notes."""
    ids = enquiries_chosen(chosen, last_id).order_by(None)
    length = func.length(getattr(Enquiry, column))
    return select(func.coalesce(func.max(length), 0)).where(Enquiry.id.in_(ids))


def span_of_moments(session: Session, names: Sequence[str]) -> tuple[datetime, datetime]:
    """The first and the last moment that these columns, or the days received, tell of."""
    columns = [getattr(Enquiry, name) for name in names if kind_of(name) is Kind.MOMENT]
    known = [select(end(Enquiry.received_at)) for end in (func.min, func.max)]  # an index tells
    if others := [column for column in columns if column is not Enquiry.received_at]:
        known.append(select(*[end(column) for column in others for end in (func.min, func.max)]))
    ends = [end for asked in known for end in session.execute(asked).one() if end]
    return min(ends, default=now()), max(ends, default=now())


def cells_of_export(session: Session, order: Order) -> dict[str, SQLColumnExpression[Any]]:
    """What this export tells of each enquiry, in the order of its columns."""
    since, until = span_of_moments(session, order.columns)
    if "response_minutes" in order.columns:
        note_opening_times(session, *span_of_moments(session, ["first_answered_at"]))
    return cells(order.columns, order.profile, since, until)


def _create_snapshot(session: Session, order: Order) -> None:
    """Note the chosen ids, in their order, beside the database."""
    connection = session.connection()
    _taken.drop(connection, checkfirst=True)
    _taken.create(connection, checkfirst=False)
    ids = enquiries_chosen(order.chosen, order.last_enquiry_id)
    connection.execute(insert(_taken).from_select(["enquiry_id"], ids))


def drop_snapshot(session: Session) -> None:
    """Forget them, and give back the memory that reading so much has filled."""
    connection = session.connection()
    _taken.drop(connection, checkfirst=True)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA shrink_memory")


def _batch(columns: Sequence[SQLColumnExpression[Any]]) -> Select[Any]:
    return (
        select(*columns)
        .join_from(_taken, Enquiry, Enquiry.id == _taken.c.enquiry_id)
        .outerjoin(Article, Article.id == Enquiry.article_id)
        .where(_taken.c.place > bindparam("after"), _taken.c.place <= bindparam("upto"))
        .order_by(_taken.c.place)
    )


def _spans(size: int, total: int) -> Iterator[dict[str, int]]:
    for after in range(0, total, size):
        yield {"after": after, "upto": after + size}


def rows_taken(
    session: Session, order: Order, told: Mapping[str, SQLColumnExpression[Any]], *, size: int
) -> Iterator[Sequence[Row[Any]]]:
    """The rows, `size` at a time, their cells in the order of the columns."""
    _create_snapshot(session, order)
    batch = _batch([cell.label(name) for name, cell in told.items()])
    for span in _spans(size, order.total):
        yield session.connection().execute(batch, span).all()


def text_taken(
    session: Session,
    order: Order,
    line: SQLColumnExpression[str],
    between: SQLColumnExpression[str],
) -> Iterator[tuple[int, bytes]]:
    """Lines that the database itself has written and joined: how many, and their UTF-8.

    As many at a time as make a piece, so that long messages take no more memory than short ones.
    """
    _create_snapshot(session, order)
    lines = _batch([line.label("line")]).subquery()
    asked = select(func.count(), all_lines(lines.c.line, between))
    after, size = 0, FEWEST
    while after < order.total:
        span = {"after": after, "upto": after + size}
        count, text = session.connection().execute(asked, span).one()
        yield count, text or b""
        after += size
        size = max(FEWEST, min(BATCH, size * PIECE // max(len(text or b""), 1)))
