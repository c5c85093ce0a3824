"""The entries of the log, one a row: what people did, when, and to what."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from desk.frame.device import is_phone
from desk.widgets.clock import local
from desk.widgets.table.order import (
    Orders,
    heading_of,
    order_box,
    order_in_address,
    sort_by,
)
from desk.widgets.table.parts import Column, Field, Gestures, Look, Row
from desk.widgets.table.table import table
from models.staff.log import LogEntry

WORDS: dict[Any, str] = {True: "yes", False: "no", None: "none"}
# What these say with “from” and “to” are numbers of colleagues.
ABOUT_COLLEAGUES = {"enquiry.assigned", "article.author_changed"}
ORDERS = Orders({"-when": "Newest first", "when": "Oldest first"}, pages="page")


class Told(NamedTuple):
    """An entry, and the names of colleagues by the numbers of their accounts."""

    entry: LogEntry
    names: Mapping[str, str]


def action_in_words(action: str) -> str:
    """“article.published” → “Article published”."""
    return action.replace(".", " ").replace("_", " ").capitalize()


def about(subject: str, names: Mapping[str, str]) -> str:
    """A colleague by name; what finds the entry by *About* stays beside it."""
    kind, _, number = subject.partition(":")
    return f"{names[number]} ({subject})" if kind == "staff" and number in names else subject


def details_in_words(entry: LogEntry, names: Mapping[str, str]) -> str:
    people = names if entry.action in ABOUT_COLLEAGUES else {}
    return ", ".join(_detail(name, value, people) for name, value in entry.details.items())


def _detail(name: str, value: Any, people: Mapping[str, str]) -> str:
    if isinstance(value, bool) or value is None:
        told = WORDS[value]
    else:
        told = people.get(str(value), str(value))
    return f"{name.replace('_', ' ')}: {told}"


def _to_the_second(moment: datetime) -> str:
    there = local(moment)
    return f"{there.day} {there:%b %Y, %H:%M:%S}"


def _who(entry: LogEntry) -> str:
    return f"{entry.actor} ({entry.staff_id})" if entry.staff_id else entry.actor


FIELDS: tuple[Field[Told], ...] = (
    Field(
        Column("No.", "No.", 70, is_name=True, is_labelled=True), lambda told: str(told.entry.id)
    ),
    Field(Column("When", "When", 150, "when"), lambda told: _to_the_second(told.entry.at)),
    Field(Column("Who", "Who", 140, is_long=True), lambda told: _who(told.entry)),
    Field(
        Column("What", "What", 170, is_long=True), lambda told: action_in_words(told.entry.action)
    ),
    Field(
        Column("About", "About", 150, is_labelled=True, is_long=True),
        lambda told: about(told.entry.subject, told.names),
    ),
    Field(
        Column("Details", "Details", 290, is_long=True),
        lambda told: details_in_words(told.entry, told.names),
    ),
)


def is_oldest_first() -> bool:
    """As the address says."""
    return not order_in_address(ORDERS).is_falling


def log_table(entries: Iterable[LogEntry], names: Mapping[str, str], total: int) -> None:
    """There is nothing to open: all that is known of an entry stands in its row."""
    columns = [field.column for field in FIELDS]
    order = order_in_address(ORDERS)
    order_box(ORDERS, key="log-order")
    table(
        "Log",
        columns,
        [_row(Told(entry, names)) for entry in entries],
        key="log-table",
        look=Look(sorted_by=heading_of(order, columns), total=total, is_narrow=is_phone()),
        gestures=Gestures(sorted_by=lambda wanted: sort_by(wanted, ORDERS)),
    )


def _row(told: Told) -> Row:
    return Row(told.entry.id, f"Entry {told.entry.id}", [field.cell(told) for field in FIELDS])
