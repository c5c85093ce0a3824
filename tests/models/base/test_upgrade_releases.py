"""A database of each release, full of what people type, comes through all that follow as it was."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from models import tables
from models.base import schema
from models.base.database import engine, reading
from models.base.table import Base
from models.enquiries.enquiry import Enquiry
from models.enquiries.listing.count import counts_by_status
from models.enquiries.listing.facet import EnquiryFacet
from tests.databases import use_database
from tests.models.base.releases import (
    Written,
    digest_of_schema,
    fill,
    released,
    revisions,
    walk,
)
from tests.models.base.test_upgrade import answers

pytestmark = pytest.mark.sqlite

MOVED = {"spread", "replacement", ("column_choice", "widths")}
"""What a migration brought elsewhere: tests/models/base/test_upgrade.py finds it there."""


@pytest.fixture
def nothing_yet(tmp_path: Path) -> Iterator[None]:
    use_database(tmp_path / "released.sqlite")
    yield
    engine().dispose()


@pytest.mark.usefixtures("nothing_yet")
def test_what_was_written_under_each_schema_comes_through_all_that_follow(
    record_property: Callable[[str, object], None],
) -> None:
    """And each schema is the one that clinics have: a migration that is out is not changed."""
    written: list[Written] = []
    made = {}
    for revision in walk():
        made[revision] = digest_of_schema()
        with engine().execution_options(writing=True).begin() as connection:
            written += fill(connection)
        assert answers("PRAGMA foreign_key_check") == [], revision

    gone = lost(written)
    record_property("figure", f"{len(made)} schemas, {len(written):,} rows: {len(gone)} lost")
    out = released()
    assert {revision: made[revision] for revision in out} == out
    assert [*out] == revisions()[: len(out)]
    assert answers("PRAGMA integrity_check") == [("ok",)]
    assert schema.current_revision() == schema.newest_revision()
    assert len(written) > 20 * len(made)
    assert gone == []
    everything_can_be_read()


def lost(rows: list[Written]) -> list[object]:
    """Rows that are not there as they were, and tables or columns that nobody said are moved."""
    found: list[object] = []
    columns = defaultdict(list)
    for each in rows:
        columns[each.table, tuple(each.values)].append(each)
    for (table, names), alike in columns.items():
        today = {row[1] for row in answers(f"PRAGMA table_info({table})")}
        kept = [name for name in names if name in today]
        found += [table] if not today and table not in MOVED else []
        found += [(table, name) for name in names if today and name not in today
                  if (table, name) not in MOVED]  # fmt: skip
        if kept:
            chosen = ", ".join(f'"{name}"' for name in kept)
            there = {repr(row) for row in answers(f"SELECT {chosen} FROM {table}")}
            found += [each for each in alike if repr(of(each, kept)) not in there]
    return found


def of(row: Written, names: list[str]) -> tuple[Any, ...]:
    return tuple(row.values[name] for name in names)


def everything_can_be_read() -> None:
    """By today's program; and what triggers count is what is there."""
    with reading() as session:
        for mapper in Base.registry.mappers:
            session.scalars(select(mapper.class_)).all()
        by_status = select(Enquiry.status, func.count()).group_by(Enquiry.status)
        counted = {status: many for status, many in session.execute(counts_by_status()) if many}
        assert counted == dict(session.execute(by_status).all())
        every = session.scalar(select(func.count(Enquiry.id)))
        assert session.scalar(select(func.sum(EnquiryFacet.total))) == every


def test_each_table_of_today_is_filled(nothing_yet: None) -> None:
    schema.migrate()
    with engine().execution_options(writing=True).begin() as connection:
        filled = {each.table for each in fill(connection)}
    by_triggers = {name for name in tables.metadata.tables if answers(f"SELECT 1 FROM {name}")}

    assert set(tables.metadata.tables) - filled - by_triggers <= {"log_head"}
