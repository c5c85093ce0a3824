"""Whoever is erased is found nowhere: not in a table, not in the search, not in any file."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from actions.enquiries.answering import Answer, answer_enquiry
from actions.enquiries.changes import RiskNotAcknowledged
from actions.enquiries.merging import merge_enquiries
from actions.enquiries.note_drafts import keep_note_draft
from actions.enquiries.reply_drafts import keep_reply_draft
from actions.enquiries.triage import add_note, change_status
from actions.exports.preparing import Wanted, prepare_export
from actions.exports.saving import save_export
from actions.privacy.erasing import (
    ErasureSplits,
    ErasureStale,
    NothingToErase,
    clear_erased,
    erase,
    erase_again,
    look_up_everything_of,
    past_erasures,
)
from actions.privacy.retention import hold, release
from models.base.backup import back_up, restore
from models.base.database import engine, reading, writing
from models.base.dialects.sqlite import sqlite_driver
from models.enquiries.enquiry import Enquiry, Status
from models.exports.export import Export, ExportFormat
from models.exports.saved import SavedExport
from models.privacy.erasure import Erasure, ErasureReason, erasures_known
from models.privacy.traces import ERASED
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.enquiries import arrive, do
from tests.exporting import file_of
from tests.importing import import_whole

CANARIES = ("Quillfeather", "quillfeather@mail.example", "9137264", "zymurgical", "heliotrope")
ASKED = ErasureReason.ASKED


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in folder.rglob("*"):
        if file.is_file():
            yield file.name, file.read_bytes()


def where_they_are(folder: Path) -> list[tuple[str, str]]:
    """Each canary, in any spelling of its letters, and the file that holds it."""
    found = []
    for name, content in files(folder):
        folded = content.lower()
        found += [
            (name, word)
            for word in CANARIES
            for encoded in (word.lower().encode(), word.lower().encode("utf-16-le"))
            if encoded in folded
        ]
    return found


@pytest.fixture
def quill() -> Enquiry:
    return arrive(
        "Nell Quillfeather",
        email="quillfeather@mail.example",
        phone="020 9137264",
        message="My zymurgical knee.",
    )


def versions(*enquiries: Enquiry) -> dict[int, int]:
    with reading() as session:
        return {each.id: session.get_one(Enquiry, each.id).version for each in enquiries}


def everything(enquiry: Enquiry, by: Actor) -> dict[int, int]:
    with reading() as session:
        return {each.id: each.version for each in look_up_everything_of(session, enquiry.id, by=by)}


@pytest.mark.sqlite
def test_no_file_holds_a_word_of_theirs(
    fresh_database: Path,
    quill: Enquiry,
    fay: Actor,
    mo: Actor,
    record_property: Callable[[str, object], None],
) -> None:
    other = arrive("Nell Q.", email="quillfeather@mail.example", message="A heliotrope rash.")
    stranger = arrive("Somebody Else")
    do(add_note, quill.id, "She said zymurgical again.", by=fay)
    do(keep_note_draft, quill.id, "half a heliotrope", by=fay)
    do(keep_reply_draft, quill.id, {"subject": "Dear Quillfeather", "body": "heliotrope"}, by=mo)
    do(answer_enquiry, other.id, Answer("Zymurgical", "Dear Quillfeather"), by=fay)
    do(change_status, stranger.id, Status.IN_PROGRESS, by=fay)
    do(merge_enquiries, quill.id, other.id, by=fay)
    import_whole(
        "Name,Email,Message,Date\nNell,quillfeather@mail.example,heliotrope,2026-01-05 09:30\n", mo
    )
    sought = {"filter": {"q": "quillfeather", "status": "all"}}
    file_of(mo, Wanted(ExportFormat.CSV, chosen=sought, reason="To call Nell Quillfeather"))
    do(save_export, "Quillfeather", Wanted(chosen=sought, reason="Calls to Quillfeather"), by=mo)
    do(prepare_export, Wanted(reason="For Nell Quillfeather, not fetched yet"), by=mo)
    assert {word for _, word in where_they_are(fresh_database.parent)} == set(CANARIES)

    shown = everything(quill, mo)
    assert len(shown) == 3
    do(erase, shown, ASKED, by=mo)

    assert clear_erased(reading, writing)
    engine().dispose()
    hits = len(where_they_are(fresh_database.parent))
    record_property("figure", f"{len(CANARIES)} words sought: {hits} found")
    assert where_they_are(fresh_database.parent) == []
    with reading() as session:
        assert session.scalars(select(Enquiry.name)).all() == ["Somebody Else"]
        assert set(session.scalars(select(Export.reason))) == {ERASED}
        assert session.scalars(select(SavedExport.name)).one() == f"{ERASED} 1"
        damage = session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
        assert damage == "ok"


def test_exports_that_may_still_hold_them_are_named(
    quill: Enquiry, mo: Actor, fresh_database: Path
) -> None:
    stranger = arrive("Somebody Else")
    reason = "Weekly list"
    file_of(mo, Wanted(ExportFormat.CSV, chosen={"ids": [quill.id]}, reason=reason))
    file_of(mo, Wanted(ExportFormat.CSV, chosen={"ids": [stranger.id]}, reason=reason))
    file_of(mo, Wanted(ExportFormat.CSV, reason=reason))
    file_of(mo, Wanted(ExportFormat.CSV, chosen={"filter": {"since": "2999-01-01"}}, reason=reason))

    do(erase, versions(quill), ASKED, by=mo)

    with reading() as session:
        (past,) = past_erasures(session, by=mo)
        assert [export.id for export in past.exports] == [1, 3]
        assert past.exports[0].reason == reason


def test_an_enquiry_that_changed_since_it_was_shown_is_not_erased(
    quill: Enquiry, fay: Actor, mo: Actor
) -> None:
    shown = versions(quill)
    do(change_status, quill.id, Status.IN_PROGRESS, by=fay)

    for stale in (shown, {quill.id + 1_000: 1}):
        with pytest.raises(ErasureStale):
            do(erase, stale, ASKED, by=mo)
    with pytest.raises(NothingToErase):
        do(erase, {}, ASKED, by=mo)
    assert versions(quill)


def test_what_was_merged_is_erased_together(quill: Enquiry, fay: Actor, mo: Actor) -> None:
    part = arrive("N. Q.", email="other@mail.example")
    do(merge_enquiries, quill.id, part.id, by=fay)

    for one in (quill, part):
        with pytest.raises(ErasureSplits):
            do(erase, versions(one), ASKED, by=mo)
    assert everything(part, mo).keys() == everything(quill, mo).keys() == {quill.id, part.id}


def test_nobody_at_risk_disappears_unseen(mo: Actor) -> None:
    anna = arrive("Anna", is_at_risk=True, risk_phrases=["end it"])

    with pytest.raises(RiskNotAcknowledged):
        do(erase, versions(anna), ASKED, by=mo)


def test_others_may_neither_look_nor_erase(quill: Enquiry, fay: Actor, ed: Actor) -> None:
    for somebody in (fay, ed):
        with pytest.raises(NotAllowed):
            do(erase, versions(quill), ASKED, by=somebody)
        with pytest.raises(NotAllowed):
            do(look_up_everything_of, quill.id, by=somebody)
        with pytest.raises(NotAllowed):
            do(past_erasures, by=somebody)
        with pytest.raises(NotAllowed):
            do(erase_again, [], by=somebody)
    assert versions(quill)


@pytest.mark.sqlite
def test_while_somebody_looks_it_is_cleared_later(quill: Enquiry, mo: Actor) -> None:
    driver = sqlite_driver()
    do(erase, versions(quill), ASKED, by=mo)
    file = str(engine().url.database)
    with closing(driver.connect(file, isolation_level=None)) as looking:
        looking.execute("BEGIN")
        looking.execute("SELECT count(*) FROM enquiry").fetchone()
        with writing() as session:
            session.add(Enquiry(name="Later", reference="CD-LATE-LATE"))
        with reading() as session:
            assert session.scalars(select(Erasure.cleared_at)).one() is None
    assert clear_erased(reading, writing)
    with reading() as session:
        assert session.scalars(select(Erasure.cleared_at)).one() is not None


@pytest.mark.sqlite
def test_a_restored_backup_erases_them_again(quill: Enquiry, mo: Actor, tmp_path: Path) -> None:
    do(hold, [quill.id], by=mo)
    copy = back_up(tmp_path / "backups")
    do(release, [quill.id], by=mo)
    do(erase, versions(quill), ASKED, by=mo)

    known = erasures_known(reading)
    restore(copy)
    assert versions(quill)
    gone = do(erase_again, known, by=OPERATOR)

    assert gone == 1
    with reading() as session:
        assert session.scalars(select(Enquiry.id)).all() == []
        (again,) = session.scalars(select(Erasure))
        assert (again.by_id, again.enquiry_ids) == (mo.id, [quill.id])
    assert do(erase_again, known, by=OPERATOR) == 0
