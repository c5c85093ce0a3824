"""What we hand out comes back as it was: CSV, raw CSV, workbook and JSON Lines."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from actions.exports.preparing import Wanted
from actions.intake.receiving import receive_enquiry
from models.base.database import engine, reading, writing
from models.enquiries.enquiry import Enquiry, EnquirySource, Priority, Status
from models.enquiries.listing.count import how_many_enquiries
from models.exports.columns import COLUMNS
from models.exports.export import ExportFormat
from models.imports.fields import FIELDS
from models.intake.booking import BadFields, read_request
from models.staff.member import Actor
from tests.articles import Written
from tests.enquiries import arrive
from tests.exporting import READERS, file_of, fill
from tests.importing import import_whole, rehearse

FORMS = [
    (ExportFormat.CSV, False),
    (ExportFormat.CSV, True),
    (ExportFormat.XLSX, False),
    (ExportFormat.JSONL, False),
]
TAKEN = tuple(name for name in COLUMNS if name in FIELDS)
"""What an import takes; what the desk made of an enquiry elsewhere stays there."""
AUTUMN = datetime(2026, 10, 25, 1, 30, 5, tzinfo=UTC)
"""In the hour that came a second time that night."""
HOSTILE = (
    "=1+1", "'=1+1", "''x", "+44 20 7946 0001", "0207", "12E45", "@SUM(A1)", "-1", "\t=x",
    '"quoted", "twice"', "one\ntwo", "one\r\ntwo", "a;b|c\td", "_x000D_", "_x005F_", "é 😀 ",
    "x\x01y", "\ufeffx", "＝1", "'s-Gravenhage", "a\ufffeb", "NULL", "1/2", "(Security Alert: no)",
)  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
)


def taken(by: Actor, form: ExportFormat, *, is_raw: bool, columns: Sequence[str] = TAKEN) -> bytes:
    wanted = Wanted(format=form, columns=columns, reason="Copy", is_raw=is_raw)
    return file_of(by, wanted)


def emptied() -> None:
    """As a database is in which nothing ever came in."""
    with engine().execution_options(writing=True).begin() as connection:
        for table in ("import_row", "enquiry_event", "enquiry"):
            connection.exec_driver_sql(f"DELETE FROM {table}")


def comes_back_as_it_was(by: Actor, form: ExportFormat, *, is_raw: bool) -> None:
    before = taken(by, form, is_raw=is_raw)
    emptied()
    import_whole(before, by)
    after = taken(by, form, is_raw=is_raw)
    if form is ExportFormat.XLSX:
        assert READERS["xlsx"](after) == READERS["xlsx"](before)
    else:
        assert after == before
    assert rehearse(after).counts["new"] == 0


@pytest.mark.parametrize(("form", "is_raw"), FORMS)
def test_every_column_of_every_status_comes_back(
    mo: Actor, tides: Written, form: ExportFormat, is_raw: bool
) -> None:
    fill(30)
    for number, status in enumerate(Status):
        at = datetime(2026, 10, 25, 0, 30, number, 123456 + number, tzinfo=UTC)
        arrive(f"P{number}", status=status, received_at=at, article_id=tides.id)
    arrive("Anna", message="The same twice")
    arrive("Anna", message="The same twice")

    comes_back_as_it_was(mo, form, is_raw=is_raw)


@pytest.mark.parametrize(("form", "is_raw"), FORMS)
def test_a_file_of_all_columns_brings_back_what_an_import_takes(
    ada: Actor, form: ExportFormat, is_raw: bool
) -> None:
    """The desk's own columns are known as ours: they are left out, not put into the message."""
    fill(3, notes="Rang twice.", tags=["knee"], first_answered_at=AUTUMN, booked_for=AUTUMN)
    arrive("Anna", message="One\ntwo", received_at=AUTUMN, is_at_risk=True, priority=Priority.HIGH)
    kept = taken(ada, form, is_raw=is_raw)
    everything = taken(ada, form, is_raw=is_raw, columns=tuple(COLUMNS))
    emptied()
    import_whole(everything, ada)

    assert READERS[form](taken(ada, form, is_raw=is_raw)) == READERS[form](kept)
    with reading() as session:
        assert {enquiry.notes for enquiry in session.query(Enquiry)} == {""}


@pytest.mark.parametrize(("form", "is_raw"), FORMS)
def test_an_article_that_is_not_here_is_still_named(
    mo: Actor, form: ExportFormat, is_raw: bool
) -> None:
    row = b'{"reference": "CD-AAAA-AAAA", "email": "a@x.example", "article": "knee-pain"}\n'
    import_whole(row, mo)

    assert b"knee-pain" in taken(mo, ExportFormat.JSONL, is_raw=False)
    comes_back_as_it_was(mo, form, is_raw=is_raw)


@pytest.mark.parametrize(("form", "is_raw"), FORMS)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=8))
def test_whatever_people_wrote_comes_back(
    mo: Actor, form: ExportFormat, is_raw: bool, texts: list[tuple[str, str, str, str]]
) -> None:
    emptied()
    for name, service, time, message in texts:
        typed = {"name": name, "service": service, "preferred_at": time, "message": message}
        typed |= {"phone": "'+44 20 7946 0001", "email": "a@mail.example", "consent": "yes"}
        try:
            asked = read_request(typed)
        except BadFields:
            continue
        with writing() as session:
            receive_enquiry(session, asked, source=EnquirySource.WEB)
    with reading() as session:
        assume(session.scalars(how_many_enquiries()).one())

    comes_back_as_it_was(mo, form, is_raw=is_raw)


def test_references_and_moments_are_kept(mo: Actor) -> None:
    at = datetime(2026, 1, 5, 9, 30, tzinfo=UTC) + timedelta(microseconds=5)
    one = arrive("Anna", received_at=at, status=Status.BOOKED)
    content = taken(mo, ExportFormat.CSV, is_raw=False)
    emptied()
    import_whole(content, mo)
    with reading() as session:
        [back] = session.query(Enquiry).all()

    assert (back.reference, back.received_at, back.status) == (one.reference, at, Status.BOOKED)
