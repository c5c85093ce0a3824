"""What we hand out comes back as it was: CSV, raw CSV, workbook and JSON Lines."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from actions.enquiries.triage import add_note, assign_enquiry
from actions.exports.preparing import Wanted
from actions.intake.receiving import receive_enquiry
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.base.database import engine, reading, writing
from models.enquiries.enquiry import Enquiry, EnquirySource, Priority, Status
from models.enquiries.listing.count import how_many_enquiries
from models.exports.columns import COLUMNS
from models.exports.export import ExportFormat
from models.imports.fields import FIELDS
from models.intake.booking import BadFields, read_request
from models.staff.member import Actor, StaffMember
from tests.articles import Written, add_to
from tests.enquiries import arrive, do
from tests.exporting import READERS, file_of, fill
from tests.importing import import_whole, rehearse

FORMS = [
    (ExportFormat.CSV, False),
    (ExportFormat.CSV, True),
    (ExportFormat.XLSX, False),
    (ExportFormat.JSONL, False),
]
TAKEN = tuple(name for name in COLUMNS if name in FIELDS and name != "notes")
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


@pytest.fixture
def worked_by_fay(fay: Actor, tides: Written) -> Actor:
    worked_on(fay, tides)
    return fay


@pytest.mark.parametrize(("form", "is_raw"), FORMS)
@pytest.mark.parametrize("is_known", [True, False], ids=["colleague here", "colleague gone"])
def test_all_columns_come_back(
    ada: Actor, worked_by_fay: Actor, form: ExportFormat, is_raw: bool, is_known: bool
) -> None:
    """Also what the desk made of it, and the names of what is not here."""
    fay = worked_by_fay
    everything = tuple(COLUMNS)
    before = taken(ada, form, is_raw=is_raw, columns=everything)
    emptied()
    if not is_known:
        do(lambda session: session.execute(
            update(StaffMember).where(StaffMember.id == fay.id).values(full_name="Somebody Else")
        ))  # fmt: skip
    import_whole(before, ada)
    after = taken(ada, form, is_raw=is_raw, columns=everything)

    if form is ExportFormat.XLSX:
        assert READERS["xlsx"](after) == READERS["xlsx"](before)
    else:
        assert after == before
    rows = READERS[form](after)
    assert {name for name in COLUMNS if not any(row[name] for row in rows)} == set()
    assert rehearse(after).counts["new"] == 0
    with reading() as session:
        given = session.scalars(select(Enquiry.assigned_to_id).order_by(Enquiry.id)).all()
        assert (fay.id in given) is is_known


def worked_on(fay: Actor, tides: Written) -> None:
    """Everything that an export tells of, in several kinds, at hours that are hard to tell."""
    fill(3)
    with writing() as session:
        words = SectionContent(heading="Talk to us", button_label="Book")
        call = add_to(session, tides, SectionKind.CALL_TO_ACTION, words)
    anna = arrive(
        "Anna", message="One\ntwo", received_at=AUTUMN, is_at_risk=True, priority=Priority.HIGH,
        tags=["knee", "=1+1", "o'clock"], first_answered_at=AUTUMN + timedelta(hours=3),
        booked_for=datetime(2026, 11, 2, 9, 30, tzinfo=UTC), status=Status.BOOKED,
        article_id=tides.id, call_to_action_id=call, assigned_to_id=fay.id,
        source=EnquirySource.API, follow_up_on=date(2026, 3, 4), preferred_at="03/04",
        service="Knee", phone="+44 20 7946 0001",
    )  # fmt: skip
    do(add_note, anna.id, "=Rang twice.\n0207", by=fay)
    do(add_note, anna.id, "Shall we?", by=fay)
    arrive("Bea", status=Status.CLOSED, close_reason="-no longer", source=EnquirySource.DESK)


WRONG = (
    ('"booked_for": "03/04/2026"', "is no moment"),
    ('"first_answered_at": "2026-03-29 01:30"', "did not come"),
    ('"follow_up_on": "soon"', "is no day"),
    ('"is_at_risk": "perhaps"', "neither yes nor no"),
    ('"priority": "urgent"', "low, normal, high"),
    ('"source": "moon"', "is unknown"),
    ('"tags": "' + "x" * 2_000 + '"', "too long"),
)


@pytest.mark.parametrize(("cell", "why"), WRONG)
def test_what_our_own_columns_cannot_hold_is_an_error_with_its_reason(cell: str, why: str) -> None:
    row = f'{{"reference": "CD-AAAA-AAAA", "received_at": "", "email": "a@x.example", {cell}}}'
    found = rehearse(row.encode())

    assert found.counts["errors"] == 1
    assert why in found.rows[0].reason


def test_whoever_is_at_risk_stays_so_whatever_the_file_says(mo: Actor) -> None:
    row = (
        b'{"reference": "CD-AAAA-AAAA", "email": "a@x.example", "is_at_risk": false, '
        b'"message": "I want to kill myself"}'
    )
    import_whole(row, mo)
    with reading() as session:
        assert session.scalars(select(Enquiry.is_at_risk)).one()


def test_a_name_that_was_told_gives_way_to_whoever_it_is_given_to(mo: Actor, fay: Actor) -> None:
    row = b'{"reference": "CD-AAAA-AAAA", "email": "a@x.example", "assigned_to": "Gone Away"}'
    import_whole(row, mo)
    with reading() as session:
        number = session.scalars(select(Enquiry.id)).one()
    assert b"Gone Away" in taken(mo, ExportFormat.CSV, is_raw=True, columns=["assigned_to"])
    do(assign_enquiry, number, fay.id, by=fay)
    do(assign_enquiry, number, None, by=fay)
    assert b"Gone Away" not in taken(mo, ExportFormat.CSV, is_raw=True, columns=["assigned_to"])


@pytest.mark.parametrize(("form", "is_raw"), FORMS)
def test_an_article_that_is_not_here_is_still_named(
    mo: Actor, form: ExportFormat, is_raw: bool
) -> None:
    row = b'{"reference": "CD-AAAA-AAAA", "email": "a@x.example", "article": "knee-pain"}\n'
    import_whole(row, mo)

    assert b"knee-pain" in taken(mo, ExportFormat.JSONL, is_raw=False)
    comes_back_as_it_was(mo, form, is_raw=is_raw)


@pytest.mark.parametrize(("form", "is_raw"), FORMS)
@settings(max_examples=6)
@given(texts=st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=8))
@example(texts=[("_x0041_", "<c r='A1'>&amp;", "]]>", "_x005F_ one\x0btwo\n\ufffe _x")])
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
