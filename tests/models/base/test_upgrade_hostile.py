"""What people really type comes through every migration as it was, byte for byte."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from models.base import database, schema
from models.base.database import engine, reading, writing
from models.enquiries.listing.count import counts_by_status
from models.enquiries.listing.search import matching_either
from models.enquiries.listing.term import sought
from tests.databases import use_database
from tests.models.base.test_upgrade import ARTICLE, SECTION, STAFF, answers, up_to

pytestmark = pytest.mark.sqlite

HOSTILE = (
    "'; DROP TABLE enquiry; --",
    '"" %s {0} {{x}} :name ?1 \\',
    "<script>alert(1)</script> =HYPERLINK(1)",
    "O\u2019Brien\u200b\u202eesrever\u202c \u0301\ufeff",
    "\U0001f469\u200d\U0001f4bb \u5f20\u4f1f \u0645\u0631\u062d\u0628\u0627",
    "line one\nline two\r\n\ttabbed\x0b",
    "x" * 20_000,
    "",
    "  spaces  ",
    "NULL",
)
MOMENTS = ("1970-01-01 00:00:00", "2026-03-29 01:30:00", "2026-10-25 01:30:00.999999")
OLD_ENQUIRY = text(
    "INSERT INTO enquiry (id, reference, received_at, name, email, phone, service, preferred_at, "
    "message, source, consent_version, timezone, status, close_reason, spam_reasons, priority, "
    "tags, is_at_risk, risk_phrases, email_key, phone_key, phone_digits, notes, version) VALUES "
    "(:id, :reference, :at, :words, :words, :words, :words, :words, :words, 'web', :words, "
    ":words, :status, :words, :list, 'normal', :list, 1, :list, :words, :words, :words, :words, 1)"
)
OLD_REVISION = text(
    "INSERT INTO revision (section_id, number, heading, body, alt, is_decorative, caption, "
    "button_label, note, saved_at) VALUES (1, :id, :words, :words, :words, 0, :words, :words, "
    ":words, :at)"
)
STATES = ("new", "in_progress", "waiting", "booked", "closed", "spam")
KEPT = {
    "enquiry": "id, reference, received_at, name, email, phone, service, message, status, "
    "close_reason, spam_reasons, tags, risk_phrases, notes",
    "revision": "number, heading, body, alt, caption, button_label, note, saved_at",
    "article": "id, slug, title, state",
    "staff_member": "id, username, full_name, email, role, password_hash",
}


def row(number: int) -> dict[str, Any]:
    words = HOSTILE[number % len(HOSTILE)]
    return {
        "id": number,
        "reference": f"CD-{number}-{words[:20]}",
        "at": MOMENTS[number % len(MOMENTS)],
        "words": words,
        "list": json.dumps(sorted({words, f"{words} too"})),
        "status": STATES[number % len(STATES)],
    }


@pytest.fixture
def hostile_release(tmp_path: Path) -> Iterator[Path]:
    """The first release's schema, with rows of every state full of such words."""
    file = tmp_path / "old.sqlite"
    use_database(file)
    up_to("0001")
    with engine().execution_options(writing=True).begin() as connection:
        for statement in (STAFF, ARTICLE, SECTION):
            connection.exec_driver_sql(statement)
        rows = [row(number) for number in range(1, 61)]
        connection.execute(OLD_ENQUIRY, rows)
        connection.execute(OLD_REVISION, rows)
        connection.exec_driver_sql("UPDATE section SET latest = 60")
        told = {"words": HOSTILE[1]}
        connection.execute(text("UPDATE article SET title = :words"), told)
        connection.execute(text("UPDATE staff_member SET full_name = :words"), told)
    yield file
    database.engine().dispose()


def kept() -> dict[str, list[tuple[object, ...]]]:
    return {
        table: answers(f"SELECT {columns} FROM {table} ORDER BY 1")
        for table, columns in KEPT.items()
    }


def test_it_comes_through_all_at_once_and_is_counted_found_and_changed(
    hostile_release: Path,
) -> None:
    before = kept()
    schema.migrate()
    assert kept() == before
    with reading() as session:
        counted = dict(session.execute(counts_by_status()).all())
        assert {status.value: many for status, many in counted.items()} == dict.fromkeys(STATES, 10)
        assert session.scalars(matching_either(sought("obrien"))).all()
    with writing() as session:
        session.execute(text("UPDATE enquiry SET status = 'closed' WHERE status = 'new'"))
    with reading() as session:
        counted = dict(session.execute(counts_by_status()).all())
        assert {each.value: many for each, many in counted.items() if many}["closed"] == 20
    assert answers("PRAGMA integrity_check") == [("ok",)]
