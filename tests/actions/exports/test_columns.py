"""What an export tells of the desk's work: who, when, how long, and what came of it."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from pyarrow import parquet

from actions.exports.preparing import Wanted
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.base.database import reading, writing
from models.clinic.hours import ClinicHours
from models.enquiries.enquiry import Enquiry, EnquirySource, Priority, Status
from models.exports.columns import KINDS, Kind, Profile
from models.exports.export import ExportFormat
from models.staff.member import Actor
from tests.articles import Written, add_to
from tests.enquiries import arrive
from tests.exporting import READERS, file_of, json_rows, parquet_rows

FRIDAY = datetime(2026, 10, 23, 16, 30, tzinfo=UTC)
WORK = ("booked_for", "assigned_to", "priority", "tags", "close_reason", "follow_up_on")
TIMES = ("first_answered_at", "response_minutes", "is_at_risk", "source", "notes")


def worked_on(mo: Actor, **more: Any) -> Enquiry:
    return arrive(
        received_at=FRIDAY,
        first_answered_at=FRIDAY + timedelta(days=3),
        booked_for=datetime(2027, 1, 5, 9, tzinfo=UTC),
        follow_up_on=date(2026, 11, 2),
        assigned_to_id=mo.id,
        priority=Priority.HIGH,
        tags=["knee, left", "insured"],
        close_reason="=1+1",
        status=Status.CLOSED,
        source=EnquirySource.DESK,
        is_at_risk=True,
        notes="Rang twice.",
        **more,
    )


@pytest.mark.parametrize("form", ExportFormat)
def test_every_format_tells_what_the_desk_made_of_it(
    mo: Actor, ada: Actor, form: ExportFormat
) -> None:
    worked_on(mo)
    arrive("Untouched", received_at=FRIDAY)
    wanted = Wanted(form, columns=[*WORK, *TIMES], reason="Look")
    first, second = READERS[form](file_of(ada, wanted))
    mark = "'" if form is ExportFormat.CSV else ""

    assert first == {
        "source": "desk",
        "booked_for": "2027-01-05T09:00:00+00:00",
        "assigned_to": mo.name,
        "priority": "high",
        "tags": "knee, left, insured",
        "close_reason": f"{mark}=1+1",
        "follow_up_on": first["follow_up_on"],
        "first_answered_at": "2026-10-26T16:30:00+00:00",
        "response_minutes": "480",
        "is_at_risk": "yes",
        "notes": "Rang twice.",
    }
    assert first["follow_up_on"][:10] == "2026-11-02"
    empty = dict.fromkeys((*WORK, *TIMES), "")
    assert second == empty | {"source": "web", "priority": "normal", "is_at_risk": "no"}


def test_days_numbers_and_flags_are_of_their_kind(mo: Actor) -> None:
    worked_on(mo)
    wanted = Wanted(ExportFormat.JSONL, columns=list(KINDS), reason="Look")
    [told] = file_of(mo, wanted).splitlines()

    assert b'"response_minutes":480,' in told
    assert b'"is_at_risk":true' in told
    content = file_of(mo, Wanted(ExportFormat.PARQUET, columns=list(KINDS), reason="Look"))
    types = {"timestamp[us, tz=Europe/London]", "date32[day]", "int64", "bool"}
    assert {str(kind) for kind in parquet.read_schema(io.BytesIO(content)).types} == types
    assert set(KINDS.values()) == set(Kind) - {Kind.TEXT}


def test_a_call_to_action_is_named_as_the_desk_names_it(mo: Actor, tides: Written) -> None:
    with writing() as session:
        words = SectionContent(heading="Talk to us", button_label="Book")
        call = add_to(session, tides, SectionKind.CALL_TO_ACTION, words)
    arrive(article_id=tides.id, call_to_action_id=call)
    wanted = Wanted(ExportFormat.JSONL, columns=["article", "call_to_action"], reason="Look")

    assert json_rows(file_of(mo, wanted)) == [{"article": "tides", "call_to_action": "Talk to us"}]


def test_notes_are_masked_like_messages(ada: Actor, mo: Actor) -> None:
    worked_on(mo)
    wanted = Wanted(
        ExportFormat.JSONL, columns=["notes"], profile=Profile.MASKED, reason="Statistics"
    )

    assert json_rows(file_of(ada, wanted)) == [{"notes": "11 characters"}]


def test_a_response_is_counted_as_the_clinic_counts_it(mo: Actor) -> None:
    """Over nights, weekends, the hour that comes twice, and further back than anybody waits."""
    for since, until in waits(Random(7)):
        arrive(received_at=since, first_answered_at=until)
    wanted = Wanted(ExportFormat.PARQUET, columns=["response_minutes"], reason="Look")
    found = [int(row["response_minutes"]) for row in parquet_rows(file_of(mo, wanted))]
    with reading() as session:
        hours = ClinicHours.of(session)

    expected = [hours.between(*wait) // timedelta(minutes=1) for wait in waits(Random(7))]
    assert found == expected
    assert len(set(found)) > len(found) / 2


def waits(rng: Random) -> Iterator[tuple[datetime, datetime]]:
    for _ in range(40):
        since = FRIDAY + timedelta(seconds=rng.randrange(-2_000_000, 2_000_000))
        yield since, since + timedelta(seconds=rng.randrange(0, 400_000))
    yield FRIDAY - timedelta(days=800), FRIDAY
