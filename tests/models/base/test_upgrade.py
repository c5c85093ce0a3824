"""A database from the first release, full of people's work, under today's program."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from models.base import database, schema
from models.base.database import engine, reading
from models.base.table import now
from models.enquiries.enquiry import Status
from models.enquiries.listing.count import counts_by_status
from models.enquiries.listing.search import matching_either
from models.enquiries.listing.term import sought
from models.library.image_use import replacements_of
from models.reports.figures import figures
from models.reports.period import Period
from models.staff.change_batch import ChangeKind, standing_changes
from models.staff.widths import widths_of
from public.clock.reports import count_changed_days
from tests.databases import use_database

pytestmark = pytest.mark.sqlite

AT = "2026-01-05 09:00:00"
STAFF = (
    "INSERT INTO staff_member (id, username, full_name, email, role, password_hash, is_active, "
    "created_at, version) VALUES (1, 'ed', 'Ed', 'ed@clinic.example', 'editor', '', 1, "
    f"'{AT}', 1)"
)
ARTICLE = (
    "INSERT INTO article (id, slug, title, state, byline, search_title, search_description, "
    "created_at, created_by_id, updated_at, version) VALUES (1, 'tides', 'Tides', 'draft', '', "
    f"'', '', '{AT}', 1, '{AT}', 1)"
)
SECTION = (
    "INSERT INTO section (id, article_id, position, kind, is_hidden, latest) "
    "VALUES (1, 1, 0, 'header', 0, 2)"
)
REVISION = (
    "INSERT INTO revision (section_id, number, heading, body, alt, is_decorative, caption, "
    "button_label, note, saved_at) VALUES (1, {number}, 'Tides', '{body}', '', 0, '', '', '', "
    f"'{AT}')"
)
ENQUIRY = (
    "INSERT INTO enquiry (id, reference, received_at, name, email, phone, service, preferred_at, "
    "message, source, consent_version, timezone, status, close_reason, spam_reasons, priority, "
    "tags, is_at_risk, risk_phrases, email_key, phone_key, phone_digits, notes, version) VALUES "
    "({id}, 'CD-{id}', '2026-01-0{id} 09:00:00', 'Jane', 'j@x.example', '', 'Knee', '', 'Hello', "
    "'web', '1', '', '{status}', '', '[]', 'normal', '{tags}', 0, '[]', '', '', '', '', 1)"
)


def up_to(revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with engine().execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@pytest.fixture
def first_release(tmp_path: Path) -> Iterator[Path]:
    """Its schema, an article with two revisions, and three enquiries."""
    file = tmp_path / "old.sqlite"
    use_database(file)
    up_to("0001")
    with engine().execution_options(writing=True).begin() as connection:
        for statement in (
            STAFF,
            ARTICLE,
            SECTION,
            REVISION.format(number=1, body="The moon"),
            REVISION.format(number=2, body="The lighthouse"),
            ENQUIRY.format(id=1, status="new", tags='["urgent"]'),
            ENQUIRY.format(id=2, status="booked", tags="[]"),
            ENQUIRY.format(id=3, status="new", tags="[]"),
        ):
            connection.exec_driver_sql(statement)
    yield file
    database.engine().dispose()


def answers(statement: str) -> list[tuple[object, ...]]:
    with engine().connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


def test_everything_kept_is_there_and_can_be_found(first_release: Path) -> None:
    schema.migrate()

    assert answers("PRAGMA integrity_check") == [("ok",)]
    assert answers("PRAGMA foreign_key_check") == []
    with reading() as session:
        assert dict(session.execute(counts_by_status()).all()) == {Status.NEW: 2, Status.BOOKED: 1}
    assert answers("SELECT sum(total) FROM enquiry_day") == [(3,)]
    assert answers("SELECT sum(total) FROM enquiry_facet WHERE status = 'new'") == [(2,)]
    assert answers("SELECT enquiry_id, tag FROM enquiry_tag") == [(1, "urgent")]
    with reading() as session:
        assert len(session.scalars(matching_either(sought("jame"))).all()) == 3
    lighthouse = "SELECT rowid FROM article_search WHERE article_search MATCH '{}'"
    assert answers(lighthouse.format("lighthouse")) == [(1,)]
    assert answers(lighthouse.format("moon")) == []


def test_reports_tell_what_was_there_before_at_once_and_once_it_is_kept(
    first_release: Path,
) -> None:
    schema.migrate()
    january = Period(date(2026, 1, 1), date(2026, 1, 31))
    with reading() as session:
        at_once = figures(session, january, now())
    for _ in range(2):  # the first turn only notes by which hours it counts
        count_changed_days()

    assert (at_once.whole.received, at_once.whole.booked, len(at_once.days)) == (3, 1, 3)
    assert answers("SELECT sum(received) FROM report_total WHERE kind = 'all' AND span = '2026-01'"
                   ) == [(3,)]  # fmt: skip
    with reading() as session:
        assert figures(session, january, now()) == at_once


def test_columns_of_the_list_stay_as_wide_as_somebody_made_them(first_release: Path) -> None:
    up_to("0033")
    with engine().begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO column_choice (staff_id, columns, widths) "
            "VALUES (1, '[\"Phone\"]', '{\"Name\": 210}')"
        )
    schema.migrate()

    assert answers("SELECT staff_id, columns FROM column_choice") == [(1, '["Phone"]')]
    with reading() as session:
        [kept] = session.scalars(widths_of(1, "e-table"))
    assert kept.widths == {"Name": 210}


def test_what_was_done_everywhere_can_still_be_taken_back(first_release: Path) -> None:
    up_to("0034")
    who_and_when = f"1, '{AT}', NULL"
    with engine().begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO spread (kind, subject, before, after, changed, made_by_id, made_at, "
            "undone_at) VALUES ('picture', '', 'pier', 'boat', "
            f'\'{{"sections": [[1, 1, 2]], "pages": [], "shares": []}}\', {who_and_when})'
        )
        connection.exec_driver_sql(
            "INSERT INTO replacement (words, instead, done, made_by_id, made_at, undone_at) "
            f"VALUES ('moon', 'sun', '[[1, 1, 2]]', {who_and_when})"
        )
    schema.migrate()

    with reading() as session:
        [picture] = session.scalars(replacements_of("pier"))
        [words] = session.scalars(standing_changes(ChangeKind.REPLACEMENT))
    assert (picture.by_id, picture.kept["after"], picture.kept["sections"]) == (
        1, "boat", [[1, 1, 2]],
    )  # fmt: skip
    assert words.kept == {"words": "moon", "instead": "sun", "done": [[1, 1, 2]]}
    assert picture.at == words.at == datetime.fromisoformat(AT).replace(tzinfo=UTC)


def test_coming_up_to_date_twice_changes_nothing(first_release: Path) -> None:
    schema.migrate()
    before = answers("SELECT name, sql FROM sqlite_master ORDER BY name")
    schema.migrate()

    assert answers("SELECT name, sql FROM sqlite_master ORDER BY name") == before
