"""A file that turned up tells who took it and what has become of the people in it."""

import pytest
from sqlalchemy import select

from actions.exports.check import find_file, find_fingerprint, people_since
from actions.exports.preparing import Wanted
from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry, EnquiryEvent
from models.exports.export import Export, ExportFormat
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from tests.exporting import file_of, fill


def latest() -> Export:
    with reading() as session:
        return session.scalars(select(Export).order_by(Export.id.desc())).first()  # type: ignore[return-value]  # the test made one


def erase_and_change(erased: int, changed: int) -> None:
    with writing() as session:
        session.delete(session.get_one(Enquiry, erased))
        session.add(EnquiryEvent(enquiry_id=changed, kind="status"))


@pytest.mark.parametrize("form", ExportFormat)
def test_our_file_is_known_again(mo: Actor, ada: Actor, form: ExportFormat) -> None:
    fill(12)
    content = file_of(mo, Wanted(form, reason="Reminders"))
    erase_and_change(3, 5)
    with writing() as session:
        found = find_file(session, content, by=ada)

    assert found is not None
    assert found.export.requested_by_id == mo.id
    assert (found.erased, found.changed, found.gone) == (1, 1, ("CD-000002",))


def test_a_file_that_was_touched_is_not_ours(mo: Actor) -> None:
    fill(3)
    content = file_of(mo, Wanted(reason="Reminders"))
    with writing() as session:
        assert find_file(session, content + b" ", by=mo) is None


def test_without_references_only_the_record_is_told(mo: Actor) -> None:
    fill(3)
    content = file_of(mo, Wanted(columns=["name"], reason="Reminders"))
    with writing() as session:
        found = find_file(session, content, by=mo)

    assert found is not None
    assert not found.has_references


def test_a_fingerprint_does_as_well_however_it_is_typed(mo: Actor) -> None:
    fill(3)
    file_of(mo, Wanted(reason="Reminders"))
    typed = f" {latest().sha256.upper()} "
    with writing() as session:
        found = find_fingerprint(session, typed, by=mo)

    assert found is not None
    assert found.id == latest().id
    with reading() as session:
        assert "export.checked" in session.scalars(select(LogEntry.action)).all()


@pytest.mark.parametrize(
    ("chosen", "erased", "is_exact"),
    [({}, 1, True), ({"ids": [3, 4]}, 1, True), ({"ids": [4]}, 0, True),
     ({"filter": {"status": "booked"}}, 1, False)],
)  # fmt: skip
def test_a_record_tells_how_many_were_erased_since(
    mo: Actor, chosen: dict[str, object], erased: int, is_exact: bool
) -> None:
    fill(12)
    file_of(mo, Wanted(chosen=chosen, reason="Reminders"))
    erase_and_change(3, 5)
    with reading() as session:
        since = people_since(session, latest(), by=mo)

    assert (since.erased, since.is_exact) == (erased, is_exact)


def test_only_those_who_may_export_ask(mo: Actor, fay: Actor) -> None:
    fill(3)
    file_of(mo, Wanted(reason="Reminders"))
    with pytest.raises(NotAllowed), writing() as session:
        find_file(session, b"", by=fay)
    with pytest.raises(NotAllowed), writing() as session:
        find_fingerprint(session, "", by=fay)
    with pytest.raises(NotAllowed), reading() as session:
        people_since(session, latest(), by=fay)
